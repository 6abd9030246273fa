"""Files that the package made or was given, with what they are and how they came about."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.enums import DocumentKind, FileStatus


class StoredFile(models.Model):
    """What is known about any stored file: its state, digest, size, what made it, what it noted."""

    status = models.CharField(
        _("status"), max_length=16, choices=FileStatus.choices, default=FileStatus.QUEUED
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    page_count = models.PositiveIntegerField(_("pages"), default=0)
    generator = models.CharField(_("made with"), max_length=100, blank=True)
    notes = models.JSONField(_("notes"), default=list, blank=True)
    error = models.TextField(_("error"), blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_ready(self) -> bool:
        return self.status == FileStatus.READY


def document_path(document: "StoredDocument", name: str) -> str:
    return f"ngo_documents/{document.kind}/{document.owner_id}/{name}"


class StoredDocument(StoredFile):
    """A sign-in sheet, protocol, report … of what it belongs to.

    Never served from its address in the storage: a view that knows the owner's rights does it.
    """

    owner_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    owner_id = models.CharField(max_length=64)
    owner = GenericForeignKey("owner_type", "owner_id")
    kind = models.CharField(_("kind"), max_length=16, choices=DocumentKind.choices)
    title = models.CharField(_("title"), max_length=255, blank=True)
    file = models.FileField(_("file"), upload_to=document_path, max_length=255, blank=True)
    # Names of people are in it: erased with them.
    has_people = models.BooleanField(_("holds personal data"), default=False)

    class Meta:
        verbose_name = _("stored document")
        verbose_name_plural = _("stored documents")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["owner_type", "owner_id", "kind"], name="ngo_document_owner")
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()
