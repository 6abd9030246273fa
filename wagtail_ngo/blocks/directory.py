"""Blocks of the directory for any page of the host: card, list by area, partner board, contact.

They show what the visitor of the page may see. Blocks of one kind in a stream are looked up
together, so that the number of queries does not grow with the number of blocks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.coreutils import resolve_model_string

from wagtail_ngo.blocks.batches import BatchBlock, BatchValue
from wagtail_ngo.blocks.choosers import NGOChooserBlock
from wagtail_ngo.blocks.vocabularies import ActivityAreaBlock
from wagtail_ngo.domain.directory.opening_hours import Hours, HoursException, by_weekday, is_open
from wagtail_ngo.enums import ExchangeKind, Weekday

ATTRIBUTE = "_ngo_directory_blocks"
PREVIEW = "wagtail_ngo/blocks/directory_preview.html"
#: Lines of the partner board that are looked through for one page.
MOST_LINES = 1000


def together(value: BatchValue, request: Any, find: Callable[[list, Any], list]) -> Any:
    """What ``find`` says for this value; asked once in a request for all values of its batch."""
    answers = getattr(request, ATTRIBUTE, {})
    if request is not None:
        setattr(request, ATTRIBUTE, answers)
    if id(value) not in answers:
        batch = value.batch or [value]
        # The value is kept beside the answer, so that its id stays its own.
        for block, answer in zip(batch, find(batch, request), strict=True):
            answers[id(block)] = (block, answer)
    return answers[id(value)][1]


def visible_entries(request: Any):
    return resolve_model_string("wagtail_ngo.NGOPage").objects.visible_to(request)


def entries_by_key(keys: set[int], request: Any) -> dict[int, Any]:
    """Visible entries with all that a card shows."""
    if not keys:
        return {}
    entries = visible_entries(request).filter(pk__in=keys).defer("description")
    entries = entries.select_related("logo").prefetch_related(
        "areas", "contact_channels", "opening_hours", "opening_exceptions"
    )
    return entries.in_bulk()


def chosen_entries(values: list[BatchValue], request: Any) -> list:
    """The entry of each value; None where the visitor may not see it."""
    keys = [value["organization"] and value["organization"].pk for value in values]
    entries = entries_by_key({key for key in keys if key}, request)
    return [entries.get(key) for key in keys]


class _EntryBlock(BatchBlock):
    organization = NGOChooserBlock(label=_("Organization"))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["entry"] = together(value, context.get("request"), chosen_entries)
        return context

    def get_preview_value(self):
        """The entry confirmed last, so that the picture looks like this site."""
        newest = visible_entries(None).order_by("-verified_on", "-pk").first()
        return self.to_python({"organization": newest and newest.pk})

    def get_preview_context(self, value, parent_context=None):
        context = super().get_preview_context(value, parent_context)
        return {**context, "is_empty": value["organization"] is None}

    class Meta:
        preview_template = PREVIEW


class NGOCardBlock(_EntryBlock):
    """Name, what it does and how to reach it."""

    class Meta:
        icon = "group"
        label = _("Organization card")
        description = _("One organization: what it does, where it works, how to reach it.")
        template = "wagtail_ngo/blocks/ngo_card.html"


class NGOContactBlock(_EntryBlock):
    """Address, contacts and office hours."""

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        entry = context["entry"]
        if entry is not None:
            now = timezone.localtime()
            week = [
                Hours(hour.weekday, hour.opens, hour.closes, hour.note)
                for hour in entry.opening_hours.all()
            ]
            context["days"] = [(Weekday(day).label, hours) for day, hours in by_weekday(week)]
            context["is_open_now"] = is_open(week, exceptions(entry), at=now)
        return context

    class Meta:
        icon = "mail"
        label = _("Contact of an organization")
        description = _("Address, phone, e-mail and office hours, always as in the directory.")
        template = "wagtail_ngo/blocks/ngo_contact.html"


def exceptions(entry) -> list[HoursException]:
    return [
        HoursException(
            exception.first_day,
            exception.last_day or exception.first_day,
            exception.opens,
            exception.closes,
        )
        for exception in entry.opening_exceptions.all()
    ]


class _DirectoryPartBlock(BatchBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    directory = blocks.PageChooserBlock(
        page_type="wagtail_ngo.NGODirectoryPage",
        required=False,
        label=_("Directory"),
        help_text=_("Empty: organizations of all directories."),
    )

    class Meta:
        preview_template = PREVIEW


class NGOListBlock(_DirectoryPartBlock):
    area = ActivityAreaBlock(required=False, label=_("Activity area"))
    most = blocks.IntegerBlock(label=_("At most"), default=10, min_value=1, max_value=100)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        answer = together(value, context.get("request"), lists_of_entries)
        return {**context, **answer, "heading": value["heading"] or answer["area_name"]}

    def get_preview_value(self):
        return self.to_python({"heading": str(_("Organizations")), "most": 5})

    class Meta:
        icon = "list-ul"
        label = _("Organizations of an area")
        description = _("A list from A to Z, of one activity area or of all.")
        template = "wagtail_ngo/blocks/ngo_list.html"


def lists_of_entries(values: list[BatchValue], request: Any) -> list[dict]:
    """Entries, name of the area and the directory page of each list."""
    wanted = {value["area"] for value in values}
    rows = visible_entries(request)
    if "" not in wanted and None not in wanted:
        rows = rows.filter(areas__slug__in=wanted)
    rows = list(rows.order_by("sort_key", "pk").values_list("pk", "path", "areas__slug"))
    keys = [first_keys(value, rows) for value in values]
    entries = entries_by_key({key for group in keys for key in group}, request)
    names = dict(
        resolve_model_string("wagtail_ngo.ActivityArea")
        .objects.filter(slug__in=[slug for slug in wanted if slug])
        .values_list("slug", "name")
    )
    pages = directory_pages(request)
    return [
        {
            "entries": [entries[key] for key in group if key in entries],
            "area_name": names.get(value["area"], ""),
            "directory": directory_of(value, pages),
        }
        for value, group in zip(values, keys, strict=True)
    ]


def first_keys(value: BatchValue, rows: list[tuple[int, str, str | None]]) -> list[int]:
    """Keys of the first entries that fit a list, each once."""
    area, directory = value["area"], value["directory"]
    fitting = (
        key
        for key, path, slug in rows
        if (not area or slug == area) and (not directory or path.startswith(directory.path))
    )
    return list(dict.fromkeys(fitting))[: value["most"]]


def directory_pages(request: Any) -> dict[int, Any]:
    pages = resolve_model_string("wagtail_ngo.NGODirectoryPage").objects.visible_to(request)
    return {page.pk: page for page in pages.order_by("path")}


def directory_of(value: BatchValue, pages: dict[int, Any]) -> Any:
    """The chosen directory, or the only one; None if the visitor may not open it."""
    if value["directory"] is not None:
        return pages.get(value["directory"].pk)
    return next(iter(pages.values())) if len(pages) == 1 else None


class PartnerBoardBlock(_DirectoryPartBlock):
    show = blocks.ChoiceBlock(
        choices=[
            ("both", _("Offers and needs")),
            ("offers", _("Offers only")),
            ("needs", _("Needs only")),
        ],
        default="both",
        label=_("What to show"),
    )
    kind = blocks.ChoiceBlock(
        choices=ExchangeKind.choices, required=False, label=_("Of one kind only")
    )
    most = blocks.IntegerBlock(label=_("At most, of each"), default=10, min_value=1, max_value=100)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {**context, **together(value, context.get("request"), boards)}

    def get_preview_value(self):
        return self.to_python({"heading": str(_("Partner board")), "show": "both", "most": 3})

    class Meta:
        icon = "link"
        label = _("Partner board")
        description = _("What organizations offer to each other and what they look for.")
        template = "wagtail_ngo/blocks/partner_board.html"


def boards(values: list[BatchValue], request: Any) -> list[dict]:
    """Current offers and needs of each board, the newest first."""
    today, pages = timezone.localdate(), directory_pages(request)
    own = visible_entries(request).order_by().values("pk")
    lines = {}
    for name, model in (("offers", "Offer"), ("needs", "Need")):
        rows = resolve_model_string(f"wagtail_ngo.{model}").objects.current(today)
        rows = rows.filter(organization__in=own.filter(alias_of=None))
        rows = rows.select_related("organization")
        rows = rows.defer("organization__description")
        lines[name] = list(rows.order_by("-added_on", "-pk")[:MOST_LINES])
    page_type = resolve_model_string("wagtail_ngo.PartnerBoardPage")
    page = page_type.objects.visible_to(request).order_by("path").first()
    url = page.get_url(request) if page else ""
    lines_of_boards = [board(value, lines, directory_of(value, pages)) for value in values]
    return [{**line, "board_url": url} for line in lines_of_boards]


def board(value: BatchValue, lines: dict[str, list], directory: Any) -> dict:
    lines_by_kind: dict[str, list] = defaultdict(list)
    for name, rows in lines.items():
        if value["show"] in ("both", name):
            lines_by_kind[name] = [row for row in rows if fits(row, value)][: value["most"]]
    return {
        "offers": lines_by_kind["offers"],
        "needs": lines_by_kind["needs"],
        "directory": directory,
    }


def fits(row, value: BatchValue) -> bool:
    directory = value["directory"]
    is_inside = not directory or row.organization.path.startswith(directory.path)
    return is_inside and (not value["kind"] or row.kind == value["kind"])
