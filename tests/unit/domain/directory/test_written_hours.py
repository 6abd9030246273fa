import datetime

import pytest

from wagtail_ngo.domain.directory.written_hours import WrittenHours, read_hours, write_hours


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("pn-pt 8:00-16:00; so 9-13", "pn,wt,śr,cz,pt 08:00-16:00 | so 09:00-13:00"),
        ("Poniedziałek – środa od 8.00 do 16.00", "pn,wt,śr 08:00-16:00"),
        ("Mo-We 08:00-16:00", "pn,wt,śr 08:00-16:00"),
        ("czw 12-18 (po umówieniu)", "cz 12:00-18:00 (po umówieniu)"),
    ],
)
def test_office_hours_are_read_and_come_back(text, written):
    hours, unread = read_hours(text)

    assert (write_hours(hours), unread) == (written, [])
    assert read_hours(written) == (hours, [])


def test_hours_that_cannot_be_read_are_given_back():
    eight = WrittenHours(0, datetime.time(8), datetime.time(16))

    assert read_hours("pn 8-16, wt 16-8") == ([eight], ["wt 16-8"])
    assert read_hours("po uzgodnieniu") == ([], ["po uzgodnieniu"])
