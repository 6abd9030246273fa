"""Keeping entries true: links that ask for confirmation, and what waits for an editor."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.enums import ChangeSource, ChangeState


class ConfirmationRequest(models.Model):
    """One mail that asks an organization whether its entry is right. Its link works once."""

    entry = models.ForeignKey(
        "wagtail_ngo.NGOPage", on_delete=models.CASCADE, related_name="confirmation_requests"
    )
    # Part of the signed link; a copy of the database without the secret key opens nothing.
    nonce = models.CharField(max_length=43, unique=True)
    created_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True, db_index=True)
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("question for confirmation")
        verbose_name_plural = _("questions for confirmation")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return str(self.entry)


class Submission(models.Model):
    """What somebody from outside sent; it waits for an editor."""

    message = models.TextField(_("message"), blank=True, max_length=2000)
    # For an answer; erased when the editor is done.
    reply_to = models.EmailField(_("e-mail for an answer"), blank=True)
    created_at = models.DateTimeField(_("received at"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("closed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        abstract = True


class ChangeRequest(Submission):
    """What an organization or a visitor says about an entry; it waits for an editor."""

    entry = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("entry"),
        on_delete=models.CASCADE,
        related_name="change_requests",
    )
    source = models.CharField(_("from"), max_length=16, choices=ChangeSource.choices)
    state = models.CharField(
        _("state"), max_length=16, choices=ChangeState.choices, default=ChangeState.WAITING
    )

    class Meta:
        verbose_name = _("change request")
        verbose_name_plural = _("change requests")
        ordering = ["state", "-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.entry}: {self.get_source_display()}"


class ChangeRequestField(models.Model):
    """One field of a request, in the form of a table cell (see services.entry_columns)."""

    request = models.ForeignKey(ChangeRequest, on_delete=models.CASCADE, related_name="fields")
    key = models.CharField(max_length=50)
    old = models.TextField(_("before"), blank=True)
    new = models.TextField(_("after"), blank=True)
    is_accepted = models.BooleanField(_("accepted"), null=True)

    class Meta:
        verbose_name = _("field of a change request")
        verbose_name_plural = _("fields of a change request")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "key"], name="wagtail_ngo_request_field")
        ]

    def __str__(self) -> str:
        return self.key


class MissingOrganization(Submission):
    """A visitor's hint at an organization that the directory does not have."""

    directory = models.ForeignKey(
        "wagtail_ngo.NGODirectoryPage",
        verbose_name=_("directory"),
        on_delete=models.CASCADE,
        related_name="missing_organizations",
    )
    name = models.CharField(_("name of the organization"), max_length=255)
    contact = models.CharField(_("where it can be found"), blank=True, max_length=255)
    is_closed = models.BooleanField(_("dealt with"), default=False)
    # Set when an entry was made from the hint.
    entry = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("entry"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("missing organization")
        verbose_name_plural = _("missing organizations")
        ordering = ["is_closed", "-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name
