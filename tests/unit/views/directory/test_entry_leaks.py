"""Whatever an entry holds: what is not public appears in no public form of it.

Random entries are made of markers, each a word found nowhere else. A marker is public or not
by the rules of the glossary; every public form is then searched for those that are not.
"""

import datetime
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction
from wagtail.search.models import IndexEntry

from tests.factories.directory import (
    ActivityAreaFactory,
    ContactChannelFactory,
    NGODirectoryFactory,
    NGOFactory,
    RepresentativeFactory,
)
from wagtail_ngo.exports.directory import tables
from wagtail_ngo.models import ChangeRequest, Consent, NGODirectoryPage, NGOPage

pytestmark = pytest.mark.django_db
YESTERDAY = datetime.date.today() - datetime.timedelta(days=1)  # noqa: DTZ011 -- any past day
TOMORROW = YESTERDAY + datetime.timedelta(days=2)
LAST_YEAR = YESTERDAY - datetime.timedelta(days=365)

#: What is known of a person, and whether it makes name, e-mail and phone public.
PEOPLE = {
    "private": ({"is_public": False}, {"scope": "publication"}, False),
    "no consent": ({"is_public": True}, None, False),
    "other consent": ({"is_public": True}, {"scope": "contact"}, False),
    "withdrawn": ({"is_public": True}, {"withdrawn_on": YESTERDAY}, False),
    "not yet": ({"is_public": True}, {"given_on": TOMORROW}, False),
    "too long": ({"is_public": True, "keep_until": YESTERDAY}, {}, False),
    "erased": ({"is_public": True, "erased_on": YESTERDAY}, {}, False),
    "public": ({"is_public": True}, {}, True),
}
#: Where an entry is in the tree, and whether visitors may open it.
STATES = ["live", "live with a draft", "draft", "restricted", "expired"]

plans = st.fixed_dictionaries(
    {
        "state": st.sampled_from(STATES),
        "hide_street": st.booleans(),
        "same_mail": st.booleans(),
        "is_public_benefit": st.booleans(),
        "contacts": st.lists(
            st.tuples(st.sampled_from(["phone", "email", "website", "other"]), st.booleans()),
            max_size=4,
        ),
        "people": st.lists(st.sampled_from(sorted(PEOPLE)), max_size=3, unique=True),
    }
)


@dataclass
class Markers:
    """Words found nowhere else, sorted by who may read them."""

    public: list[str] = field(default_factory=list)
    secret: list[str] = field(default_factory=list)
    number: int = 0

    def word(self, *, is_public: bool) -> str:
        self.number += 1
        letters = f"{self.number:06d}".translate(str.maketrans("0123456789", "bcdfghjklm"))
        return self.keep(f"zq{letters}qz", is_public=is_public)

    def phone(self, *, is_public: bool) -> str:
        self.number += 1
        self.keep(f"7013{self.number:05d}", is_public=is_public)
        return f"+487013{self.number:05d}"

    def keep(self, marker: str, *, is_public: bool) -> str:
        (self.public if is_public else self.secret).append(marker)
        return marker


def make_entry(plan: dict, directory, area, markers: Markers) -> NGOPage:
    """An entry as the plan says. Of an entry that may not be opened, everything is secret."""
    is_open = plan["state"].startswith("live")
    shows_street = is_open and not plan["hide_street"]
    street = f"Ulica {markers.word(is_public=shows_street)} 1"
    mail = street if plan["same_mail"] else f"Skrytka {markers.word(is_public=is_open)}"
    entry = NGOFactory(
        title=f"Stowarzyszenie {markers.word(is_public=is_open)}",
        parent=directory,
        live=plan["state"] != "draft",
        lead=markers.word(is_public=is_open),
        internal_note=markers.word(is_public=False),
        tax_purpose=markers.word(is_public=is_open and plan["is_public_benefit"]),
        is_public_benefit=plan["is_public_benefit"],
        krs=f"{markers.number:010}",
        seat_street=street,
        seat_city="Słupsk",
        hide_street=plan["hide_street"],
        mail_street=mail,
        mail_city="Słupsk",
        latitude=markers.keep(f"54.{markers.number + 100:03}731", is_public=shows_street),
        longitude=markers.keep(f"17.{markers.number + 100:03}739", is_public=shows_street),
        areas=[area],
    )
    for kind, is_public in plan["contacts"]:
        add_contact(entry, kind, is_public=is_public, markers=markers, is_open=is_open)
    for name in plan["people"]:
        add_person(entry, name, markers, is_open=is_open)
    ChangeRequest.objects.create(
        entry=entry,
        source="visitor",
        message=markers.word(is_public=False),
        reply_to=f"{markers.word(is_public=False)}@example.org",
    )
    # As published: with a revision that holds what the page holds.
    entry.refresh_from_db()
    if entry.live:
        entry.save_revision().publish()
    set_state(entry, plan["state"], markers)
    return entry


def add_contact(entry, kind, *, is_public, markers, is_open) -> None:
    is_shown = is_public and is_open
    label = markers.word(is_public=is_shown)
    values = {
        "phone": lambda: markers.phone(is_public=is_shown),
        "email": lambda: f"{markers.word(is_public=is_shown)}@example.org",
        "website": lambda: f"https://{markers.word(is_public=is_shown)}.example.org/",
        "other": lambda: markers.word(is_public=is_shown),
    }
    ContactChannelFactory(
        organization=entry, kind=kind, value=values[kind](), label=label, is_public=is_public
    )


def add_person(entry, name: str, markers: Markers, *, is_open: bool) -> None:
    fields, consent, is_shown = PEOPLE[name]
    is_shown = is_shown and is_open
    person = RepresentativeFactory(
        organization=entry,
        name=f"Osoba {markers.word(is_public=is_shown)}",
        role=markers.word(is_public=is_shown),
        email=f"{markers.word(is_public=is_shown)}@example.org",
        phone=markers.phone(is_public=is_shown),
        **fields,
    )
    if consent is not None:
        given = {"scope": "publication", "given_on": LAST_YEAR, "source": "paper", **consent}
        Consent.objects.create(person=person, **given)


def set_state(entry, state: str, markers: Markers) -> None:
    if state == "live with a draft":
        draft = NGOPage.objects.get(pk=entry.pk)
        draft.lead = markers.word(is_public=False)
        draft.title = f"Stowarzyszenie {markers.word(is_public=False)}"
        draft.save_revision()
    elif state == "restricted":
        PageViewRestriction.objects.create(page=entry, restriction_type="login")
    elif state == "expired":
        NGOPage.objects.filter(pk=entry.pk).update(
            expire_at=timezone.now() - datetime.timedelta(days=1)
        )


def public_forms(client: Client, directory, entries) -> dict[str, str]:
    """Everything a visitor can get, by its address or name."""
    paths = [directory.url + end for end in DIRECTORY_PATHS]
    paths += [f"/ngo/hsds/{name}" for name in ("services", "organizations", "taxonomy_terms")]
    for entry in entries:
        paths += [entry.url, f"{entry.url}vcard/", f"{entry.url}report/"]
        paths += [f"/ngo/hsds/{name}/{entry.uuid}" for name in ("services", "organizations")]
    forms = {path: text_of(client.get(path)) for path in paths}
    visible = NGOPage.objects.visible_to(None).descendant_of(directory)
    rows = tables.public_rows(visible, today=timezone.localdate())
    forms["public table"] = "\n".join(";".join(map(str, row)) for row in rows)
    return forms


DIRECTORY_PATHS = [
    "",
    "feed/",
    "atom/",
    "csv/",
    "print/",
    "map/",
    "map/markers/",
    "suggestions/?q=stowarzysz",
    "?q=stowarzyszenie",
]


def text_of(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    # Numbers are shown in groups: compare without what parts them.
    text = content.decode()
    return text + text.replace(" ", "").replace("\xa0", "").replace("-", "")


@contextmanager
def undone():
    """Hypothesis runs many examples in one test: each leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(
    max_examples=10,
    # Shrinking a failure would take minutes; the plan is printed as it is.
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(made=st.lists(plans, min_size=2, max_size=3))
def test_nothing_that_is_not_public_appears(made):
    with undone():
        directory = NGODirectoryFactory(title="Organizacje", slug="organizacje")
        area = ActivityAreaFactory(name="Obszar próby")
        markers = Markers()
        entries = [make_entry(plan, directory, area, markers) for plan in made]
        client = Client()

        forms = public_forms(client, directory, entries)

        leaks = {
            name: [marker for marker in markers.secret if marker in text]
            for name, text in forms.items()
        }
        assert {name: found for name, found in leaks.items() if found} == {}
        everything = "".join(forms.values())
        assert [marker for marker in markers.public if marker not in everything] == []
        assert in_the_index(entries, markers.secret) == []
        assert found_by_search(client, directory, markers.secret[:2]) == []
        assert in_revisions(entries) == []


def found_by_search(client: Client, directory: NGODirectoryPage, secrets: list[str]) -> list[str]:
    """Secrets by which a visitor finds an entry."""
    found = []
    for secret in secrets:
        response = client.get(directory.url, {"q": secret})
        if response.context["results"].count and not response.context["results"].match.corrected:
            found.append(secret)
    return found


def in_the_index(entries, secrets: list[str]) -> list[str]:
    """Secrets in the index rows of published entries. Drafts are there for editors to find."""
    live = [entry.pk for entry in entries if NGOPage.objects.visible_to(None).filter(pk=entry.pk)]
    rows = IndexEntry.objects.filter(object_id__in=live)
    text = str(list(rows.values_list("title", "body", "autocomplete"))).casefold()
    return [secret for secret in secrets if secret in text]


def in_revisions(entries) -> list[str]:
    """Names of people that a revision of a page holds: none may, they could not be taken out."""
    names = [
        person.name.removeprefix("Osoba ")
        for entry in entries
        for person in entry.representatives.all()
    ]
    contents = [str(one.content) for entry in entries for one in entry.revisions.all()]
    return [name for name in names if any(name in content for content in contents)]
