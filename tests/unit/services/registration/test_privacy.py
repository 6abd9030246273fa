"""What goes when a person is erased, and what stays of others."""

import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile

from tests.factories.registration import (
    NOW,
    assert_counters_agree,
    counters,
    join,
    join_many,
    make_date,
)
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import Attendance, Occurrence, Registration, StoredDocument
from wagtail_ngo.services.registration import privacy

pytestmark = pytest.mark.django_db


def sheet(date, *, has_people=True, with_file=True) -> StoredDocument:
    row = StoredDocument(
        owner_type=ContentType.objects.get_for_model(Occurrence),
        owner_id=str(date.pk),
        kind=f"sheet-{StoredDocument.objects.count()}",
        has_people=has_people,
    )
    if with_file:
        row.file.save("sheet.pdf", ContentFile(b"names"), save=False)
    row.save()
    return row


def test_erasing_gives_the_seat_back_and_leaves_others_as_they_were():
    date = make_date(capacity=1)
    hers, waiting = join_many(date, (1, 2))
    old = hers.person_key

    privacy.erase_person(hers, now=NOW + datetime.timedelta(hours=1))

    hers.refresh_from_db()
    waiting.refresh_from_db()
    assert (hers.status, hers.name, hers.email, hers.answers) == (S.CANCELLED, "", "", {})
    assert hers.person_key not in ("", old)
    assert hers.erased_on == datetime.date(2027, 2, 1)
    assert (waiting.status, waiting.email) == (S.OFFERED, "p2@example.org")
    assert_counters_agree(date)


def test_a_past_seat_stays_and_her_rows_are_one_person_still():
    first, second = make_date(capacity=3), make_date(capacity=3)
    rows = [join(date, 1) for date in (first, second)]
    other = join(first, 2)
    Attendance.objects.create(occurrence=first, person_key=rows[0].person_key, name="Person 1")
    before = counters(first)

    privacy.erase_person(rows[0], now=first.ends_at)

    keys = set(Registration.objects.filter(email="").values_list("person_key", flat=True))
    assert keys == set(Attendance.objects.values_list("person_key", flat=True))
    assert len(keys) == 1
    assert Attendance.objects.get().name == ""
    assert counters(first) == before
    kept = Registration.objects.get(pk=other.pk)
    assert (kept.name, kept.person_key, kept.erased_on) == ("Person 2", other.person_key, None)


def test_lists_with_names_go_with_their_files_where_she_was_and_nowhere_else():
    date, walked_in, elsewhere = (make_date(capacity=3) for _ in range(3))
    row = join(date, 1)
    Attendance.objects.create(occurrence=walked_in, person_key=row.person_key, name="Person 1")
    gone = [sheet(date), sheet(date, with_file=False), sheet(walked_in)]
    kept = [sheet(date, has_people=False), sheet(elsewhere)]
    files = [(one.file.storage, one.file.name) for one in (*gone[::2], *kept)]

    privacy.erase_person(row, now=NOW)

    assert {one.pk for one in StoredDocument.objects.all()} == {one.pk for one in kept}
    assert [storage.exists(name) for storage, name in files] == [False, False, True, True]
