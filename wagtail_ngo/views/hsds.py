"""The read API: Open Referral HSDS 3.0 with the Open Referral UK profile. Open to everybody."""

from __future__ import annotations

import json
import uuid

from django.core.paginator import Paginator
from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.views.decorators.http import require_safe

from wagtail_ngo import conf
from wagtail_ngo.domain.characters import printable
from wagtail_ngo.domain.search.terms import all_of, read_query
from wagtail_ngo.domain.tables.cells import CONTROL
from wagtail_ngo.exports.directory import hsds
from wagtail_ngo.exports.directory.public import PublicTerm, public_entries
from wagtail_ngo.models import ActivityArea, NGOPage, TargetGroup
from wagtail_ngo.services.search import state
from wagtail_ngo.services.search.index_rows import matching_entries
from wagtail_ngo.validators import FIRST_YEAR, LAST_YEAR
from wagtail_ngo.views.conditional import conditional

MAX_PER_PAGE = 100
#: For answers about data that have not changed since they were first loaded.
STARTED_AT = timezone.now()
VOCABULARIES = {hsds.AREAS: ActivityArea, hsds.TARGET_GROUPS: TargetGroup}


class BadParameterError(ValueError):
    """A query parameter that cannot be understood; the text says which and why."""


def _endpoint(view):
    """Safe methods only, open to other origins, errors as JSON."""

    @require_safe
    def answer(request, **kwargs):
        try:
            response = view(request, **kwargs)
        except BadParameterError as error:
            response = JsonResponse({"error": str(error)}, status=400)
        response["Access-Control-Allow-Origin"] = "*"
        response["Vary"] = "Cookie"
        return response

    return answer


@_endpoint
def index(request: HttpRequest) -> HttpResponse:
    return _json(
        request,
        {"version": hsds.VERSION, "profile": hsds.PROFILE, "openapi_url": conf.get("HSDS_OPENAPI")},
    )


@_endpoint
def services(request: HttpRequest) -> HttpResponse:
    return _entry_page(
        request, lambda entry: hsds.service_item(entry, with_organization=True), _entries(request)
    )


@_endpoint
def service(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _one(request, pk, hsds.service)


@_endpoint
def organizations(request: HttpRequest) -> HttpResponse:
    return _entry_page(request, hsds.organization_item, _entries(request))


@_endpoint
def organization(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _one(request, pk, hsds.organization)


@_endpoint
def taxonomies(request: HttpRequest) -> HttpResponse:
    return _page(request, hsds.taxonomies(), list)


@_endpoint
def taxonomy(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    matches = [item for item in hsds.taxonomies() if item["id"] == str(pk)]
    return _json(request, matches[0]) if matches else _not_found()


@_endpoint
def taxonomy_terms(request: HttpRequest) -> HttpResponse:
    wanted = _uuid(request, "taxonomy_id")
    terms = [
        (slug, term)
        for slug, model in VOCABULARIES.items()
        if wanted is None or hsds.taxonomy_id(slug) == str(wanted)
        for term in model.objects.all()
    ]
    return _page(request, terms, lambda page: [_term(term, slug) for slug, term in page])


@_endpoint
def taxonomy_term(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    for slug, model in VOCABULARIES.items():
        if term := model.objects.filter(uuid=pk).first():
            return _json(request, _term(term, slug))
    return _not_found()


def _term(term, slug: str) -> dict:
    return hsds.taxonomy_term(
        PublicTerm(str(term.uuid), term.name, getattr(term, "code", "")), slug
    )


def _visible(request: HttpRequest) -> QuerySet:
    return NGOPage.objects.visible_to(request)


def _entries(request: HttpRequest) -> QuerySet:
    """Visible entries that the filters of the query leave."""
    entries = _visible(request)
    if term := _uuid(request, "taxonomy_term_id"):
        areas = entries.filter(areas__uuid=term).values("pk")
        groups = entries.filter(target_groups__uuid=term).values("pk")
        entries = entries.filter(Q(pk__in=areas.values("pk")) | Q(pk__in=groups.values("pk")))
    if key := _uuid(request, "organization_id"):
        entries = entries.filter(uuid=key)
    if moment := _moment(request, "modified_after"):
        entries = entries.filter(last_published_at__gt=moment)
    if words := CONTROL.sub("", request.GET.get("search", "")).strip():
        query = read_query(words[:200], conf.get_object("SEARCH_LANGUAGE")())
        entries = entries.filter(pk__in=matching_entries([all_of(query.keys)]) if query else [])
    return entries.order_by("sort_key", "pk")


def _entry_page(request: HttpRequest, serialise, entries: QuerySet) -> HttpResponse:
    today = timezone.localdate()
    newest = entries.aggregate(newest=Max("last_published_at"))["newest"]
    return _page(
        request,
        entries,
        lambda page: [serialise(entry) for entry in public_entries(page, today=today, people=True)],
        last_modified=newest,
    )


def _page(request: HttpRequest, items, serialise, *, last_modified=None) -> HttpResponse:
    """The page wrapper of HSDS: numbers of the page, then ``contents``."""
    paginator = Paginator(items, min(_number(request, "per_page", 50), MAX_PER_PAGE))
    number = _number(request, "page", 1)
    is_known = number <= paginator.num_pages
    contents = serialise(paginator.page(number).object_list) if is_known else []
    body = {
        "total_items": paginator.count,
        "total_pages": paginator.num_pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= paginator.num_pages,
        "empty": not contents,
        "contents": contents,
    }
    return _json(request, body, last_modified=last_modified)


def _one(request: HttpRequest, key: uuid.UUID, serialise) -> HttpResponse:
    entries = _visible(request).filter(uuid=key)[:1]
    public = public_entries(entries, today=timezone.localdate(), people=True)
    if not public:
        return _not_found()
    return _json(request, serialise(public[0]), last_modified=public[0].changed_at)


def _json(request: HttpRequest, body: dict, *, last_modified=None) -> HttpResponse:
    """The body, last modified when anything public was: an entry that left a list changes it."""
    text = printable(json.dumps(body, ensure_ascii=False))
    moments = [moment for moment in (last_modified, state.changed_at()) if moment]
    newest = max(moments, default=STARTED_AT)
    return conditional(request, text, "application/json", last_modified=newest)


def _not_found() -> HttpResponse:
    return JsonResponse({"error": "There is nothing with this id."}, status=404)


def _number(request: HttpRequest, name: str, default: int) -> int:
    text = request.GET.get(name, str(default))
    if not (text.isascii() and text.isdecimal()) or not 1 <= len(text) <= 6 or int(text) < 1:
        raise BadParameterError(f"{name} must be a positive whole number.")
    return int(text)


def _uuid(request: HttpRequest, name: str) -> uuid.UUID | None:
    text = request.GET.get(name)
    if not text:
        return None
    try:
        return uuid.UUID(text)
    except ValueError:
        raise BadParameterError(f"{name} must be a UUID.") from None


def _moment(request: HttpRequest, name: str):
    """A date or date-time in ISO 8601; without a zone the server's is meant."""
    text = request.GET.get(name)
    if not text:
        return None
    try:
        moment = parse_datetime(text) or parse_datetime(f"{parse_date(text)}T00:00:00")
    except ValueError:
        moment = None
    if moment is None or not FIRST_YEAR <= moment.year < LAST_YEAR:
        raise BadParameterError(f"{name} must be a date or a date with time (ISO 8601).")
    return make_aware(moment) if is_naive(moment) else moment


urlpatterns = [
    path("", index, name="hsds"),
    path("services", services, name="hsds_services"),
    path("services/<uuid:pk>", service, name="hsds_service"),
    path("organizations", organizations, name="hsds_organizations"),
    path("organizations/<uuid:pk>", organization, name="hsds_organization"),
    path("taxonomies", taxonomies, name="hsds_taxonomies"),
    path("taxonomies/<uuid:pk>", taxonomy, name="hsds_taxonomy"),
    path("taxonomy_terms", taxonomy_terms, name="hsds_taxonomy_terms"),
    path("taxonomy_terms/<uuid:pk>", taxonomy_term, name="hsds_taxonomy_term"),
]
