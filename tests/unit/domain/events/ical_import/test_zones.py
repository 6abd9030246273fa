"""Offsets and wall times of the zones that a file defines."""

import datetime
import re

import pytest

from wagtail_ngo.domain.events.ical_import import zones

HOUR, MINUTE = datetime.timedelta(hours=1), datetime.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("+0100", HOUR),
        ("-0330", -3 * HOUR - 30 * MINUTE),
        (" +0000 ", 0 * HOUR),
        ("+1559", 15 * HOUR + 59 * MINUTE),
        ("-1559", -15 * HOUR - 59 * MINUTE),
    ],
)
def test_an_offset_is_hours_and_minutes_from_utc(text, offset):
    assert zones._offset(text) == offset


@pytest.mark.parametrize("text", ["", "0100", "+1600", "+0160", "+1", "+0100Z", "x"])
def test_what_is_no_offset_cannot_be_read(text):
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        zones._offset(text)


def test_wall_time_has_its_seconds():
    expected = datetime.datetime.fromisoformat("2027-03-28T02:03:04")

    assert zones._wall(" 20270328T020304 ") == expected
    for text in ("20270328T0203", "20270328", ""):
        with pytest.raises(ValueError, match=f"^{text}$"):
            zones._wall(text)
    with pytest.raises(ValueError, match="day"):
        zones._wall("20270230T020304")
