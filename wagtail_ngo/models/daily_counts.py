"""How often what is public was used, by day. Nothing about who used it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.enums import CountedUse


class DailyCount(models.Model):
    """Times of one day. ``key`` names the file that was downloaded; it outlives the file."""

    day = models.DateField(_("day"))
    use = models.CharField(_("use"), max_length=16, choices=CountedUse.choices)
    key = models.CharField(max_length=64, blank=True)
    label = models.CharField(_("name"), max_length=255, blank=True)
    times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("count of a day")
        verbose_name_plural = _("counts of days")
        ordering = ["-day", "use", "key"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["use", "day", "key"], name="wagtail_ngo_daily_count")
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} · {self.use} · {self.times}"
