"""A file that is being brought into the directory, row by row."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.enums import ImportAction, ImportDecision, ImportStatus


class ImportJob(models.Model):
    """One file. It can be stopped at any moment and goes on with the first row not done."""

    directory = models.ForeignKey(
        "wagtail_ngo.NGODirectoryPage",
        verbose_name=_("directory"),
        on_delete=models.CASCADE,
        related_name="import_jobs",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    file_name = models.CharField(_("file"), max_length=255)
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    columns = models.JSONField(_("columns of the file"), default=list)
    # Column of the file → key of an entry column. The next file with these columns begins with it.
    mapping = models.JSONField(_("mapping"), default=dict)
    publish = models.BooleanField(_("publish at once"), default=False)
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=ImportStatus.choices,
        default=ImportStatus.UPLOADED,
    )

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of the file and what became of it."""

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(_("cells"), default=list)
    action = models.CharField(
        _("result"), max_length=16, choices=ImportAction.choices, default=ImportAction.PENDING
    )
    changes = models.JSONField(_("changed fields"), default=list)
    message = models.TextField(_("message"), blank=True)
    # Cells that were not read as they stand: {"key": column, "result": CellResult, "text": words}.
    remarks = models.JSONField(_("remarks"), default=list)
    entry = models.ForeignKey(
        "wagtail_ngo.NGOPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_done = models.BooleanField(default=False)
    decision = models.CharField(
        _("decision"), max_length=8, choices=ImportDecision.choices, blank=True
    )
    # What the import left as the latest, and what was the latest before: for undoing it.
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    earlier_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="wagtail_ngo_import_row")
        ]

    def __str__(self) -> str:
        return str(self.number)
