"""What an issued bulletin keeps: its editions, their files and the sources they showed."""

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.bulletin.content import IssueContent, issue_from_data
from wagtail_ngo.enums import PDFVariant, SourceChange
from wagtail_ngo.models.documents import StoredFile


def pdf_path(file: "BulletinFile", name: str) -> str:
    return f"ngo_bulletins/{file.edition.issue_id}/{name}"


class BulletinEdition(models.Model):
    """One issued state of an issue: edition 1, then a corrected edition for each correction.

    ``content`` is all that readers see (``domain.bulletin.IssueContent`` as JSON). It is written
    once. Not a child of the page, so that no draft or revision can change it.
    """

    issue = models.ForeignKey(
        "wagtail_ngo.BulletinIssuePage", on_delete=models.CASCADE, related_name="editions"
    )
    number = models.PositiveSmallIntegerField(_("edition"), default=1)
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    digest = models.CharField(_("digest"), max_length=64)
    # Search keys of all words, parted and enclosed by spaces; see services.bulletin_search.
    terms = models.TextField(blank=True, editable=False)
    note = models.CharField(_("what was corrected"), max_length=500, blank=True)
    issued_at = models.DateTimeField(_("issued at"), default=timezone.now)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["issue", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "number"], name="wagtail_ngo_bulletin_edition_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} · {self.number}"

    def get_content(self) -> IssueContent:
        return issue_from_data(self.content)


class BulletinRecord(models.Model):
    """That a number was issued: what the year's figures count, also when its page is gone.

    Made with the first edition. An issue that is unpublished counts for nothing, and takes its
    record along when it is deleted.
    """

    issue = models.OneToOneField(
        "wagtail_ngo.BulletinIssuePage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="record",
    )
    serial = models.ForeignKey(
        "wagtail_ngo.BulletinIndexPage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="records",
    )
    # The same for all translations of an issue: they are one number.
    issue_key = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=255)
    issue_date = models.DateField(_("date of issue"), db_index=True)

    class Meta:
        verbose_name = _("issued number")
        verbose_name_plural = _("issued numbers")
        ordering = ["-issue_date", "-pk"]

    def __str__(self) -> str:
        return self.title


class BulletinFile(StoredFile):
    """A PDF of one edition. Filled by ``services.bulletin_pdf``, served as a stored file."""

    edition = models.ForeignKey(BulletinEdition, on_delete=models.CASCADE, related_name="files")
    variant = models.CharField(
        _("variant"), max_length=16, choices=PDFVariant.choices, default=PDFVariant.WEB
    )
    file = models.FileField(_("file"), upload_to=pdf_path, max_length=255, blank=True)
    thumbnail = models.FileField(_("cover"), upload_to=pdf_path, max_length=255, blank=True)

    class Meta:
        verbose_name = _("file of a bulletin")
        verbose_name_plural = _("files of bulletins")
        ordering = ["edition", "variant"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "variant"], name="wagtail_ngo_bulletin_file_variant"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.variant}"

    @property
    def download_name(self) -> str:
        """What the file is called on a reader's disk: „biuletyn-ngo-7-8-2017-print.pdf”."""
        issue = self.edition.issue
        name = f"{self.edition.content.get('serial', '')} {issue.number_label}-{issue.year}"
        variant = "" if self.variant == PDFVariant.WEB else f"-{self.variant}"
        stem = slugify(name.replace("–", "-"), allow_unicode=True)
        return f"{stem}{variant}.pdf"

    @property
    def path(self) -> str:
        """Where the issue's page serves the file, below its own address and under its rights."""
        issue = self.edition.issue
        is_latest = self.edition.number == issue.latest_edition.number
        folder = "" if is_latest else f"edition-{self.edition.number}/"
        return f"{folder}pdf/{self.variant}/"

    @property
    def public_url(self) -> str:
        return f"{self.edition.issue.url}{self.path}"


class BulletinSource(models.Model):
    """A row that an edition showed: "app.model:pk" and the digest of what was shown."""

    edition = models.ForeignKey(BulletinEdition, on_delete=models.CASCADE, related_name="sources")
    key = models.CharField(_("source"), max_length=100, db_index=True)
    title = models.CharField(_("title"), max_length=255)
    digest = models.CharField(_("digest"), max_length=64)
    change = models.CharField(
        _("change"),
        max_length=16,
        choices=SourceChange.choices,
        default=SourceChange.NONE,
        blank=True,
    )

    class Meta:
        verbose_name = _("source of a bulletin")
        verbose_name_plural = _("sources of bulletins")
        ordering = ["edition", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "key"], name="wagtail_ngo_bulletin_source_key"
            )
        ]

    def __str__(self) -> str:
        return self.title
