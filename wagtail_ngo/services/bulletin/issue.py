"""A draft issue → everything it would show, as values: ``compose(issue, now=…)``."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from django.conf import settings
from django.utils import translation
from django.utils.text import slugify

from wagtail_ngo.domain.bulletin import content
from wagtail_ngo.domain.bulletin.content import IssueContent, Picture
from wagtail_ngo.domain.items import Item
from wagtail_ngo.models import (
    BulletinIssuePage,
    Cooperation,
    FundingCall,
    NGOPage,
    Occurrence,
)
from wagtail_ngo.services import outgoing
from wagtail_ngo.services.bulletin import items
from wagtail_ngo.services.directory.cooperations import public_cooperations
from wagtail_ngo.services.events import splitting
from wagtail_ngo.services.funding import items as call_items

ItemKind = TypeVar("ItemKind", bound=Item)


@dataclass
class Composition:
    """Content, and the items as the site itself would show them, by source key."""

    content: IssueContent
    sources: dict[str, Item]

    def pictures(self) -> set[Picture]:
        """Every picture that the content shows."""
        return set(self.content.pictures())


def compose(issue: BulletinIssuePage, *, now: datetime.datetime) -> content.IssueContent:
    """What ``issue`` shows if it is issued at ``now``. Reads only what the public may see."""
    return compose_with_sources(issue, now=now).content


def compose_draft(issue: BulletinIssuePage, *, now: datetime.datetime) -> content.IssueContent:
    """The same, marked as a draft: previews bear a watermark."""
    return replace(compose(issue, now=now), draft=True)


def compose_with_sources(issue: BulletinIssuePage, *, now: datetime.datetime) -> Composition:
    composer = Composer(issue, now)
    with translation.override(composer.language):
        return Composition(composer.issue_content(), composer.sources)


@dataclass
class Composer:
    issue: BulletinIssuePage
    now: datetime.datetime
    sources: dict[str, content.Item] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.serial = self.issue.get_parent().specific
        self.place = call_items.Place.of(outgoing.site_of(self.serial))
        self.language = self.issue.locale.language_code or settings.LANGUAGE_CODE
        self.dates: dict[tuple, Occurrence | None] = {}
        self.singled = self._find_singled()

    def issue_content(self) -> content.IssueContent:
        issue, serial = self.issue, self.serial
        return content.IssueContent(
            serial=serial.title,
            title=issue.title,
            number=issue.number,
            last_number=issue.last_number,
            year=issue.year,
            language=self.language,
            masthead=serial.masthead,
            publisher=serial.publisher,
            issn=serial.issn,
            imprint=self._html(serial.imprint),
            url=issue.get_full_url() or "",
            serial_url=serial.get_full_url() or "",
            period_start=issue.period_start,
            period_end=issue.period_end,
            issue_date=issue.issue_date,
            summary=issue.summary,
            editorial=self._html(issue.editorial),
            editorial_author=issue.editorial_author,
            cover=items.picture(issue.cover_image, alt=issue.cover_alt, credit=issue.cover_credit),
            look=content.Look(
                structure_color=serial.structure_color,
                accent_color=serial.accent_color,
                cover_style=serial.cover_style,
                logo=items.picture(serial.logo, alt=serial.publisher or serial.title),
            ),
            sections=self.sections(),
        )

    def sections(self) -> tuple[content.Section, ...]:
        """The flat stream cut at its ``section`` blocks."""
        sections: list[content.Section] = [content.Section()]
        parts: list[list[content.Item]] = [[]]
        for child in self.issue.body:
            if child.block_type == "section":
                sections.append(
                    content.Section(
                        heading=child.value["heading"],
                        theme=child.value["theme"],
                        intro=child.value["intro"] or "",
                        block_id=child.id or "",
                    )
                )
                parts.append([])
            elif (item := self._item(child)) is not None:
                parts[-1].append(replace(item, block_id=child.id or ""))
        return _with_anchors(
            replace(section, items=tuple(part))
            for section, part in zip(sections, parts, strict=True)
            if section.heading or part
        )

    def _item(self, child) -> content.Item | None:
        builder: Callable[[dict], content.Item | None] = getattr(self, f"_{child.block_type}")
        return builder(child.value)

    def _html(self, value) -> str:
        source = getattr(value, "source", value) or ""
        return outgoing.clean_html(source, root_url=self.place.site.root_url)

    def _remember(self, item: ItemKind) -> ItemKind:
        self.sources[item.source] = item
        return item

    def _overridden(self, item: content.Item, value: dict) -> content.Item:
        """The item with the editor's own words where there are some."""
        text = value.get("text")
        own = {"title": value.get("title") or "", "html": self._html(text) if text else ""}
        return replace(
            self._remember(item), **{name: words for name, words in own.items() if words}
        )

    # Items from the site

    def _period(self) -> tuple[datetime.datetime, datetime.datetime]:
        return items.period_bounds(self.issue.period_start, self.issue.period_end)

    def _occurrences(self):
        site = self.place.site
        dates = Occurrence.objects.visible_to(None, site=site)
        return dates.with_details(None, site=site).order_by("starts_at", "pk")

    def _events_of_period(self, value) -> content.Item:
        calendar = value["calendar"] or None
        dates = self._occurrences().overlapping(*self._period()).taking_place()
        dates = dates.once(site=self.place.site, under=calendar)
        if calendar:
            dates = dates.under(calendar)
        event_items = [
            items.event_item(date) for date in dates[: value["most"] + len(self.singled)]
        ]
        shown = [item for item in event_items if item.source not in self.singled][: value["most"]]
        return content.EventListItem(
            title=value["heading"],
            events=tuple(self._remember(item) for item in shown),
            empty_text=value["empty_text"],
        )

    def _event(self, value) -> content.Item | None:
        date = self._single_date(value)
        return self._overridden(items.event_item(date), value) if date else None

    def _single_date(self, value) -> Occurrence | None:
        if not value["event"]:
            return None
        key = (value["event"].pk, value["date"])
        if key not in self.dates:
            self.dates[key] = self._find_date(*key)
        return self.dates[key]

    def _find_date(self, page_id: int, day: datetime.date | None) -> Occurrence | None:
        dates = self._occurrences().filter(page_id=page_id)
        if day:
            own = dates.filter(recurrence_id=day).order_by("session").first()
            return own or self._date_after_split(page_id, day)
        start, _end = self._period()
        return dates.filter(ends_at__gt=start).first() or dates.last()

    def _date_after_split(self, page_id: int, day: datetime.date) -> Occurrence | None:
        """The date in the later event to which it went when its series was split."""
        dates = self._occurrences().filter(page__in=splitting.same_series(page_id))
        return dates.filter(recurrence_id=day).order_by("session").first()

    def _organizations(self):
        pages = NGOPage.objects.visible_to(None, site=self.place.site)
        return pages.select_related("logo").prefetch_related("areas")

    def _organization(self, value) -> content.Item | None:
        page = value["organization"] and (
            self._organizations().filter(pk=value["organization"].pk).first()
        )
        return self._overridden(items.organization_item(page), value) if page else None

    def _new_organizations(self, value) -> content.Item:
        start, end = self._period()
        pages = self._organizations().filter(
            first_published_at__gte=start, first_published_at__lt=end
        )
        joined = pages.order_by("first_published_at", "pk")
        entries = [
            items.organization_item(page) for page in joined[: value["most"] + len(self.singled)]
        ]
        shown = [item for item in entries if item.source not in self.singled][: value["most"]]
        return content.OrganizationListItem(
            title=value["heading"],
            organizations=tuple(self._remember(item) for item in shown),
            empty_text=value["empty_text"],
        )

    def _calls(self):
        return FundingCall.objects.visible_to(None).prefetch_related("areas")

    def _open_calls(self, value) -> content.Item:
        issued_at = max(self.now, self._issue_day())
        calls = self._calls().open_at(issued_at)[: value["most"] + len(self.singled)]
        calls_shown = [call_items.call_item(call, self.place) for call in calls]
        shown = [item for item in calls_shown if item.source not in self.singled][: value["most"]]
        return content.CallListItem(
            title=value["heading"],
            calls=tuple(self._remember(item) for item in shown),
            empty_text=value["empty_text"],
        )

    def _issue_day(self) -> datetime.datetime:
        return items.period_bounds(self.issue.issue_date, self.issue.issue_date)[0]

    def _call(self, value) -> content.Item | None:
        call = value["call"] and self._calls().filter(pk=value["call"].pk).first()
        return self._overridden(call_items.call_item(call, self.place), value) if call else None

    def _cooperation(self, value) -> content.Item | None:
        chosen = value["cooperation"]
        rows = Cooperation.objects.filter(pk=chosen and chosen.pk)
        shown = public_cooperations(rows, None, site=self.place.site)
        return self._overridden(items.cooperation_item(shown[0]), value) if shown else None

    def _find_singled(self) -> set[str]:
        """Keys of what the issue presents on its own: lists leave it out."""
        keys = set()
        for child in self.issue.body:
            if child.block_type == "event" and (date := self._single_date(child.value)):
                keys.add(items.event_key(date))
            elif child.block_type == "call" and child.value["call"]:
                keys.add(call_items.call_key(child.value["call"]))
            elif child.block_type == "organization" and child.value["organization"]:
                keys.add(items.organization_key(child.value["organization"]))
        return keys

    # Items written in the issue

    def _news(self, value) -> content.Item:
        chosen = value["organization"]
        page = chosen and self._organizations().filter(pk=chosen.pk).first()
        return content.NewsItem(
            title=value["title"],
            html=self._html(value["text"]),
            url=value["link"] or (page.get_full_url() if page else "") or "",
            organization=page.title if page else "",
            picture=_block_picture(value["image"], caption=value["caption"]),
        )

    def _council_news(self, value) -> content.Item:
        return content.NewsItem(
            kind="council",
            title=value["title"],
            html=self._html(value["text"]),
            url=value["link"] or "",
            dated=value["date"],
        )

    def _text(self, value) -> content.Item:
        return content.TextItem(title=value["title"], html=self._html(value["text"]))

    def _filler(self, value) -> content.Item:
        return content.FillerItem(title=value["title"], html=self._html(value["text"]))

    def _quote(self, value) -> content.Item:
        return content.QuoteItem(quote=value["quote"], author=value["author"], role=value["role"])

    def _pictures(self, value) -> content.Item | None:
        findings = [
            _block_picture(row["image"], caption=row["caption"], credit=row["credit"])
            for row in value["pictures"]
        ]
        pictures = tuple(picture for picture in findings if picture)
        return content.PicturesItem(title=value["title"], pictures=pictures) if pictures else None

    def _table(self, value) -> content.Item | None:
        rows = content.table_rows(value["rows"])
        return content.TableItem(
            caption=value["caption"], head_column=value["head_column"], rows=rows
        )

    def _contact(self, value) -> content.Item:
        names = ("title", "name", "address", "phone", "email", "url", "hours")
        return content.ContactItem(**{name: value[name] or "" for name in names})


def _block_picture(image, **texts: str) -> content.Picture | None:
    if image is None:
        return None
    alt = "" if image.decorative else image.contextual_alt_text or ""
    return items.picture(image, alt=alt, decorative=bool(image.decorative), **texts)


def _with_anchors(sections) -> tuple[content.Section, ...]:
    used: set[str] = set()
    named = []
    for position, section in enumerate(sections, start=1):
        anchor = slugify(section.heading) or f"section-{position}"
        if anchor in used:
            anchor = f"{anchor}-{position}"
        used.add(anchor)
        named.append(replace(section, anchor=anchor))
    return tuple(named)
