"""How often visitors find what they mean, beside plain Wagtail search in the same run."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from django.test import RequestFactory

from tests.factories.directory import (
    ActivityAreaFactory,
    DistrictFactory,
    NGODirectoryFactory,
    NGOFactory,
    TargetGroupFactory,
)
from wagtail_ngo.domain.search.polish_synonyms import POLISH_SYNONYMS
from wagtail_ngo.models import NGOPage, SearchSynonym
from wagtail_ngo.services.search import Selection, search

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[1] / "data"
# The least share of what is meant that must be among the first five.
LEAST = {
    "overall": 0.93,
    "inflected": 0.93,
    "no diacritics": 0.93,
    "beginning": 0.97,
    "typo": 0.9,
}


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [
        [part.strip() for part in line.split("|")]
        for line in lines
        if line and not line.startswith("#")
    ]


@pytest.fixture
def directory():
    terms: dict[tuple[type, str], object] = {}

    def term(factory, name: str):
        if (factory, name) not in terms:
            terms[factory, name] = factory._meta.model.objects.get_or_create(
                name=name.capitalize(), defaults={"slug": f"sample-{len(terms)}"}
            )[0]
        return terms[factory, name]

    page = NGODirectoryFactory()
    for name, others, areas, groups, district, lead in rows("search_entries.txt"):
        NGOFactory(
            title=name,
            parent=page,
            other_names=others,
            lead=lead,
            areas=[term(ActivityAreaFactory, one.strip()) for one in areas.split(",")],
            target_groups=[
                term(TargetGroupFactory, one.strip()) for one in groups.split(",") if one.strip()
            ],
            districts=[term(DistrictFactory, district)],
        )
    for words in POLISH_SYNONYMS.strip().splitlines():
        SearchSynonym.objects.get_or_create(words=words)
    return page


def ours(directory, query: str) -> list[str]:
    found = search(directory, RequestFactory().get("/"), Selection(text=query))
    pages = NGOPage.objects.in_bulk(found.pks(0, 5))
    return [pages[pk].title for pk in found.pks(0, 5)]


def plain(directory, query: str) -> list[str]:
    try:
        return [page.title for page in NGOPage.objects.live().search(query)[:5]]
    except Exception:  # plain search fails on some signs: that counts as nothing
        return []


def recall(found: list[str], meant: list[str]) -> float:
    if not meant:
        return float(not found)
    hits = sum(any(part in name for name in found) for part in meant)
    return hits / min(5, len(meant))


def test_visitors_find_what_they_mean(directory, capsys):
    ways = {"ours": ours, "plain": plain}
    shares: dict[str, dict[str, list[float]]] = {way: defaultdict(list) for way in ways}
    missed = []
    for kind, query, meant in rows("search_queries.txt"):
        parts = [part for part in meant.split(";") if part]
        for way, ask in ways.items():
            found = ask(directory, query)
            share = recall(found, parts)
            shares[way][kind].append(share)
            if kind != "nonsense":
                shares[way]["overall"].append(share)
            if way == "ours" and share < 1:
                missed.append(f"{kind}: {query} -> {found}")
    means = {
        way: {kind: sum(found) / len(found) for kind, found in kinds.items()}
        for way, kinds in shares.items()
    }
    with capsys.disabled():
        print(report(shares, means, missed))  # noqa: T201 -- the table is the point
    assert {kind: means["ours"][kind] >= least for kind, least in LEAST.items()} == dict.fromkeys(
        LEAST, True
    )
    assert means["ours"]["nonsense"] == 1


def report(shares, means, missed: list[str]) -> str:
    lines = [f"\n{'kind':16}{'queries':>8}{'ours':>8}{'plain':>8}"]
    lines += [
        f"{kind:16}{len(found):8}{means['ours'][kind]:8.2f}{means['plain'][kind]:8.2f}"
        for kind, found in shares["ours"].items()
    ]
    return "\n".join([*lines, "not among the first five:", *missed])
