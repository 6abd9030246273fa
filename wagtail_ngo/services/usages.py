"""What hangs on a row, and making two terms of a list one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CASCADE, Field, Model
from modelcluster.fields import ParentalKey
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.search import index

from wagtail_ngo.services.search import state
from wagtail_ngo.services.search.changes import entries_with_term

OWN = "wagtail_ngo"


@dataclass(frozen=True)
class Usage:
    """Rows of one model that point to something."""

    model: type[Model]
    field: Field
    count: int
    # Whether they are deleted with it; the others stay and lose the link.
    goes: bool

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name_plural)


def relations_to(model: type[Model]) -> Iterator[tuple[type[Model], Field]]:
    """Models of this package and of hosts with the field by which they point to ``model``."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or not hasattr(relation, "field"):
            continue
        other: Any = relation.related_model
        field: Any = relation.field
        # Of a parent model, or the table of a many-to-many field, which is there by itself too.
        if field.remote_field.model is not model or other._meta.auto_created:
            continue
        yield other, field


def usages(row: Model) -> list[Usage]:
    """How many rows of which model use a row; those in texts of pages last."""
    usages = []
    for other, field in relations_to(type(row)):
        count = other._base_manager.filter(**{field.name: row}).distinct().count()
        if count:
            usages.append(Usage(other, field, count, _goes(field)))
    texts = _references_in_texts(row)
    if texts:
        usages.append(Usage(Page, Page._meta.get_field("title"), texts, goes=False))
    return usages


def _goes(field: Field) -> bool:
    relation: Any = field.remote_field
    return not field.many_to_many and relation.on_delete is CASCADE


def _references_in_texts(row: Model) -> int:
    """Pages whose blocks name the row; Wagtail's index knows these and no many-to-many field."""
    references = ReferenceIndex.get_references_to(row).exclude(
        model_path__in=[field.name for _model, field in relations_to(type(row))]
    )
    return references.values("base_content_type", "object_id").distinct().count()


@transaction.atomic
def merge(term: Model, into: Model, *, user: Any = None) -> list[Usage]:
    """Everything that uses ``term`` uses ``into``, drafts and old versions too; then it is deleted.

    Raises ValueError where a block in a text names it: that is for an editor to change.
    """
    if type(term) is not type(into) or term.pk == into.pk:
        raise ValueError("A term is merged into another of the same list.")
    if _references_in_texts(term):
        raise ValueError("A text names the term.")
    uses = usages(term)
    for other, field in relations_to(type(term)):
        if field.many_to_many:
            _move_many(field, term, into)
        else:
            other._base_manager.filter(**{field.name: term}).update(**{field.name: into})
        if issubclass(other, Page):
            _move_in_versions(other, field, term, into)
    log(instance=into, action="wagtail_ngo.merge", user=user, data={"merged": str(term)})
    term.delete()
    for entry in entries_with_term(into).iterator(chunk_size=200):
        index.insert_or_update_object(entry)
    state.changed()
    return uses


def _move_many(field: Any, term: Model, into: Model) -> None:
    """Rows of the table between; one that has both keeps one."""
    through = field.remote_field.through
    own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = through._base_manager.filter(**{other: term})
    both = through._base_manager.filter(**{other: into}).values(own)
    rows.filter(**{f"{own}__in": list(both.values_list(own, flat=True))}).delete()
    rows.update(**{other: into})


def _move_in_versions(model: type[Page], field: Field, term: Model, into: Model) -> None:
    """A draft, or an old version that an editor brings back, must not lose the term."""
    kinds = [ContentType.objects.get_for_model(kind) for kind in (model, *_subclasses(model))]
    for revision in Revision.objects.filter(content_type__in=kinds).iterator(chunk_size=200):
        value = revision.content.get(field.name)
        if value == term.pk:
            changed = into.pk
        elif isinstance(value, list) and term.pk in value:
            changed = list(dict.fromkeys(into.pk if pk == term.pk else pk for pk in value))
        else:
            continue
        content = {**revision.content, field.name: changed}
        Revision.objects.filter(pk=revision.pk).update(content=content)


def _subclasses(model: type[Model]) -> Iterator[type[Model]]:
    for subclass in model.__subclasses__():
        if not subclass._meta.abstract:
            yield subclass
        yield from _subclasses(subclass)


def entry_usages(entry: Page) -> list[Usage]:
    """What hangs on an entry of the directory and is no part of it."""
    return [
        usage
        for usage in usages(entry)
        if usage.model._meta.app_label == OWN
        and not isinstance(usage.field, ParentalKey)
        and usage.model._meta.model_name not in _NOT_TOLD
    ]


#: Traces of work on the entry, of no use without it.
_NOT_TOLD = {"importrow", "confirmationrequest", "exchangereminder", "nominationinvitation"}
