"""Photographs of a date in the form that closes it, each with words for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images import get_image_model
from wagtail.images.models import Image
from wagtail.images.widgets import AdminImageChooser
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from wagtail_ngo.form_fields import RowField

#: Places for new photographs, and all that a record may have.
NEW, MOST = 4, 12


def images_to_choose(user, *, kept: Iterable[int] = ()):
    """Those that Wagtail's own chooser offers this user, and those that the record has already."""
    policy = CollectionOwnershipPermissionPolicy(
        get_image_model(), auth_model=Image, owner_field_name="uploaded_by_user"
    )
    own = policy.instances_user_has_any_permission_for(user, ["choose", "change"])
    return get_image_model().objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=list(kept)))


class PhotoForm(forms.Form):
    caption = forms.CharField(
        label=gettext_lazy("What is to be seen"),
        required=False,
        max_length=255,
        help_text=gettext_lazy("Read out to those who cannot see it."),
    )

    def __init__(self, *args, images, number: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["image"] = RowField(
            images,
            label=_("Photo %(number)d") % {"number": number},
            required=False,
            widget=AdminImageChooser,
        )
        self.order_fields(["image", "caption"])

    def clean_caption(self) -> str:
        return " ".join(self.cleaned_data["caption"].split())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("image") and not cleaned.get("caption") and "caption" not in self.errors:
            self.add_error("caption", _("Say what is to be seen on the photo."))
        return cleaned


class PhotoForms:
    """One small form for each photograph of the record, and some for new ones."""

    def __init__(self, data=None, *, photos: Iterable[tuple[Any, str]], user):
        photos = list(photos)
        images = images_to_choose(user, kept=[image.pk for image, _caption in photos])
        count = max(len(photos), min(len(photos) + NEW, MOST))
        filled = [{"image": image.pk, "caption": caption} for image, caption in photos]
        self.forms = [
            PhotoForm(
                data,
                prefix=f"photo-{place}",
                initial=filled[place] if place < len(filled) else None,
                images=images,
                number=place + 1,
            )
            for place in range(count)
        ]

    def __iter__(self):
        return iter(self.forms)

    @property
    def media(self) -> forms.Media:
        return sum((form.media for form in self.forms), forms.Media())

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in self.forms)

    @property
    def photos(self) -> list[tuple[Any, str]]:
        """Image and words of each; without an image there is no photograph."""
        rows = [(form.cleaned_data["image"], form.cleaned_data["caption"]) for form in self.forms]
        return [(image, caption) for image, caption in rows if image]
