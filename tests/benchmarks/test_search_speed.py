"""How long a search takes beside plain Wagtail search. Not part of the suite: run it by name.

NGO_BENCHMARK_SIZES=1000,10000 pytest tests/benchmarks/test_search_speed.py -s
"""

from __future__ import annotations

import os
import random
import statistics
import time
import tracemalloc

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from tests.factories.directory import NGODirectoryFactory
from tests.integration.test_search_quality import rows
from wagtail_ngo.domain.search import Polish
from wagtail_ngo.domain.search.terms import all_of, read_query
from wagtail_ngo.domain.sort_names import sort_key, sort_name
from wagtail_ngo.models import ActivityArea, District, LegalForm, NGOPage, TargetGroup
from wagtail_ngo.services.search import Selection, matching, reindexing, search, state

pytestmark = pytest.mark.django_db
SIZES = [int(size) for size in os.environ.get("NGO_BENCHMARK_SIZES", "1000").split(",")]
QUERIES = 40


def fill(size: int):
    """A directory of ``size`` entries, written past the page tree's own slow way."""
    chance = random.Random(size)
    directory = NGODirectoryFactory(title=f"Katalog {size}")
    samples = rows("search_entries.txt")
    words = sorted({word for row in samples for word in f"{row[0]} {row[5]}".split()})
    places = [District.objects.create(name=f"Dzielnica {number}") for number in range(20)]
    forms = list(LegalForm.objects.all()) or [LegalForm.objects.create(name="Fundacja")]
    kind = ContentType.objects.get_for_model(NGOPage)
    pages, entries = [], []
    for number in range(size):
        name = f"{chance.choice(samples)[0]} {' '.join(chance.sample(words, 2))} {number}"
        lead = " ".join(chance.sample(words, 12))
        place = {
            "title": name,
            "slug": f"e{number}",
            "path": f"{directory.path}{Page._int2str(number + 1).rjust(4, '0')}",
            "depth": directory.depth + 1,
            "numchild": 0,
            "url_path": f"{directory.url_path}e{number}/",
            "content_type": kind,
            "locale": directory.locale,
            "live": True,
        }
        pages.append(Page(draft_title=name, **place))
        entries.append((name, lead, chance.choice(forms), chance.random()))
    Page.objects.bulk_create(pages, batch_size=500)
    pks = list(Page.objects.child_of(directory).order_by("path").values_list("pk", flat=True))
    made = [
        NGOPage(
            page_ptr_id=pk,
            lead=lead,
            legal_form=form,
            sort_key=sort_key(sort_name(name)),
            is_public_benefit=share < 0.1,
            step_free="yes" if share < 0.4 else "",
        )
        for pk, (name, lead, form, share) in zip(pks, entries, strict=True)
    ]
    for start in range(0, size, 200):
        NGOPage._base_manager._insert(
            made[start : start + 200],
            fields=NGOPage._meta.local_concrete_fields,
            using=connection.alias,
        )
    for field, terms in (
        ("areas", list(ActivityArea.objects.all())),
        ("target_groups", list(TargetGroup.objects.all())),
        ("districts", places),
    ):
        through = getattr(NGOPage, field).through
        target = next(
            one.attname
            for one in through._meta.fields
            if one.is_relation and one.related_model is type(terms[0])
        )
        through.objects.bulk_create(
            [through(ngopage_id=pk, **{target: chance.choice(terms).pk}) for pk in pks],
            batch_size=500,
        )
    Page.objects.filter(pk=directory.pk).update(numchild=size)
    for _done in reindexing.reindex(batch=500):
        pass
    state._renew()
    return directory


def queries() -> list[str]:
    chance = random.Random(1)
    found = [row[1] for row in rows("search_queries.txt") if row[0] in ("inflected", "subject")]
    return chance.sample(found, QUERIES)


def timed(ask) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    times = []
    for query in queries():
        cache.clear()
        start = time.perf_counter()
        ask(query)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


@pytest.mark.parametrize("size", SIZES)
def test_search_speed(size, capsys):
    directory = fill(size)
    request = RequestFactory().get("/")
    language = Polish()

    def ours(query: str) -> None:
        found = search(directory, request, Selection(text=query))
        list(
            NGOPage.objects.visible_to(request)
            .select_related("legal_form")
            .prefetch_related("areas", "districts")
            .filter(pk__in=found.pks(0, 20))
        )

    def bare(query: str) -> None:
        matching.asked(all_of(read_query(query, language).keys))

    def plain(query: str) -> None:
        found = NGOPage.objects.live().search(query)
        list(found[:20])
        found.facet("status")
        found.count()

    ours("rozgrzewka")
    with CaptureQueriesContext(connection) as asked:
        ours("muzyka")
    lines = [f"\n{connection.vendor}, {size} entries; ms p50 / p95"]
    for name, ask in (("ours", ours), ("bare pass", bare), ("plain", plain)):
        lines.append("{:10}{:9.1f}{:9.1f}".format(name, *timed(ask)))
    tracemalloc.start()
    for query in queries():
        ours(query)
    first = tracemalloc.get_traced_memory()[0]
    for query in queries():
        ours(query)
    grown = tracemalloc.get_traced_memory()[0] - first
    tracemalloc.stop()
    lines.append(f"queries {len(asked)}, memory grown in a second round {grown / 1024:.0f} kB")
    with capsys.disabled():
        print("\n".join(lines))  # noqa: T201 -- the table is the point
