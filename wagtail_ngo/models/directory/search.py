"""What the search index holds of an entry: its public words, and nothing else."""

from __future__ import annotations

import re

from django.db import models, router, transaction
from django.utils import translation
from wagtail.search import index

from wagtail_ngo import conf
from wagtail_ngo.domain.search.terms import EntryText, index_terms
from wagtail_ngo.enums import ContactKind

_STREET = re.compile(r"^\s*(ul|al|pl|os|ulica|aleja|plac|osiedle)\b\.?\s*", re.IGNORECASE)
_MEMO = "_ngo_search_terms"
# What ngo_search_terms() reads; prefetched where many entries are indexed.
INDEX_PREFETCH = (
    "areas",
    "target_groups",
    "districts",
    "languages",
    "contact_channels",
    "offers",
    "needs",
)


class EntrySearch(models.Model):
    """Adds the one index field that directory search asks; see docs/explanation/search.md."""

    # Wagtail's signal would index a page before its contacts and areas are stored: save() does it.
    search_auto_update = False
    search_fields = [
        index.AutocompleteField("ngo_search_terms"),
        index.SearchField("short_name"),
        index.SearchField("other_names"),
        index.SearchField("lead"),
        index.FilterField("status"),
        index.FilterField("next_review_on"),
        index.FilterField("sort_key"),
    ]

    class Meta:
        abstract = True

    @classmethod
    def get_indexed_objects(cls):
        entries = super().get_indexed_objects().select_related("legal_form")
        return entries.prefetch_related(*INDEX_PREFETCH)

    def save(self, *args, **kwargs) -> None:
        using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
        # At once: whoever hears of the change finds the new words in the index.
        with transaction.atomic(using=using):
            super().save(*args, **kwargs)
            self.__dict__.pop(_MEMO, None)
            # A draft is saved by a few fields: its words are not what the stored entry says.
            is_partial = kwargs.get("update_fields") is not None
            stored = type(self)._default_manager.get(pk=self.pk) if is_partial else self
            index.insert_or_update_object(stored)

    def ngo_search_terms(self) -> str:
        """Marked terms of the public words. Backends ask up to five times an object."""
        if _MEMO not in self.__dict__:
            language = conf.get_object("SEARCH_LANGUAGE")()
            self.__dict__[_MEMO] = index_terms(public_text(self), language)
        return self.__dict__[_MEMO]


def public_text(entry) -> EntryText:
    """The words by which a visitor may find ``entry``."""
    contacts = [contact for contact in entry.contact_channels.all() if contact.is_public]
    phones = [contact.value for contact in contacts if contact.kind == ContactKind.PHONE]
    return EntryText(
        names=[name for name in (entry.title, entry.short_name, *other_names(entry)) if name],
        categories=category_names(entry),
        lead=entry.lead,
        text=[
            *entry.description.stream_block.get_searchable_content(entry.description),
            *exchange_words(entry),
            *(contact.value for contact in contacts if contact.kind != ContactKind.PHONE),
            street_name(entry.public_street),
            entry.seat_city,
        ],
        phones=phones,
        numbers=[number for number in (entry.krs, entry.nip, entry.regon) if number],
    )


def exchange_words(entry) -> list[str]:
    """What is offered and needed, with the kind: a search for "volunteers" finds who needs them."""
    with translation.override(conf.get_object("SEARCH_LANGUAGE").code):
        return [
            f"{line.get_kind_display()}: {line.text}"
            for line in (*entry.offers.all(), *entry.needs.all())
        ]


def street_name(street: str) -> str:
    """A street without "ul.", which would make every address answer a search for it."""
    return _STREET.sub("", street)


def other_names(entry) -> list[str]:
    """Abbreviations and other names, one by one."""
    return [name.strip() for name in entry.other_names.split(",") if name.strip()]


def category_names(entry) -> list[str]:
    """Names of the terms the entry is filed under."""
    terms = [
        *entry.areas.all(),
        *entry.target_groups.all(),
        *entry.districts.all(),
        *entry.languages.all(),
    ]
    return [term.name for term in terms] + ([entry.legal_form.name] if entry.legal_form else [])
