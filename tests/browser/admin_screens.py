"""Every screen of ours in the admin: its name, and an address that opens it in this database."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model
from django.urls import get_resolver, reverse

from wagtail_ngo import models

#: What an address is about, by the longest beginning of its name (without "wagtail_ngo_").
ABOUT: dict[str, list[type[Model]]] = {
    "person": [models.Representative],
    "import": [models.ImportJob],
    "change_request": [models.ChangeRequest],
    "missing_organization": [models.MissingOrganization],
    "bulletin": [models.BulletinIssuePage],
    "source_change": [models.EventPage],
    "source_changes": [],
    "event": [models.EventPage],
    "date": [models.Occurrence],
    "check_in": [models.Occurrence],
    "close": [models.Occurrence],
    "registration": [models.Registration],
    "election": [models.CouncilElectionPage],
    "election_candidates": [models.CouncilElectionPage],
    "election_candidate": [models.CouncilElectionPage, models.Candidate],
    "election_entry": [models.CouncilElectionPage, models.RollEntry],
    "report_freeze": [models.ActivityReportPage],
    "register_fill": [models.NGOPage],
}
#: Addresses without a key.
BARE = (
    "attention",
    "dates",
    "event_import",
    "imports",
    "menu_",
    "mail",
    "register_new",
    "search",
    "subscriber_import",
    "today",
    "this_year_records",
)
#: How what is below an election names it.
OF_ELECTION = {models.Candidate: "election", models.RollEntry: "roll__election"}
EXTRA = {"this_year_records": ["meetings"]}
#: Addresses that show no screen of their own, each with the reason.
NO_SCREEN = {
    "a button: it answers a POST and leads back": {
        "bulletin_check",
        "bulletin_new",
        "bulletin_newsletter",
        "bulletin_retry",
        "bulletin_send",
        "check_in_tick",
        "date_seats",
        "election_accept",
        "election_consent_withdrawn",
        "election_draw",
        "election_erase",
        "election_invite",
        "election_link",
        "election_reject",
        "election_retry",
        "election_tick",
        "election_withdraw",
        "mail_retry",
        "registration_act",
        "reopen",
        "walk_in",
        "walk_in_undo",
    },
    "a file": {
        "bulletin_draft",
        "date_badges",
        "date_sheet",
        "dates_counts",
        "election_paper",
        "election_protocol",
        "export_csv",
        "export_xlsx",
        "import_result",
        "import_template",
        "person_export",
        "report_file",
    },
    "a part of a screen, walked with the screen": {
        "attention_results",
        "bulletin_state",
        "recurrence_preview",
        "register_offer",
        "search_report_results",
        "written_event",
        "written_hours",
    },
    "leads to another screen at once": {"begin", "check_in_code"},
    "asked before one publication, walked by the tests of the editor's forms": {
        "bulletin_issue",
        "event_publish",
        "event_split",
    },
    "needs a typed count, walked in test_elections": {
        "election_correct",
        "election_validate",
    },
}
WITHOUT_SCREEN = {name for names in NO_SCREEN.values() for name in names}
#: Adding is the form of changing, and these are one template for every model: two stand for all.
ALIKE, STAND_FOR_ALL = {"create", "inspect", "delete"}, {"district", "fundingcall"}
#: Page types whose editor is walked, for a new page and for one that is there.
PAGES = (
    models.NGODirectoryPage,
    models.NGOPage,
    models.EventIndexPage,
    models.EventPage,
    models.BulletinIndexPage,
    models.BulletinIssuePage,
    models.FundingCallIndexPage,
    models.CouncilPage,
    models.CouncilElectionPage,
    models.PartnerBoardPage,
    models.PublicBenefitPage,
    models.ActivityReportPage,
)


def admin_names() -> list[str]:
    """Names of all admin addresses of ours, with their namespace."""

    def walk(patterns, prefix="", namespace="") -> Iterator[str]:
        for pattern in patterns:
            address = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from walk(pattern.url_patterns, address, inner)
            elif pattern.name and address.startswith("admin/"):
                yield namespace + pattern.name

    return sorted({name for name in walk(get_resolver().url_patterns) if "ngo_" in name})


def listings() -> dict[str, str]:
    """Address of each list of rows by the name of its model."""
    names = [name for name in admin_names() if name.endswith("_modeladmin_index")]
    return {name.split("_modeladmin_")[0]: reverse(name) for name in names}


def screens() -> dict[str, str]:
    """Address by name. Raises LookupError where the database holds nothing to open."""
    addresses = {}
    for name in admin_names():
        if "_modeladmin_" in name:
            addresses.update(_of_rows(name))
        elif ":" in name:
            if name.endswith(":index"):
                addresses[name] = reverse(name)
        elif (short := name.removeprefix("wagtail_ngo_")) not in WITHOUT_SCREEN:
            addresses[name] = reverse(name, args=_keys(short))
    for model in PAGES:
        page = _newest(model)
        parent, kind = page.get_parent(), model._meta.model_name
        addresses[f"edit {kind}"] = reverse("wagtailadmin_pages:edit", args=[page.pk])
        new = ["wagtail_ngo", kind, parent.pk]
        if model.can_create_at(parent.specific):
            addresses[f"add {kind}"] = reverse("wagtailadmin_pages:add", args=new)
    return addresses


def _of_rows(name: str) -> Iterator[tuple[str, str]]:
    model_name, action = name.removeprefix("wagtail_ngo_").split("_modeladmin_")
    if action in ALIKE and model_name not in STAND_FOR_ALL:
        return
    if action in ("index", "create"):
        yield name, reverse(name)
    elif action in ("edit", "inspect", "delete"):
        model = next(m for m in _models() if m._meta.model_name == model_name)
        yield name, reverse(name, args=[_newest(model).pk])


def _keys(short: str) -> list:
    if short.startswith(BARE):
        return EXTRA.get(short, [])
    key = max((name for name in ABOUT if short.startswith(name)), key=len, default=None)
    if key is None:
        raise LookupError(f"{short} is a new address: say in ABOUT what it is about")
    keys: list = []
    for model in ABOUT[key]:
        rows = model._default_manager.order_by("-pk")
        if keys:
            rows = rows.filter(**{OF_ELECTION[model]: keys[0]})
        elif model is models.CouncilElectionPage:
            rows = rows.filter(candidates__isnull=False, roll__entries__isnull=False)
        keys.append(_first(rows).pk)
    return keys


def _models() -> list[type[Model]]:
    return [each for each in vars(models).values() if isinstance(each, type)]


def _newest(model: type[Model]) -> Model:
    return _first(model._default_manager.order_by("-pk"))


def _first(rows) -> Model:
    row = rows.first()
    if row is None:
        raise LookupError(f"there is no {rows.model.__name__} to open")
    return row
