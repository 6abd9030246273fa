"""The bulletin: a serial, its issues, and the funding calls they announce."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from wagtail_ngo.models.querysets import VisiblePageManager


class BulletinIndexPage(Page):
    """The serial: all issues of one bulletin."""

    template = "wagtail_ngo/pages/bulletin_index_page.html"
    subpage_types = ["wagtail_ngo.BulletinIssuePage"]
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")


class BulletinIssuePage(Page):
    """One number of the bulletin."""

    template = "wagtail_ngo/pages/bulletin_issue_page.html"
    parent_page_types = ["wagtail_ngo.BulletinIndexPage"]
    number = models.PositiveIntegerField(_("number"), default=1)
    year = models.PositiveIntegerField(_("year"), default=2017)
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("bulletin issue")
        verbose_name_plural = _("bulletin issues")


class FundingCall(models.Model):
    """An open call for money."""

    title = models.CharField(_("title"), max_length=255)
    funder = models.CharField(_("funder"), max_length=255)
    deadline = models.DateTimeField(_("deadline"))

    class Meta:
        verbose_name = _("funding call")
        verbose_name_plural = _("funding calls")
        ordering = ["deadline"]

    def __str__(self) -> str:
        return self.title
