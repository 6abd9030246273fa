"""Registrations: a person's seat, or place on the waiting list. Personal data, never in a page."""

from __future__ import annotations

import datetime
import secrets

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.registration.states import ACTIVE, EXPECTED
from wagtail_ngo.enums import RegistrationOrigin, RegistrationStatus
from wagtail_ngo.models.events.seats import SeatCount
from wagtail_ngo.models.person_keys import LENGTH
from wagtail_ngo.models.registration.attendance import OfOrganization


def new_nonce() -> str:
    return secrets.token_urlsafe(24)


class Course(SeatCount):
    """The seats of an event for all of whose dates people register at once.

    A row of its own and not fields of the page: saving a page would write old counters back.
    """

    page = models.OneToOneField(
        "wagtail_ngo.EventPage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="course",
    )
    title = models.CharField(_("title"), max_length=255, blank=True)
    # Of the first and the last date that take place; written after each rebuild of the dates.
    starts_at = models.DateTimeField(_("starts at"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def __str__(self) -> str:
        return self.title


class RegistrationQuerySet(models.QuerySet):
    def of(self, seats: SeatCount):
        """Registrations for a date, or for a course."""
        return self.filter(**{"course" if isinstance(seats, Course) else "occurrence": seats})

    def for_date(self, occurrence):
        """Those for the date itself and for the course that it is a part of."""
        own = models.Q(occurrence=occurrence)
        if occurrence.page_id:
            own |= models.Q(course__page=occurrence.page_id)
        return self.filter(own)

    def active(self):
        return self.filter(status__in=ACTIVE)

    def expected(self):
        return self.filter(status__in=EXPECTED)

    def in_line(self):
        """The waiting list, first come first."""
        return self.filter(status=RegistrationStatus.WAITING).order_by("waiting_since", "pk")


class Registration(OfOrganization):
    """One person for one date or one course.

    ``seats_held`` is what the row takes of its date's ``seats_taken``; the two always agree.
    """

    occurrence = models.ForeignKey(
        "wagtail_ngo.Occurrence",
        verbose_name=_("date"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="registrations",
    )
    course = models.ForeignKey(
        Course,
        verbose_name=_("course"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="registrations",
    )
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=RegistrationStatus.choices,
        default=RegistrationStatus.UNCONFIRMED,
        db_index=True,
    )
    origin = models.CharField(
        _("received by"),
        max_length=8,
        choices=RegistrationOrigin.choices,
        default=RegistrationOrigin.FORM,
        editable=False,
    )
    name = models.CharField(_("name"), max_length=255, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    role = models.CharField(_("role in the organization"), max_length=255, blank=True)
    companions = models.PositiveSmallIntegerField(_("companions"), default=0)
    # Question → answer, in the words of the form as it was.
    answers = models.JSONField(_("answers"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    needs = models.TextField(_("needs for taking part"), blank=True, max_length=1000)
    note = models.CharField(_("note of the organiser"), max_length=500, blank=True)
    language = models.CharField(max_length=16, blank=True, editable=False)

    # Counted by; see models.person_keys.
    person_key = models.CharField(max_length=LENGTH, db_index=True, editable=False)
    # The person key while the registration lasts, then a random one of its own: one person has
    # one registration for a date, by a plain unique constraint on every database.
    seat_key = models.CharField(max_length=LENGTH, editable=False)
    # What a form was sent with, so that sending it twice is sending it once.
    submission = models.CharField(max_length=64, blank=True, editable=False)
    nonce = models.CharField(max_length=64, default=new_nonce, editable=False)

    seats_held = models.PositiveSmallIntegerField(default=0, editable=False)
    held_until = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("registered at"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    offered_until = models.DateTimeField(_("offered until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    erased_on = models.DateField(_("erased on"), null=True, blank=True, editable=False)
    # SEQUENCE of the calendar files sent to this person (RFC 5546 §2.1.4).
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "seat_key"], name="wagtail_ngo_registration_seat"
            ),
            models.UniqueConstraint(
                fields=["course", "seat_key"], name="wagtail_ngo_registration_course"
            ),
        ]
        indexes = [
            models.Index(fields=["occurrence", "status"], name="ngo_registration_date"),
            models.Index(fields=["course", "status"], name="ngo_registration_course"),
        ]

    def __str__(self) -> str:
        # No name: this ends up in logs and messages.
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def seats(self) -> int:
        """Seats that the person wants, companions included."""
        return 1 + self.companions

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE

    @property
    def target(self) -> SeatCount:
        """The row whose seats this takes: a date or a course."""
        return self.course if self.course_id else self.occurrence

    def is_offered(self, *, now: datetime.datetime) -> bool:
        return self.status == RegistrationStatus.OFFERED and now < self.offered_until


class RegistrationConsent(models.Model):
    """What a person agreed to or refused, in the words they read."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="consents"
    )
    text = models.TextField(_("text"))
    # Digest of the words: two registrations agreed to the same when it is equal.
    text_version = models.CharField(_("version of the text"), max_length=16)
    is_given = models.BooleanField(_("given"))
    decided_at = models.DateTimeField(_("decided at"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("consent with a registration")
        verbose_name_plural = _("consents with registrations")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.registration_id} · {self.text_version}"
