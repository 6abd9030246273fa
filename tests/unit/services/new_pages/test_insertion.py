"""Rows written in one statement are those that Django would write."""

import datetime

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.db.models import Value
from django.db.models.functions import Lower
from wagtail.models import ReferenceIndex

from tests.factories.directory import NGOFactory
from wagtail_ngo.models import ConfirmationRequest, ContactChannel, Cooperation
from wagtail_ngo.services.new_pages import insertion
from wagtail_ngo.services.new_pages.insertion import insert

pytestmark = pytest.mark.django_db
NAMES = ["organization_id", "kind", "value", "label", "is_public", "sort_order"]


def channels(entry):
    return [
        ContactChannel(organization=entry, kind="email", value="a@example.org", sort_order=1),
        ContactChannel(organization=entry, kind="phone", value="100 %s", is_public=False),
    ]


def rows(entry):
    return sorted(entry.contact_channels.values_list(*NAMES), key=repr)


def test_rows_are_those_of_bulk_create(django_assert_num_queries):
    entry, other = NGOFactory(), NGOFactory()
    ContactChannel.objects.bulk_create(channels(other))
    with django_assert_num_queries(1):
        insert(ContactChannel, channels(entry))

    assert rows(entry) == [(entry.pk, *row[1:]) for row in rows(other)]
    assert len(rows(entry)) == 2


def test_moments_are_those_of_the_object_unless_the_field_sets_them():
    now = datetime.datetime(2027, 3, 18, 12, tzinfo=datetime.UTC)
    old = now - datetime.timedelta(days=9)
    moments = {"created_at": old, "updated_at": old}
    row = Cooperation(title="Razem", started_on=old.date(), **moments)
    with time_machine.travel(now, tick=False):
        insert(Cooperation, [row])

    stored = Cooperation.objects.get()
    assert (stored.created_at, stored.updated_at) == (old, now)


def test_nothing_is_written_for_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert(ContactChannel, [])


def test_a_row_of_another_package_is_written():
    kind = ContentType.objects.get_for_model(ContactChannel)
    before = ReferenceIndex.objects.count()
    row = ReferenceIndex(
        content_type=kind, base_content_type=kind, object_id="1", to_content_type=kind,
        to_object_id="2", model_path="a", content_path="b",
        content_path_hash=ReferenceIndex._get_content_path_hash("b"),
    )  # fmt: skip
    insert(ReferenceIndex, [row])

    assert ReferenceIndex.objects.count() == before + 1
    stored = ReferenceIndex.objects.get(to_object_id="2", object_id="1")
    assert stored.content_path_hash == row.content_path_hash


def test_a_value_that_the_database_works_out_is_left_to_django():
    entry = NGOFactory()
    first, second = channels(entry)
    first.value = Lower(Value("A@EXAMPLE.ORG"))
    insert(ContactChannel, [first, second])

    assert [row[2] for row in rows(entry)] == ["a@example.org", "100 %s"]


def test_moments_that_a_save_notes_are_noted():
    moment = datetime.datetime(2027, 1, 4, 12, tzinfo=datetime.UTC)
    entry = NGOFactory()
    with time_machine.travel(moment, tick=False):
        insert(ConfirmationRequest, [ConfirmationRequest(entry=entry, nonce=one) for one in "ab"])

    stored = ConfirmationRequest.objects.order_by("nonce").values_list("nonce", "created_at")
    assert list(stored) == [("a", moment), ("b", moment)]


@pytest.mark.parametrize("size", [1, 2, 50])
def test_rows_that_django_writes_are_all_written(monkeypatch, size):
    monkeypatch.setattr(insertion, "SIZE", size)
    entry = NGOFactory()
    some = [ContactChannel(organization=entry, kind="email", value=name) for name in "abc"]
    some[2].value = Lower(Value("C"))

    insert(ContactChannel, some)

    assert {row[2] for row in rows(entry)} == {"a", "b", "c"}
    assert len(rows(entry)) == 3


def test_a_key_that_an_object_has_is_not_written_and_a_generator_is_enough():
    channel = ContactChannel(organization=NGOFactory(), kind="email", value="a", pk=10**6)

    insert(ContactChannel, iter([channel]))

    assert ContactChannel.objects.get().pk != 10**6
