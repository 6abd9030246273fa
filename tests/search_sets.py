"""Sets of invented organizations and of queries with what they mean, read and stored."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wagtail.search import index

from tests.factories.directory import (
    ActivityAreaFactory,
    ContactChannelFactory,
    DistrictFactory,
    NGODirectoryFactory,
    NGOFactory,
    TargetGroupFactory,
)
from wagtail_ngo.models import ActivityArea, Need, NGODirectoryPage, Offer, TargetGroup

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Question:
    kind: str
    text: str
    # Parts of the names that are meant; none: nothing may be found.
    meant: tuple[str, ...]

    def recall(self, names: list[str]) -> float:
        """Share of what is meant among ``names``, the first five of a search."""
        if not self.meant:
            return float(not names)
        hits = sum(any(part in name for name in names) for part in self.meant)
        return hits / min(5, len(self.meant))


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [
        [part.strip() for part in line.split("|")]
        for line in lines
        if line and not line.startswith("#")
    ]


def questions(name: str) -> list[Question]:
    return [
        Question(kind, text, tuple(part.strip() for part in meant.split(";") if part.strip()))
        for kind, text, meant in rows(name)
    ]


def load_named() -> NGODirectoryPage:
    """The directory in which visitors look for names."""
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
    return page


def load_asked(name: str = "search_asked_entries.txt") -> NGODirectoryPage:
    """The directory that visitors ask in sentences: the city's own areas and groups, exchange."""
    areas = {area.code: area for area in ActivityArea.objects.all()}
    groups = {group.name: group for group in TargetGroup.objects.all()}
    page = NGODirectoryFactory(title="Asked", slug="asked")
    for row in rows(name):
        name, others, numbers, group_names, text, where, phone, nip, krs, offers, needs = row
        entry = NGOFactory(
            title=name,
            parent=page,
            other_names=others,
            nip=nip,
            krs=krs,
            lead=text if where == "l" else "",
            description=[("text", f"<p>{text}</p>")] if where == "d" else [],
            areas=[areas[number.strip()] for number in numbers.split(",")],
            target_groups=[groups[one.strip()] for one in group_names.split(";") if one.strip()],
        )
        ContactChannelFactory(organization=entry, kind="phone", value=phone)
        for model, listed in ((Offer, offers), (Need, needs)):
            for line in filter(None, listed.split(";")):
                kind, _colon, what = line.partition(":")
                model.objects.create(organization=entry, kind=kind.strip(), text=what.strip())
        index.insert_or_update_object(type(entry).objects.get(pk=entry.pk))
    return page


def load_fresh() -> NGODirectoryPage:
    """Another such directory, written after the lists of words and never tuned entry by entry."""
    return load_asked("search_fresh_entries.txt")
