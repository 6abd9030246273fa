"""People who speak for organizations. Private unless they consented to more."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Representative(models.Model):
    """A person speaking for an NGO. Private by default; a PESEL number is never stored."""

    name = models.CharField(_("name"), max_length=255)
    role = models.CharField(_("role"), max_length=255, blank=True)
    organization = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("organization"),
        on_delete=models.CASCADE,
        related_name="representatives",
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
