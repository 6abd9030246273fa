"""Mail on its way out: one row for each message, from the moment it is asked for."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.enums import MailStatus


def address_hash(email: str) -> str:
    """The same for an address in any spelling; tells nothing without the site's secret key."""
    key = "wagtail_ngo.bulletin.address"
    return salted_hmac(key, email.strip().casefold(), algorithm="sha256").hexdigest()


class OutgoingMailQuerySet(models.QuerySet):
    def due(self, now: datetime.datetime):
        """What may be sent now, letters to one person before bulk mail, oldest first."""
        waiting = self.filter(status=MailStatus.QUEUED, next_attempt_at__lte=now)
        return waiting.order_by("is_bulk", "next_attempt_at", "pk")

    def to_address(self, email: str):
        return self.filter(address_hash=address_hash(email))

    def unsuccessful(self):
        """What an editor may send again. The words of a message that came back are gone."""
        return self.filter(status__in=(MailStatus.FAILED, MailStatus.UNKNOWN))


class OutgoingMail(models.Model):
    """A message to one address; see ``services.mail.outbox``, which alone writes here.

    What the message says is emptied as soon as it is sent, the row is deleted some weeks later.
    """

    kind = models.CharField(_("kind"), max_length=64)
    # What the message is about, such as "app.model:pk": its owner finds and withdraws it by this.
    about = models.CharField(max_length=100, blank=True, db_index=True, editable=False)
    # A message with the same key is queued once only.
    key = models.CharField(max_length=150, unique=True, null=True, editable=False)
    context = models.JSONField(default=dict, blank=True, editable=False)
    recipient = models.EmailField(_("recipient"))
    address_hash = models.CharField(max_length=64, db_index=True, editable=False)
    subject = models.CharField(_("subject"), max_length=255, blank=True)
    text = models.TextField(blank=True, editable=False)
    html = models.TextField(blank=True, editable=False)
    headers = models.JSONField(default=dict, blank=True, editable=False)
    # [{"name": …, "type": …, "base64": …}]
    attachments = models.JSONField(default=list, blank=True, editable=False)
    # The same at every attempt, so that a mail server can tell a second copy.
    message_id = models.CharField(max_length=255, db_index=True, editable=False)
    is_bulk = models.BooleanField(default=False, editable=False)
    status = models.CharField(
        _("status"), max_length=16, choices=MailStatus.choices, default=MailStatus.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    expires_at = models.DateTimeField(_("of use until"), null=True, blank=True)
    # In words of ours: what servers answer quotes addresses.
    error = models.CharField(_("error"), max_length=255, blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["status", "is_bulk", "next_attempt_at"], name="wagtail_ngo_mail_due"
            )
        ]

    def __str__(self) -> str:
        return self.subject or str(self.pk)

    def save(self, *args, **kwargs) -> None:
        self.address_hash = address_hash(self.recipient)
        super().save(*args, **kwargs)


class BouncedAddress(models.Model):
    """An address from which a message came back for good; nothing is mailed to it any more.

    Deleting the row takes the mark back. See ``services.mail.bounces``, which alone writes here.
    """

    #: How long the mark stays after the last message came back.
    KEPT = datetime.timedelta(days=365)

    email = models.EmailField(_("e-mail"))
    address_hash = models.CharField(max_length=64, unique=True, editable=False)
    # RFC 3463, such as 5.1.1.
    status_code = models.CharField(_("code of the mail server"), max_length=16)
    bounced_at = models.DateTimeField(_("came back"))

    class Meta:
        verbose_name = _("address that mail came back from")
        verbose_name_plural = _("addresses that mail came back from")
        ordering = ["-bounced_at", "-pk"]

    def __str__(self) -> str:
        return self.email

    def save(self, *args, **kwargs) -> None:
        self.address_hash = address_hash(self.email)
        super().save(*args, **kwargs)
