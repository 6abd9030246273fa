"""Events out of exports of WordPress sites, as three calendar plugins keep them."""

import datetime
from html import escape

import pytest

from wagtail_ngo.domain.events.ical_import_values import ReadError, Reading, ReadLimits
from wagtail_ngo.domain.events.wxr_import import looks_like_wxr, read_wxr

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Dom Kultury</title><wp:wxr_version>1.2</wp:wxr_version>
"""
ITEM = """<item><title><![CDATA[{title}]]></title><link>https://dk.example/{pk}/</link>
<dc:creator><![CDATA[jan@example.org]]></dc:creator>
<guid isPermaLink="false">https://dk.example/?post_type={kind}&#038;p={pk}</guid>
<content:encoded><![CDATA[{content}]]></content:encoded>
<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>
<wp:post_id>{pk}</wp:post_id><wp:post_date><![CDATA[2026-01-01 10:00:00]]></wp:post_date>
<wp:status><![CDATA[{state}]]></wp:status><wp:post_type><![CDATA[{kind}]]></wp:post_type>
<wp:post_password><![CDATA[{password}]]></wp:post_password>
{categories}{fields}</item>
"""
CONCERT = {"_EventStartDate": "2027-01-07 17:00:00", "_EventEndDate": "2027-01-07 19:00:00"}


def item(title="Koncert", fields=None, pk=7, kind="tribe_events", **values) -> str:
    rows = [
        (name, value)
        for name, one in (CONCERT if fields is None else fields).items()
        for value in (one if isinstance(one, list) else [one])
    ]
    metas = "".join(
        f"<wp:postmeta><wp:meta_key><![CDATA[{name}]]></wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
        for name, value in rows
    )
    categories = "".join(
        f'<category domain="{domain}" nicename="x"><![CDATA[{name}]]></category>'
        for domain, name in values.pop("categories", ())
    )
    values = {"content": "", "excerpt": "", "state": "publish", "password": "", **values}
    return ITEM.format(title=title, pk=pk, kind=kind, fields=metas, categories=categories, **values)


def wxr(*items: str) -> bytes:
    return f"{HEAD}{''.join(items)}</channel></rss>".encode()


def read(*items: str, **options) -> Reading:
    return read_wxr(wxr(*items), time_zone="Europe/Warsaw", **options)


def one(*items: str):
    [event] = read(*items).events
    return event


def when(event) -> str:
    """First day and hour, last day and hour."""
    parts = (event.start_date, event.start_time, event.end_date, event.end_time)
    return " ".join("–" if part is None else str(part)[:16] for part in parts)


def codes(reading) -> list[str]:
    return [remark.code for remark in reading.remarks]


def test_event_of_the_events_calendar_comes_with_place_host_kind_and_text():
    venue = item(
        "Sala pod Lipą", {"_VenueAddress": "Rynek 1", "_VenueCity": "Słupsk"}, 8, "tribe_venue"
    )
    hosts = [item(name, {}, pk, "tribe_organizer") for pk, name in ((9, "Indygo"), (10, "a@b.pl"))]
    fields = {
        **CONCERT, "_EventVenueID": "8", "_EventOrganizerID": ["9", "10"],
        "_EventURL": "https://bilety.example/", "_EventTimezone": "Europe/Warsaw",
    }  # fmt: skip
    content = '<!-- wp:paragraph {"a":1} -->\n<p>Gra <b>trio</b>.</p>\n<!-- /wp:paragraph -->'
    categories = [("tribe_events_cat", "Muzyka"), ("post_tag", "jazz")]

    reading = read(item(fields=fields, content=content, categories=categories), venue, *hosts)

    [event] = reading.events
    assert when(event) == "2027-01-07 17:00:00 – 19:00:00"
    assert (event.title, event.location, event.organizer) == (
        "Koncert",
        "Sala pod Lipą, Rynek 1, Słupsk",
        "Indygo",
    )
    assert (event.paragraphs, event.description) == (("Gra <b>trio</b>.",), "Gra trio.")
    assert (event.url, event.categories) == ("https://bilety.example/", ("Muzyka",))
    assert (event.uid, reading.remarks) == ("https://dk.example/?post_type=tribe_events&p=7", [])


@pytest.mark.parametrize("mark", ["yes", "1", "true"])
def test_whole_days_have_no_hours(mark):
    fields = {
        "_EventStartDate": "2027-01-07 00:00:00", "_EventEndDate": "2027-01-09 23:59:59",
        "_EventAllDay": mark,
    }  # fmt: skip

    event = one(item(fields=fields))

    assert (event.all_day, when(event)) == (True, "2027-01-07 – 2027-01-09 –")


@pytest.mark.parametrize(
    ("end", "expected", "said"),
    [
        ("2027-01-08 01:00:00", "2027-01-07 17:00:00 2027-01-08 01:00:00", []),
        ("2027-01-07 17:00:00", "2027-01-07 17:00:00 – –", []),
        ("2027-01-07 16:00:00", "2027-01-07 17:00:00 – –", ["early_end"]),
        ("", "2027-01-07 17:00:00 – –", []),
        ("jutro", "2027-01-07 17:00:00 – –", []),
    ],
)
def test_end_is_kept_where_it_lies_behind_the_start(end, expected, said):
    reading = read(item(fields={**CONCERT, "_EventEndDate": end}))

    assert (when(reading.events[0]), codes(reading)) == (expected, said)


@pytest.mark.parametrize(
    ("zone", "utc", "expected", "said"),
    [
        ("", "", ("Europe/Warsaw", 17), []),
        ("Europe/Warsaw", "2000-01-01 00:00:00", ("Europe/Warsaw", 17), []),
        ("Europe/Vilnius", "", ("Europe/Vilnius", 17), []),
        # An offset says no place: the moment counts, in the town's zone.
        ("UTC+2", "2027-01-07 15:00:00", ("Europe/Warsaw", 16), []),
        ("UTC", "2027-01-07 17:00:00", ("Europe/Warsaw", 18), []),
        ("UTC+2", "", ("Europe/Warsaw", 17), ["zone"]),
        ("Środek/Europy", "", ("Europe/Warsaw", 17), ["zone"]),
    ],
)
def test_zone_is_that_of_the_event_and_a_bare_offset_becomes_the_town_s(zone, utc, expected, said):
    fields = {**CONCERT, "_EventTimezone": zone, "_EventStartDateUTC": utc}

    reading = read(item(fields=fields))

    [event] = reading.events
    length = datetime.datetime.combine(event.start_date, event.end_time) - (
        datetime.datetime.combine(event.start_date, event.start_time)
    )
    assert (event.time_zone, event.start_time.hour) == expected
    assert (length, codes(reading)) == (datetime.timedelta(hours=2), said)


def test_event_of_events_manager_has_its_hours_beside_the_days():
    fields = {
        "_event_start_date": "2027-01-07", "_event_start_time": "17:30:00",
        "_event_end_date": "2027-01-07", "_event_end_time": "18:00:00", "_location_id": "3",
    }  # fmt: skip
    place = item("Rondo", {"_location_id": "3", "_location_town": "Słupsk"}, 3000, "location")
    stranger = item("Inny wpis", {}, 3, "post")

    event = one(item(fields=fields, kind="event"), place, stranger)

    assert (when(event), event.location) == ("2027-01-07 17:30:00 – 18:00:00", "Rondo, Słupsk")


def test_event_of_modern_events_calendar_counts_seconds_of_the_day():
    fields = {
        "mec_start_date": "2027-01-07", "mec_start_day_seconds": "32400",
        "mec_end_date": "2027-01-08", "mec_end_day_seconds": "41400", "mec_allday": "0",
    }  # fmt: skip

    assert (
        when(one(item(fields=fields, kind="mec-events")))
        == "2027-01-07 09:00:00 2027-01-08 11:30:00"
    )


def test_plain_post_with_the_fields_of_a_calendar_is_an_event_and_others_are_counted():
    """The day on which a post was published is no date of an event."""
    reading = read(item(kind="post"), item(fields={}, kind="post"), item(fields={}, kind="page"))

    assert [event.title for event in reading.events] == ["Koncert"]
    assert [(remark.code, remark.detail) for remark in reading.remarks] == [("posts", "2")]


@pytest.mark.parametrize(
    ("values", "events", "said"),
    [
        ({"state": "draft"}, 1, []),
        ({"state": "future"}, 1, []),
        ({"state": "trash"}, 0, []),
        ({"state": "auto-draft"}, 0, []),
        ({"state": "private"}, 0, ["private"]),
        ({"password": "tajne"}, 0, ["private"]),
    ],
)
def test_what_is_private_or_thrown_away_stays_there(values, events, said):
    reading = read(item(**values))

    assert (len(reading.events), codes(reading)) == (events, said)


def test_unreadable_date_costs_its_own_event_only():
    bad = item("Zły", {"_EventStartDate": "7 stycznia"}, 1)

    reading = read(bad, item(pk=2))

    assert [event.title for event in reading.events] == ["Koncert"]
    assert [(r.code, r.title, r.detail) for r in reading.remarks] == [
        ("unreadable_start", "Zły", "7 stycznia")
    ]


def test_rule_of_a_paid_version_is_said():
    reading = read(item(fields={**CONCERT, "_EventRecurrence": 'a:1:{s:5:"rules";a:0:{}}'}))

    assert codes(reading) == ["rule"]
    assert codes(read(item(fields={**CONCERT, "_EventRecurrence": "s:0:"}))) == []


def test_text_is_never_markup_and_marks_of_the_editor_go():
    content = '[caption id="1"]<script>alert(1)</script>Tekst &amp; znak[/caption]\n\n[sala 5]'

    event = one(item("A &#8222;B&#8221; <i>C</i>", content=content))

    assert event.title == "A „B” C"
    assert event.paragraphs == ("Tekst &amp; znak", "[sala 5]")


def test_title_is_one_line_of_its_length():
    assert len(one(item("x" * 400)).title) == 255


def test_post_without_a_name_of_its_own_keeps_the_same_uid():
    text = wxr(item()).decode()
    guid = text[text.index("<guid") : text.index("</guid>") + 7]
    bare = text.replace(guid, "").replace("<link>https://dk.example/7/</link>", "").encode()

    uids = {read_wxr(bare, time_zone="Europe/Warsaw").events[0].uid for _time in range(2)}

    assert uids == {"wordpress-7-Koncert-20270107T1700"}


def test_whole_events_of_a_file_that_breaks_off_come_in():
    data = wxr(item("Pierwszy", pk=1), item("Drugi", pk=2))
    cut = data[: data.index(b"Drugi") + 2]

    reading = read_wxr(cut, time_zone="Europe/Warsaw")

    assert [event.title for event in reading.events] == ["Pierwszy"]
    assert codes(reading) == ["damaged"]


def test_control_characters_that_plugins_leave_behind_do_no_harm():
    data = wxr(item("Kon\x0bcert"))

    assert read_wxr(data, time_zone="Europe/Warsaw").events[0].title == "Koncert"


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaa">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE rss SYSTEM "https://example.org/a.dtd">',
    ],
)
def test_file_with_entities_of_its_own_is_refused(head):
    data = wxr(item("&a;")).replace(b"<rss", f"{head}<rss".encode(), 1)

    with pytest.raises(ReadError) as caught:
        read_wxr(data, time_zone="Europe/Warsaw")
    assert caught.value.code == "xml"


def test_limits_hold():
    data = wxr(item(pk=1), item(pk=2))
    for limits, code in ((ReadLimits(events=1), "events"), (ReadLimits(size=100), "size")):
        with pytest.raises(ReadError) as caught:
            read_wxr(data, time_zone="Europe/Warsaw", limits=limits)
        assert caught.value.code == code
    assert len(read_wxr(data, time_zone="Europe/Warsaw", limits=ReadLimits(events=2)).events) == 2


def test_other_files_are_told_apart():
    assert looks_like_wxr(wxr())
    feed = b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>'
    assert not looks_like_wxr(feed)
    assert not looks_like_wxr(b"BEGIN:VCALENDAR\r\nX:" + escape("<rss>").encode())


def test_file_without_any_whole_post_is_refused():
    for data in (wxr()[:-20], wxr(item())[:700]):
        with pytest.raises(ReadError) as caught:
            read_wxr(data, time_zone="Europe/Warsaw")
        assert caught.value.code == "xml"
