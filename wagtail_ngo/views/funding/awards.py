"""The public list of what was granted."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from wagtail_ngo import conf
from wagtail_ngo.forms.funding import AwardFilterForm
from wagtail_ngo.models import FundingCallIndexPage
from wagtail_ngo.services.funding.awards import all_awards, public_awards, sums
from wagtail_ngo.services.funding.items import amount_label


def award_list(request: HttpRequest, page: FundingCallIndexPage) -> HttpResponse:
    """Every published award, by the year of its decision, with the sum of what is listed."""
    awards = all_awards(request)
    form = AwardFilterForm(request.GET, awards=awards)
    chosen = form.apply(awards)
    page_obj = Paginator(chosen, conf.get("PAGE_SIZE")).get_page(request.GET.get("page"))
    return page.render(
        request,
        template="wagtail_ngo/pages/funding_awards.html",
        context_overrides={
            "form": form,
            "awards": public_awards(page_obj, request),
            "page_obj": page_obj,
            "sums": [amount_label(amount, amount, currency) for currency, amount in sums(chosen)],
            "crumb_here": _("Awards"),
            "share_title": _("Awards"),
            "no_index": bool(request.GET),
        },
    )
