"""Public registers that the town loaded from a file: what entries are filled from.

No person is kept here: of a file only these columns are read (services/directory/registers.py).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegisterFile(models.Model):
    """A register as of a day. Loading a newer file of the same name replaces its rows."""

    name = models.CharField(_("register"), max_length=100, unique=True)
    file_name = models.CharField(_("file"), max_length=255)
    as_of = models.DateField(_("data as of"))
    loaded_at = models.DateTimeField(_("loaded at"))
    # Of the file and the options it was read with: the same again changes nothing.
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("register file")
        verbose_name_plural = _("register files")
        ordering = ["-as_of", "name"]

    def __str__(self) -> str:
        return self.name


class RegisteredOrganization(models.Model):
    """An organization as a register writes it. Fields are called as those of an entry."""

    register = models.ForeignKey(
        RegisterFile, on_delete=models.CASCADE, related_name="organizations"
    )
    # The first of its numbers, with the kind: "krs 0000123456". It tells rows of a file apart.
    key = models.CharField(max_length=32)
    title = models.CharField(_("name"), max_length=255)
    legal_form = models.CharField(_("legal form"), max_length=255, blank=True)
    krs = models.CharField("KRS", max_length=10, blank=True, db_index=True)
    nip = models.CharField("NIP", max_length=10, blank=True, db_index=True)
    regon = models.CharField("REGON", max_length=14, blank=True, db_index=True)
    seat_street = models.CharField(_("street and number"), max_length=255, blank=True)
    seat_postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    seat_city = models.CharField(_("town"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("organization of a register")
        verbose_name_plural = _("organizations of a register")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["register", "key"], name="wagtail_ngo_register_key")
        ]

    def __str__(self) -> str:
        return self.title
