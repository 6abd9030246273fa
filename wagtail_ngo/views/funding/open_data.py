"""Open data of a list of funding calls: what there is, the files, the catalogue entry."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from wagtail_ngo.domain.characters import printable
from wagtail_ngo.enums import CallProcedure
from wagtail_ngo.exports.funding import dcat, open_data
from wagtail_ngo.models import FundingCall, FundingCallIndexPage
from wagtail_ngo.services.funding.awards import all_awards, public_awards
from wagtail_ngo.services.outgoing import site_of
from wagtail_ngo.views.conditional import conditional

TYPES = {"csv": "text/csv; charset=utf-8; header=present", "json": "application/json"}
JSON_LD = "application/ld+json"


def about(request: HttpRequest, page: FundingCallIndexPage) -> HttpResponse:
    """For people: the files, what their columns mean, the terms."""
    catalog_entry = _catalog(request, page)
    return page.render(
        request,
        template="wagtail_ngo/pages/funding_data.html",
        context_overrides={
            "catalog": catalog_entry,
            "columns": [
                (dataset, open_data.COLUMNS[dataset.name]) for dataset in catalog_entry.datasets
            ],
            "procedures": CallProcedure.choices,
            "license_label": page.get_data_license_display(),
            "json_ld": dcat.describe(catalog_entry),
            "crumb_here": _("Open data"),
            "share_title": _("Open data on funding calls"),
        },
    )


def catalog(request: HttpRequest, page: FundingCallIndexPage) -> HttpResponse:
    """For catalogues: DCAT-AP in JSON-LD."""
    described = dcat.describe(_catalog(request, page))
    return conditional(
        request, printable(json.dumps(described, ensure_ascii=False, indent=1)), JSON_LD
    )


def table(
    request: HttpRequest, page: FundingCallIndexPage, name: str, extension: str
) -> HttpResponse:
    """``calls`` or ``awards`` as ``csv`` or ``json``: all of them, ended ones too."""
    if name not in open_data.COLUMNS or extension not in TYPES:
        raise Http404
    list_url = page.get_full_url(request) or ""
    rows = open_data.records(name, _rows(request, name), list_url=list_url)
    if extension == "csv":
        content = open_data.to_csv(name, rows)
    else:
        content = open_data.to_json(rows, about=_about(request, page))
    response = conditional(request, content, TYPES[extension])
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    # Open data are for pages of other sites, too.
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _rows(request: HttpRequest, name: str):
    if name == "awards":
        return public_awards(all_awards(request), request)
    calls = FundingCall.objects.visible_to(request).prefetch_related("areas")
    return calls.order_by("-announced_on", "-pk")


def _about(request: HttpRequest, page: FundingCallIndexPage) -> dict[str, str]:
    entry = _catalog(request, page)
    license_iri = f"{dcat.AUTHORITY}/licence/{entry.license}"
    return {"publisher": entry.publisher, "license": license_iri, "source": entry.url}


def _catalog(request: HttpRequest, page: FundingCallIndexPage) -> dcat.Catalog:
    site = site_of(page)
    calls = FundingCall.objects.visible_to(request).only("updated_at")
    modified = open_data.last_change(calls, all_awards(request))
    return dcat.Catalog(
        url=f"{page.get_full_url(request) or ''}data/",
        title=_("Open data on funding calls"),
        description=_("Funding calls for organizations and what was granted in them."),
        publisher=page.data_publisher or site.site_name or site.root_page.title,
        publisher_url=f"{site.root_url}/",
        contact=page.data_contact,
        license=page.data_license,
        language=page.locale.language_code,
        modified=modified,
        datasets=[
            dcat.Dataset(
                "calls",
                _("Funding calls"),
                _("Each call with its procedure, deadlines, sums and result."),
                (_("funding calls"), _("grants"), _("organizations")),
                "GOVE",
            ),
            dcat.Dataset(
                "awards",
                _("Awards"),
                _("What was granted to whom, as published: amount, task, day of the decision."),
                (_("awards"), _("grants"), _("organizations")),
                "GOVE",
            ),
        ],
    )
