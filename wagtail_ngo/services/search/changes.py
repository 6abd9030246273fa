"""Keeps search true: whatever it shows changes, its token changes."""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save
from wagtail.search import index
from wagtail.signals import page_unpublished, post_page_move

from wagtail_ngo.models import (
    ActivityArea,
    DirectoryFacet,
    District,
    Language,
    LegalForm,
    Need,
    NGOPage,
    Offer,
    OpeningException,
    OpeningHours,
    SearchAskingWord,
    SearchSituation,
    SearchSynonym,
    SearchTranslation,
    TargetGroup,
)
from wagtail_ngo.services.search import state

_TERMS = (ActivityArea, District, Language, LegalForm, TargetGroup)
_PARTS = (Need, Offer, OpeningException, OpeningHours)
_ROWS = (
    DirectoryFacet,
    SearchAskingWord,
    SearchSituation,
    SearchSynonym,
    SearchTranslation,
)


def connect() -> None:
    post_save.connect(_page_changed, dispatch_uid="wagtail_ngo.search.saved")
    post_delete.connect(_page_changed, dispatch_uid="wagtail_ngo.search.deleted")
    post_delete.connect(_page_deleted, dispatch_uid="wagtail_ngo.index.deleted")
    page_unpublished.connect(_page_changed, dispatch_uid="wagtail_ngo.search.unpublished")
    post_page_move.connect(_changed, dispatch_uid="wagtail_ngo.search.moved")
    for model in (*_TERMS, *_ROWS):
        post_save.connect(_changed, sender=model, dispatch_uid=f"wagtail_ngo.search.{model}")
        post_delete.connect(_changed, sender=model, dispatch_uid=f"wagtail_ngo.search.{model}")
    for model in _PARTS:
        post_save.connect(_part_changed, sender=model, dispatch_uid=f"wagtail_ngo.search.{model}")
        post_delete.connect(_part_changed, sender=model, dispatch_uid=f"wagtail_ngo.search.{model}")
    for model in _TERMS:
        post_save.connect(_term_renamed, sender=model, dispatch_uid=f"wagtail_ngo.index.{model}")


def _page_changed(sender, instance, **kwargs) -> None:
    if isinstance(sender, type) and issubclass(sender, NGOPage):
        state.changed(instance.pk)


def _page_deleted(sender, instance, **kwargs) -> None:
    """Entries are not indexed by Wagtail's own signals, see EntrySearch."""
    if isinstance(sender, type) and issubclass(sender, NGOPage):
        index.remove_object(instance)


def _changed(sender, **kwargs) -> None:
    state.changed()


def _part_changed(sender, instance, **kwargs) -> None:
    """A row that belongs to one entry."""
    state.changed(instance.organization_id)


def _term_renamed(sender, instance, created: bool, raw: bool = False, **kwargs) -> None:
    """The words of a term are in the index of every entry that has it."""
    if created or raw:
        return
    for entry in entries_with_term(instance).iterator(chunk_size=200):
        index.insert_or_update_object(entry)


def entries_with_term(term):
    """Entries filed under a term."""
    for name in ("areas", "target_groups", "districts", "languages", "legal_form"):
        if NGOPage._meta.get_field(name).related_model is type(term):
            return NGOPage.objects.filter(**{name: term}).order_by("pk")
    return NGOPage.objects.none()
