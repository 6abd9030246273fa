"""Photographs in the record of a date: chosen with words, kept, and shown to editors alone."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupCollectionPermission

from tests.unit.admin.registration.desk import url, yesterday
from wagtail_ngo.admin.registration.photos import MOST, NEW, PhotoForms, images_to_choose
from wagtail_ngo.models import ClosingPhoto, OccurrenceClosing

pytestmark = pytest.mark.django_db


def image(title, **fields):
    return get_image_model().objects.create(title=title, file=get_test_image_file(), **fields)


@pytest.fixture
def photographer(desk, django_user_model):
    """The clerk of the desk, who may choose images of one collection."""
    user = django_user_model.objects.get(username="clerk")
    group, collection = Group.objects.create(name="Photos"), Collection.objects.first()
    own = collection.add_child(name="Town")
    choose = Permission.objects.get(codename="choose_image")
    GroupCollectionPermission.objects.create(group=group, collection=own, permission=choose)
    user.groups.add(group)
    user.collection = own
    return user


def photos_of(date):
    rows = ClosingPhoto.objects.filter(closing__occurrence=date)
    return list(rows.values_list("image__title", "caption"))


def test_photos_are_recorded_in_their_order_with_their_words(desk, photographer):
    date = yesterday()
    first, second = (image(name, collection=photographer.collection) for name in ("One", "Two"))
    data = {
        "was_held": "yes",
        "photo-0-image": first.pk, "photo-0-caption": " Twelve  people at a table ",
        "photo-2-image": second.pk, "photo-2-caption": "The hall",
        "photo-3-caption": "Words without a photo",
    }  # fmt: skip

    desk.post(url("close", date.pk), data)

    assert photos_of(date) == [("One", "Twelve people at a table"), ("Two", "The hall")]
    page = desk.get(url("close", date.pk)).content.decode()
    assert 'alt="Twelve people at a table"' in page
    assert "Words without a photo" not in page


def test_photo_without_words_is_refused_beside_its_field(desk, photographer):
    date = yesterday()
    row = image("One", collection=photographer.collection)

    answer = desk.post(
        url("close", date.pk), {"was_held": "yes", "photo-1-image": row.pk, "head_count": "3"}
    )

    forms = list(answer.context["form"].photos)
    assert [list(form.errors) for form in forms] == [[], ["caption"], [], []]
    assert OccurrenceClosing.objects.count() == 0
    assert "Say what is to be seen" in answer.content.decode()


def test_image_of_a_collection_that_is_not_mine_is_refused(desk, photographer):
    date, foreign = yesterday(), image("Foreign")
    mine = image("Mine", collection=photographer.collection)
    data = {"was_held": "yes", "photo-0-image": foreign.pk, "photo-0-caption": "Words"}

    answer = desk.post(url("close", date.pk), data)

    assert list(next(iter(answer.context["form"].photos)).errors) == ["image"]
    assert OccurrenceClosing.objects.count() == 0
    assert list(images_to_choose(photographer)) == [mine]
    assert set(images_to_choose(photographer, kept=[foreign.pk])) == {mine, foreign}


def test_reopened_record_brings_its_photos_back(desk, photographer):
    date = yesterday()
    row = image("One", collection=photographer.collection)
    desk.post(
        url("close", date.pk),
        {"was_held": "yes", "photo-0-image": row.pk, "photo-0-caption": "The hall"},
    )
    # Moved away meanwhile: what the record has stays choosable.
    get_image_model().objects.filter(pk=row.pk).update(collection=Collection.objects.first())

    page = desk.post(url("reopen", date.pk), {"reason": "Miscounted"}, follow=True)
    forms = list(page.context["form"].photos)
    sent = {
        f"photo-{place}-{name}": form[name].value() or ""
        for place, form in enumerate(forms)
        for name in ("image", "caption")
    }
    desk.post(url("close", date.pk), {"was_held": "yes", "head_count": "5", **sent})

    assert len(forms) == 1 + NEW
    assert photos_of(date) == [("One", "The hall")]
    assert OccurrenceClosing.objects.get().head_count == 5


def test_there_is_an_end_to_photos(photographer):
    photos = [(image(f"Photo {number}"), "Words") for number in range(MOST - 1)]

    assert len(list(PhotoForms(photos=photos, user=photographer))) == MOST
    assert len(list(PhotoForms(photos=[*photos, *photos[:2]], user=photographer))) == MOST + 1
    assert len(list(PhotoForms(photos=[], user=photographer))) == NEW


def test_public_page_of_the_date_shows_no_photo(desk, client, photographer):
    date = yesterday()
    row = image("One", collection=photographer.collection)
    desk.post(
        url("close", date.pk),
        {"was_held": "yes", "photo-0-image": row.pk, "photo-0-caption": "Person 1 speaks"},
    )
    client.logout()

    page = client.get(date.get_url())

    assert page.status_code == 200
    assert date.title in page.content.decode()
    for secret in ("Person 1 speaks", row.file.name):
        assert secret not in page.content.decode()
