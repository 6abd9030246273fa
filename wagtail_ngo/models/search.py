"""What search keeps for itself: its state, the editors' synonyms and filters, and what is asked."""

from __future__ import annotations

import datetime
import re
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from wagtail_ngo.enums import FacetKind


class SearchChange(models.Model):
    """An entry whose place in the search may have changed; some thousand of the latest are kept.

    Without an entry: anything may have changed.
    """

    entry = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return str(self.entry)


def listed(text: str) -> list[str]:
    """The parts of ``text`` between commas and line ends, without empty ones."""
    return [part.strip() for part in re.split(r"[,\n]", text) if part.strip()]


class SearchState(models.Model):
    """One row: a token that changes whenever anything search shows may have changed."""

    token = models.CharField(max_length=32)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.token


class SearchSynonym(models.Model):
    """Words that mean the same to a visitor: a search for one finds the others."""

    words = models.CharField(
        _("words that mean the same"),
        max_length=500,
        unique=True,
        help_text=_("Words or short phrases, separated by commas: PCK, Polski Czerwony Krzyż."),
    )

    panels = [FieldPanel("words")]

    class Meta:
        verbose_name = _("search synonym")
        verbose_name_plural = _("search synonyms")
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words

    @property
    def phrases(self) -> list[str]:
        return listed(self.words)

    def clean(self) -> None:
        super().clean()
        if len(self.phrases) < 2:
            raise ValidationError({"words": _("Enter at least two words, separated by a comma.")})


class SearchTranslation(models.Model):
    """Words of other languages, and the words of the directory's language to look for."""

    meaning = models.CharField(
        _("words to look for"),
        max_length=200,
        unique=True,
        help_text=_("In the language of the directory, for example: porady prawne."),
    )
    words = models.TextField(
        _("words of other languages"),
        help_text=_("Words or short phrases in any language, separated by commas."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    panels = [FieldPanel("meaning"), FieldPanel("words"), FieldPanel("is_active")]

    class Meta:
        verbose_name = _("search word of another language")
        verbose_name_plural = _("search words of other languages")
        ordering = ["meaning"]

    def __str__(self) -> str:
        return self.meaning

    @property
    def phrases(self) -> list[str]:
        return listed(self.words)


class SearchSituation(models.Model):
    """What happens to people, in their own words: answered by a saved search and a sentence."""

    phrases = models.TextField(
        _("what people write"),
        help_text=_(
            "Phrases, separated by commas. A phrase fits when all its words are in the question, "
            "in any form and order. Words parted by “/” may stand for each other: "
            "husband/father drinks."
        ),
    )
    words = models.CharField(
        _("words to look for"),
        max_length=300,
        help_text=_("What the search looks for instead, separated by commas."),
    )
    sentence = models.CharField(
        _("sentence above the results"),
        max_length=300,
        help_text=_("One human sentence for the person who asks."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    panels = [
        FieldPanel("phrases"),
        FieldPanel("words"),
        FieldPanel("sentence"),
        FieldPanel("is_active"),
    ]

    class Meta:
        verbose_name = _("life situation")
        verbose_name_plural = _("life situations")
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        super().clean()
        for name in ("phrases", "words"):
            if not listed(getattr(self, name)):
                raise ValidationError({name: _("Enter at least one word.")})


class SearchAskingWord(models.Model):
    """Words that people of this town only ask with; those of the language are known."""

    words = models.CharField(
        _("words that tell nothing"),
        max_length=300,
        unique=True,
        help_text=_("Words people only ask with, separated by commas: cześć, elo, mordo."),
    )

    panels = [FieldPanel("words")]

    class Meta:
        verbose_name = _("word of asking")
        verbose_name_plural = _("words of asking")
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words


class DirectoryFacet(Orderable):
    """A filter of one directory. Without any rows the directory shows the usual eight."""

    directory = ParentalKey(
        "wagtail_ngo.NGODirectoryPage", on_delete=models.CASCADE, related_name="facets"
    )
    kind = models.CharField(_("filter by"), max_length=20, choices=FacetKind.choices)
    label = models.CharField(
        _("heading"), max_length=60, blank=True, help_text=_("Leave empty for the usual one.")
    )
    searches = models.TextField(
        _("saved searches"),
        blank=True,
        help_text=_(
            "For “saved searches” only: one value a line, its name, a colon and the words to look "
            "for. For example: Summer camps: holiday camp"
        ),
    )

    panels = [FieldPanel("kind"), FieldPanel("label"), FieldPanel("searches")]

    class Meta(Orderable.Meta):
        verbose_name = _("filter")
        verbose_name_plural = _("filters")

    def __str__(self) -> str:
        return self.label or self.get_kind_display()

    def clean(self) -> None:
        super().clean()
        if self.kind == FacetKind.SEARCHES and not self.saved_searches:
            raise ValidationError({"searches": _("Enter at least one line: name, colon, words.")})

    @property
    def saved_searches(self) -> list[tuple[str, str]]:
        """Name and words of each line."""
        rows = (line.partition(":") for line in self.searches.splitlines())
        return [
            (name.strip(), words.strip() or name.strip()) for name, _colon, words in rows if name
        ]


class SearchedQueryQuerySet(models.QuerySet):
    def past_retention(self, today: datetime.date) -> Self:
        """What is older than a good year."""
        return self.filter(day__lt=today - datetime.timedelta(days=400))


class SearchedQuery(models.Model):
    """How often words were looked for on a day. Nothing about who looked."""

    day = models.DateField(_("day"))
    words = models.CharField(_("words"), max_length=80)
    times = models.PositiveIntegerField(_("times"), default=0)
    found = models.PositiveIntegerField(_("found"), default=0)
    # Of the searches of the day: with words corrected, with part of the words only.
    corrected = models.PositiveIntegerField(_("corrected"), default=0)
    partial = models.PositiveIntegerField(_("with part of the words"), default=0)
    # Entries opened out of the results.
    clicks = models.PositiveIntegerField(_("opened"), default=0)

    objects = SearchedQueryQuerySet.as_manager()

    class Meta:
        verbose_name = _("searched words")
        verbose_name_plural = _("searched words")
        ordering = ["-day", "-times", "words"]
        constraints = [
            models.UniqueConstraint(fields=["day", "words"], name="wagtail_ngo_searched_query")
        ]

    def __str__(self) -> str:
        return self.words
