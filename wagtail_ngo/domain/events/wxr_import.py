"""Reading the export of a WordPress site (WXR): events of its calendar in, values and remarks out.

The Events Calendar, Events Manager and Modern Events Calendar keep an event as a post with the
dates in its fields. The day on which a post was published is never taken for the day of an event.
"""

from __future__ import annotations

import datetime
import html
import re
from dataclasses import dataclass
from zoneinfo import available_timezones

from wagtail_ngo.domain.events.ical_import import own_uid, texts
from wagtail_ngo.domain.events.ical_import.zones import Zone
from wagtail_ngo.domain.events.ical_import_values import (
    ReadError,
    ReadEvent,
    Reading,
    ReadLimits,
    Remark,
)
from wagtail_ngo.domain.events.wxr_posts import Post, read_posts

_COMMENT = re.compile(r"<!--[^<>]{0,5000}-->")
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|audio|video|vc_|et_pb_|tribe)[^\[\]]{0,1000}\]"
)
_ISO = "%Y-%m-%d %H:%M:%S"
MAX_UID = 200
LEFT_OUT_STATES = {"trash", "auto-draft", "inherit"}


@dataclass(frozen=True)
class _Names:
    """What one calendar plugin calls its fields. Hours are in the day's field, or beside it."""

    start: str
    end: str
    start_time: str = ""
    end_time: str = ""
    all_day: str = ""
    zone: str = ""
    start_utc: str = ""
    place: str = ""
    host: str = ""
    url: str = ""
    rule: str = ""
    category: str = ""


PLUGINS = (
    _Names(  # The Events Calendar
        "_EventStartDate", "_EventEndDate", all_day="_EventAllDay", zone="_EventTimezone",
        start_utc="_EventStartDateUTC", place="_EventVenueID", host="_EventOrganizerID",
        url="_EventURL", rule="_EventRecurrence", category="tribe_events_cat",
    ),
    _Names(  # Events Manager
        "_event_start_date", "_event_end_date", "_event_start_time", "_event_end_time",
        all_day="_event_all_day", zone="_event_timezone", place="_location_id",
        category="event-categories",
    ),
    _Names(  # Modern Events Calendar: seconds of the day
        "mec_start_date", "mec_end_date", "mec_start_day_seconds", "mec_end_day_seconds",
        all_day="mec_allday", url="mec_read_more", category="mec_category",
    ),
)  # fmt: skip


def looks_like_wxr(data: bytes) -> bool:
    """Whether the file begins as an export of WordPress does."""
    head = data[:5000]
    return b"<rss" in head and b"wordpress.org/export/" in head


def read_wxr(data: bytes, *, time_zone: str, limits: ReadLimits | None = None) -> Reading:
    """The events of an export. Raises ReadError for one that is too large or no XML.

    ``time_zone`` is that of events that name none.
    """
    limits = limits or ReadLimits()
    if len(data) > limits.size:
        raise ReadError("size", megabytes=max(1, limits.size // 1_000_000))
    reading = Reading()
    posts = read_posts(data, reading)
    by_pk = {post.pk: post for post in posts}
    # Events Manager numbers its places by a field of theirs.
    places = {post.get("_location_id"): post for post in posts if post.kind == "location"}
    others = 0
    for post in posts:
        names = next((one for one in PLUGINS if post.get(one.start)), None)
        if post.state in LEFT_OUT_STATES or post.kind in _BESIDE:
            continue
        if names is None:
            others += 1
        elif post.state == "private" or post.fields.get("_wp_password"):
            reading.remarks.append(Remark("private", post.title))
        elif event := _Reader(names, by_pk, places, time_zone, reading).read(post):
            reading.events.append(event)
            if len(reading.events) > limits.events:
                raise ReadError("events", limit=limits.events)
    if others:
        reading.remarks.append(Remark("posts", "", str(others)))
    return reading


#: Kinds of posts that belong to events or to the site's looks.
_BESIDE = {
    "tribe_venue", "tribe_organizer", "location", "attachment", "nav_menu_item", "revision",
    "custom_css", "wp_global_styles", "wp_navigation", "wp_template", "wp_template_part",
    "wp_block",
}  # fmt: skip


@dataclass(frozen=True)
class _Reader:
    names: _Names
    posts: dict[str, Post]
    places: dict[str, Post]
    time_zone: str
    reading: Reading

    def read(self, post: Post) -> ReadEvent | None:
        start = self._moment(post, self.names.start, self.names.start_time)
        if start is None:
            shown = post.get(self.names.start)[:60]
            self._say(post, "unreadable_start", shown)
            return None
        zone, start = self._zone(post, start)
        all_day = post.get(self.names.all_day).lower() in ("yes", "1", "true", "on")
        parts = tuple(texts.paragraphs(_without_blocks(post.content or post.excerpt)))
        event = ReadEvent(
            uid="",
            sequence=0,
            title=post.title,
            start_date=start.date(),
            time_zone=zone,
            start_time=None if all_day else start.time(),
            all_day=all_day,
            description=texts.plain(parts),
            paragraphs=parts,
            location=self._place(post),
            organizer=self._host(post),
            url=texts.web_address(post.get(self.names.url)),
            categories=tuple(
                texts.line(text)
                for domain, _colon, text in (one.partition(":") for one in post.categories)
                if domain == self.names.category and text
            ),
        )
        event.uid = _uid(post, event)
        self._read_end(post, event, start)
        if post.get(self.names.rule) and "{" in post.get(self.names.rule):
            self._say(post, "rule", self.names.rule)
        return event

    def _say(self, post: Post, code: str, detail: str = "") -> None:
        self.reading.remarks.append(Remark(code, post.title, detail))

    def _read_end(self, post: Post, event: ReadEvent, start: datetime.datetime) -> None:
        own_start = self._moment(post, self.names.start, self.names.start_time)
        end = self._moment(post, self.names.end, self.names.end_time)
        if end is None or own_start is None:
            return
        # In the zone that the start was brought into.
        end += start - own_start
        if end < start:
            self._say(post, "early_end", f"{end:%Y-%m-%d %H:%M}")
        if end <= start:
            return
        event.end_date = end.date() if end.date() != start.date() else None
        event.end_time = None if event.all_day else end.time()

    def _zone(self, post: Post, start: datetime.datetime) -> tuple[str, datetime.datetime]:
        """Zone, and the start in it. What names an offset only comes by its moment in UTC."""
        name = post.get(self.names.zone)
        if not name or name == self.time_zone:
            return self.time_zone, start
        if name in available_timezones() and not Zone(name).is_utc:
            return name, start
        moment = _datetime(post.get(self.names.start_utc)) if self.names.start_utc else None
        if moment is None:
            self._say(post, "zone", name[:60])
            return self.time_zone, start
        return self.time_zone, Zone(self.time_zone).from_utc(moment.replace(tzinfo=datetime.UTC))

    def _moment(self, post: Post, day: str, hour: str) -> datetime.datetime | None:
        text = post.get(day)
        if not hour or " " in text:
            return _datetime(text)
        time = post.get(hour)
        if time.isdigit() and int(time) < 86400:
            time = f"{int(time) // 3600:02}:{int(time) // 60 % 60:02}:00"
        return _datetime(f"{text} {time or '00:00:00'}")

    def _place(self, post: Post) -> str:
        key = post.get(self.names.place) if self.names.place else ""
        place = self.places.get(key) if self.names.place == "_location_id" else self.posts.get(key)
        if place is None:
            return texts.line(post.get("_event_location_name"))
        street = place.get("_VenueAddress") or place.get("_location_address")
        town = place.get("_VenueCity") or place.get("_location_town")
        return ", ".join(filter(None, map(texts.line, (place.title, street, town))))

    def _host(self, post: Post) -> str:
        keys = post.fields.get(self.names.host, []) if self.names.host else []
        names = [self.posts[key].title for key in keys if key in self.posts]
        return ", ".join(name for name in dict.fromkeys(names) if "@" not in name)[:255]


def _without_blocks(text: str) -> str:
    """Without marks of WordPress that say how to show something."""
    return _SHORTCODE.sub("", _COMMENT.sub("", text)).strip()


def _datetime(text: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.strptime(text.strip(), _ISO)  # noqa: DTZ007 -- a wall time
    except ValueError:
        return None


def _uid(post: Post, event: ReadEvent) -> str:
    """The post's own name, which stays when its address changes."""
    name = html.unescape(post.guid or post.link)
    if 0 < len(name) <= MAX_UID:
        return name
    return own_uid(f"wordpress-{post.pk}-{post.title}"[: MAX_UID - 20], event)
