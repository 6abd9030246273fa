"""The catalogue: brought up to date by changed rows, it is what building it again gives."""

import random

import pytest
from django.utils import timezone

from tests.factories.directory import (
    ActivityAreaFactory,
    DistrictFactory,
    NGODirectoryFactory,
    NGOFactory,
    TargetGroupFactory,
)
from wagtail_ngo.models import (
    ActivityArea,
    Need,
    NGOPage,
    OpeningException,
    OpeningHours,
    SearchChange,
)
from wagtail_ngo.services.search import building, updating
from wagtail_ngo.services.search.catalogue import catalogue
from wagtail_ngo.services.search.entry_sets import Catalogue, Keys, Positions

NAMES = ["Łąka", "Lato", "Żagiel", "Zew", "Ćma", "Centrum", "Ósemka", "Orka", "1 Maja", "Azyl"]


def built(directory) -> Catalogue:
    now = timezone.now()
    return building.build(Catalogue(directory.path, "t-", timezone.localdate(), 0.0), now)


def facts(one: Catalogue) -> dict:
    """What a catalogue knows, without what it keeps of the index."""
    return {
        "pks": list(one.pks),
        "keys": list(one.sort_keys),
        "position": dict(one.position),
        "values": {kind: values for kind, values in one.values.items() if values},
        "names": one.names,
        "letters": list(one.letters.items()),
        "inactive": one.inactive,
        "weeks": {week: having for week, having in one.weeks.items() if having},
        "exceptions": one.exceptions,
        "expiry": one.next_expiry,
    }


def change(chance: random.Random, directory, entries: list[NGOPage]) -> int:
    """Changes one entry, or makes or hides one; its key."""
    kind = chance.choice(["new", "rename", "areas", "hide", "status", "hours", "need", "delete"])
    if kind == "new" or len(entries) < 3:
        entry = NGOFactory(parent=directory, title=f"{chance.choice(NAMES)} {chance.random()}")
        entries.append(entry)
        return entry.pk
    entry = type(entries[0]).objects.get(pk=chance.choice(entries).pk)
    if kind == "rename":
        entry.title = f"{chance.choice(NAMES)} {chance.random()}"
    elif kind == "areas":
        entry.areas = list(ActivityArea.objects.order_by("?")[:2])
    elif kind == "hide":
        entry.live = not entry.live
    elif kind == "status":
        entry.status = chance.choice(["active", "suspended"])
    elif kind == "hours":
        OpeningHours.objects.create(
            organization=entry, weekday=chance.randrange(5), opens="09:00", closes="15:00"
        )
        OpeningException.objects.create(organization=entry, first_day="2026-12-24")
    elif kind == "need":
        Need.objects.create(organization=entry, kind=chance.choice(["rooms", "transport"]))
    else:
        entries[:] = [one for one in entries if one.pk != entry.pk]
        pk = entry.pk
        entry.delete()
        return pk
    entry.save()
    return entry.pk


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_an_updated_catalogue_is_what_building_it_gives(seed):
    chance = random.Random(seed)
    directory = NGODirectoryFactory()
    areas = [ActivityAreaFactory() for _ in range(3)]
    more = {"target_groups": [TargetGroupFactory()], "districts": [DistrictFactory()]}
    entries = [
        NGOFactory(parent=directory, title=name, areas=chance.sample(areas, 2), **more)
        for name in NAMES
    ]
    kept = built(directory)
    for _round in range(6):
        changed = {change(chance, directory, entries) for _ in range(chance.randint(1, 3))}
        fresh = Catalogue(directory.path, "t-", timezone.localdate(), 0.0)
        before = facts(kept)
        updated = updating.update(kept, fresh, changed, timezone.now())
        assert facts(updated) == facts(built(directory))
        assert facts(kept) == before
        kept = updated


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_changed_entry_is_read_alone_and_a_term_makes_all_new():
    directory = NGODirectoryFactory()
    area = ActivityAreaFactory(name="Szachy")
    entry = NGOFactory(parent=directory, title="Wieża", areas=[area])
    first = catalogue(directory, now=timezone.now())
    entry.title = "Żagiel"
    entry.save()
    NGOFactory(parent=directory, title="Azyl")
    second = catalogue(directory, now=timezone.now())
    assert second is not first
    assert second.built == first.built
    assert list(second.letters) == ["A", "Ż"]
    area.name = "Warcaby"
    area.save()
    third = catalogue(directory, now=timezone.now())
    assert third.built > second.built
    assert third.names["area"][area.slug] == "Warcaby"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_entries_written_without_a_signal_make_all_new():
    directory = NGODirectoryFactory()
    NGOFactory(parent=directory, title="Wieża")
    first = catalogue(directory, now=timezone.now())
    NGOFactory(parent=directory, title="Azyl")
    SearchChange.objects.order_by("-pk").exclude(pk=first.change).filter(
        pk__gt=first.change
    ).delete()
    second = catalogue(directory, now=timezone.now())
    assert second.built > first.built
    assert list(second.letters) == ["A", "W"]


def test_keys_are_like_a_list_of_them():
    keys = ["a0", "b0c0", "", "z2"]
    packed = Keys(keys)
    assert list(packed) == keys
    assert list(packed.without(1)) == ["a0", "", "z2"]
    assert list(packed.with_key(4, "zz")) == [*keys, "zz"]
    assert list(packed.with_key(0, "x")) == ["x", *keys]
    assert list(packed) == keys


def test_positions_are_like_a_dictionary_of_them():
    held = Positions([40, 10, 30])
    assert dict(held) == held.as_dict() == {40: 0, 10: 1, 30: 2}
    assert (held.get(20), 10 in held, len(held)) == (None, True, 3)
    assert dict(held.without(10)) == {40: 0, 30: 1}
    assert dict(held.with_entry(20, 1)) == {40: 0, 20: 1, 10: 2, 30: 3}
