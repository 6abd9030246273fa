"""Who gets the bulletin by mail, and which copies of it.

The only personal datum is the address; it is deleted when someone unsubscribes. Deliveries know an
address by a keyed hash alone, so that nobody is mailed twice, not even after subscribing again.
"""

from __future__ import annotations

import datetime
import secrets

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from wagtail_ngo.blocks.choosers import OccurrenceChooser
from wagtail_ngo.enums import DeliveryStatus, SubscriberStatus
from wagtail_ngo.fields import DayField
from wagtail_ngo.models.mail import address_hash


def new_token() -> str:
    return secrets.token_urlsafe(32)


class BulletinSubscriber(models.Model):
    #: How long an address waits for its confirmation.
    KEPT_UNCONFIRMED = datetime.timedelta(days=30)

    serial = models.ForeignKey(
        "wagtail_ngo.BulletinIndexPage",
        verbose_name=_("bulletin"),
        on_delete=models.CASCADE,
        related_name="bulletin_subscribers",
    )
    email = models.EmailField(_("e-mail"))
    address_hash = models.CharField(max_length=64, editable=False)
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=SubscriberStatus.choices,
        default=SubscriberStatus.UNCONFIRMED,
    )
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True, editable=False)
    # Of a subscriber who was brought in from a list: what she agreed to, and where that is proved.
    consent_text = models.TextField(_("wording of the consent"), blank=True, editable=False)
    consent_source = models.CharField(
        _("where the consent is kept"), max_length=255, blank=True, editable=False
    )

    panels = [FieldPanel("serial"), FieldPanel("email"), FieldPanel("status")]

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                fields=["serial", "address_hash"], name="wagtail_ngo_subscriber_address"
            )
        ]

    def __str__(self) -> str:
        return self.email

    def save(self, *args, **kwargs) -> None:
        self.address_hash = address_hash(self.email)
        super().save(*args, **kwargs)


class BulletinMailing(models.Model):
    """The hand-over of one issue to its subscribers, which may be interrupted and go on."""

    issue = models.OneToOneField(
        "wagtail_ngo.BulletinIssuePage", on_delete=models.CASCADE, related_name="mailing"
    )
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    # Where wagtail-newsletter mails: the campaign of its service.
    campaign = models.CharField(max_length=1000, blank=True, editable=False)

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return str(self.issue)


class BulletinDelivery(models.Model):
    """One copy to one address, kept longer than its message in the outbox; see DeliveryStatus."""

    mailing = models.ForeignKey(
        BulletinMailing, on_delete=models.CASCADE, related_name="deliveries"
    )
    address_hash = models.CharField(max_length=64)
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=DeliveryStatus.choices,
        default=DeliveryStatus.QUEUED,
    )
    claimed_at = models.DateTimeField(_("claimed at"), default=timezone.now)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["mailing", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mailing", "address_hash"], name="wagtail_ngo_delivery_address"
            )
        ]

    def __str__(self) -> str:
        return f"{self.mailing_id} · {self.status}"


class BulletinDistribution(models.Model):
    """Paper copies handed out or laid out somewhere; the year's figures add them up."""

    issue = models.ForeignKey(
        "wagtail_ngo.BulletinIssuePage",
        verbose_name=_("bulletin issue"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="distributions",
    )
    # Copies that were handed out count, also when the page of their issue is gone.
    issue_label = models.CharField(max_length=255, blank=True, editable=False)
    # The bulletin of a deleted issue, so that figures of its site keep the copies.
    serial = models.ForeignKey(
        "wagtail_ngo.BulletinIndexPage",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    date = DayField(
        _("date"),
        blank=True,
        help_text=_("Empty: the day of the event at which they were handed out."),
    )
    place = models.CharField(_("place"), max_length=255, blank=True)
    occurrence = models.ForeignKey(
        "wagtail_ngo.Occurrence",
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="distributions",
    )
    copies = models.PositiveIntegerField(_("copies"))
    note = models.CharField(_("note"), max_length=255, blank=True)

    panels = [
        FieldPanel("issue"),
        FieldPanel("copies"),
        FieldPanel("occurrence", widget=OccurrenceChooser),
        FieldRowPanel([FieldPanel("date"), FieldPanel("place")]),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("distribution of a bulletin")
        verbose_name_plural = _("distribution of bulletins")
        ordering = ["-date", "-pk"]

    def __str__(self) -> str:
        return f"{self.issue_id or self.issue_label} · {self.date} · {self.copies}"

    def save(self, *args, **kwargs) -> None:
        if self.issue is not None:
            self.issue_label = self.issue.title[:255]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        errors = {}
        if not self.place and self.occurrence is None:
            errors["place"] = _("Say where: name a place or choose an event.")
        if self.date is None and self.occurrence is not None:
            self.date = self.occurrence.local_start.date()
        if self.date is None:
            errors["date"] = _("Give the day, or choose an event.")
        if errors:
            raise ValidationError(errors)
