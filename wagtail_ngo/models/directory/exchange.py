"""What organizations offer to and need from each other: the partner board."""

import datetime
import secrets

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from wagtail_ngo import conf
from wagtail_ngo.enums import ExchangeKind, ExchangeSide
from wagtail_ngo.fields import DayField


def local_today() -> datetime.date:
    return timezone.localdate()


def last_day_of_new() -> datetime.date:
    """Until when an item is shown whose author says nothing else."""
    return timezone.localdate() + datetime.timedelta(days=conf.get("EXCHANGE_DAYS"))


class ExchangeQuerySet(models.QuerySet):
    def current(self, today):
        """Those not past their last day, and whose own period is not over."""
        return self.exclude(valid_until__lt=today).exclude(ends_on__lt=today)

    def taking_place_on(self, day):
        """Those whose period holds the day; an open end is open."""
        begun = Q(starts_on=None) | Q(starts_on__lte=day)
        return self.filter(begun, Q(ends_on=None) | Q(ends_on__gte=day))


class Exchange(Orderable):
    """A line of the partner board.

    It belongs to the page of its organization and is published with it. Its key, and with it its
    address, stays from one publication to the next.
    """

    side: ExchangeSide

    kind = models.CharField(_("kind"), max_length=16, choices=ExchangeKind.choices)
    text = models.CharField(_("what"), max_length=300)
    details = models.TextField(_("more about it"), max_length=2000, blank=True)
    starts_on = DayField(_("from"), null=True, blank=True)
    ends_on = DayField(_("to"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=255, blank=True)
    added_on = models.DateField(_("added on"), default=local_today, editable=False)
    valid_until = DayField(
        _("show until"),
        null=True,
        blank=True,
        default=last_day_of_new,
        help_text=_(
            "A week before, the organization is asked by e-mail whether it still holds. Empty: "
            "until you delete it."
        ),
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("valid_until")]),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("place")]),
        FieldPanel("details"),
    ]
    objects = ExchangeQuerySet.as_manager()

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The end must not be before the beginning.")})

    def is_current(self, today) -> bool:
        return all(last is None or last >= today for last in (self.valid_until, self.ends_on))

    @property
    def path(self) -> str:
        """Its address below the page of a partner board."""
        return f"{self.side}/{self.pk}/"


class Offer(Exchange):
    """What an organization can give."""

    side = ExchangeSide.OFFER
    organization = ParentalKey(
        "wagtail_ngo.NGOPage", on_delete=models.CASCADE, related_name="offers"
    )

    class Meta(Exchange.Meta):
        verbose_name = _("offer")
        verbose_name_plural = _("offers")


class Need(Exchange):
    """What an organization looks for. For volunteers: a task, its hours and from which age."""

    side = ExchangeSide.NEED
    organization = ParentalKey(
        "wagtail_ngo.NGOPage", on_delete=models.CASCADE, related_name="needs"
    )
    hours = models.CharField(
        _("hours"),
        max_length=120,
        blank=True,
        help_text=_("For volunteers. For example: four hours a week, on Saturdays."),
    )
    age_from = models.PositiveSmallIntegerField(
        _("from the age of"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(99)],
        help_text=_("For volunteers. Those under 18 need the consent of a parent."),
    )

    panels = [*Exchange.panels, FieldRowPanel([FieldPanel("hours"), FieldPanel("age_from")])]

    class Meta(Exchange.Meta):
        verbose_name = _("need")
        verbose_name_plural = _("needs")


EXCHANGES: dict[str, type[Exchange]] = {model.side: model for model in (Offer, Need)}


def make_nonce() -> str:
    return secrets.token_urlsafe(32)


class ExchangeReminder(models.Model):
    """A question to an organization whether an item still holds. One for each last day."""

    organization = models.ForeignKey(
        "wagtail_ngo.NGOPage", on_delete=models.CASCADE, related_name="exchange_reminders"
    )
    side = models.CharField(max_length=8, choices=ExchangeSide.choices)
    item_pk = models.PositiveBigIntegerField()
    last_day = DayField()
    nonce = models.CharField(max_length=64, default=make_nonce)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reminder of the partner board")
        verbose_name_plural = _("reminders of the partner board")
        constraints = [
            models.UniqueConstraint(
                fields=["side", "item_pk", "last_day"], name="wagtail_ngo_exchange_reminder"
            )
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.item_pk}, {self.last_day}"


class BoardReply(models.Model):
    """That somebody answered an item of the partner board; not who, nor their words."""

    side = models.CharField(_("side"), max_length=8, choices=ExchangeSide.choices)
    kind = models.CharField(_("kind"), max_length=16, choices=ExchangeKind.choices)
    text = models.CharField(_("what"), max_length=300)
    organization = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("organization"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="board_replies",
    )
    organization_name = models.CharField(_("name of the organization"), max_length=255)
    sent_on = models.DateField(_("sent on"), default=local_today, db_index=True)

    class Meta:
        verbose_name = _("answer on the partner board")
        verbose_name_plural = _("answers on the partner board")
        ordering = ["-sent_on", "-pk"]

    def __str__(self) -> str:
        return self.text
