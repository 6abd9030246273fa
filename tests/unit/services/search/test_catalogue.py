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
from wagtail_ngo.domain.search.positions import Keys, Positions
from wagtail_ngo.domain.search.terms import all_of
from wagtail_ngo.models import (
    ActivityArea,
    Need,
    NGOPage,
    OpeningException,
    OpeningHours,
    SearchChange,
)
from wagtail_ngo.services.search import building, state, updating
from wagtail_ngo.services.search.catalogue import catalogue
from wagtail_ngo.services.search.entry_sets import Catalogue

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


def answers(one: Catalogue, words: list[str]) -> dict[str, int]:
    """Entries that the index gives for each word, as positions of this catalogue."""
    return {word: one.answers.having(all_of(state.language().keys(word))) for word in words}


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
        words = [*NAMES, areas[0].name]
        assert answers(updated, words) == answers(built(directory), words)
        kept = updated


@pytest.mark.django_db
def test_rows_are_read_once_while_entries_change(django_assert_max_num_queries):
    directory = NGODirectoryFactory()
    entries = [NGOFactory(parent=directory, title=f"Klub {number}") for number in range(5)]
    kept = built(directory)
    assert answers(kept, ["klub"]) == {"klub": 0b11111}
    entries[3].title = "Azyl"
    entries[3].save()
    now = timezone.now()
    fresh = Catalogue(directory.path, "t-", timezone.localdate(), 0.0)
    updated = updating.update(kept, fresh, {entries[3].pk}, now)
    with django_assert_max_num_queries(1):
        assert answers(updated, ["klub"]) == {"klub": 0b11110}
    assert answers(updated, ["azyl"]) == {"azyl": 0b1}


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


def test_keys_of_many_blocks_change_like_a_list():
    chance = random.Random(3)
    keys = sorted(f"{chance.randrange(10**9):09}" for _ in range(2_000))
    packed = Keys(keys)
    for _ in range(2_000):
        place = chance.choice([0, len(keys), chance.randrange(len(keys) + 1)])
        if place < len(keys) and chance.random() < 0.5:
            del keys[place]
            packed = packed.without(place)
        else:
            keys.insert(place, str(chance.randrange(99)))
            packed = packed.with_key(place, keys[place])
    assert list(packed) == keys
    assert len(Keys().with_key(0, "a")) == 1


def test_positions_change_like_a_list_of_keys():
    chance = random.Random(4)
    pks = chance.sample(range(1, 900), 300)
    held = Positions(pks)
    for _ in range(450):
        place = chance.randrange(len(pks) + 1)
        if place < len(pks) and chance.random() < 0.6:
            held = held.without(pks.pop(place))
        else:
            # Some that were there before come back.
            pk = chance.choice([pk for pk in range(1, 1_000) if pk not in pks])
            pks.insert(place, pk)
            held = held.with_entry(pk, place)
        assert [held[pk] for pk in pks] == list(range(len(pks)))
    assert dict(held) == held.as_dict() == {pk: place for place, pk in enumerate(pks)}
    assert [held.get(pk) for pk in range(1, 1_000) if pk not in pks] == [None] * (999 - len(pks))
    large = held.with_entry(2**40, 0)
    assert (large[2**40], large[pks[0]], large.pks[0]) == (0, 1, 2**40)


def test_positions_are_like_a_dictionary_of_them():
    held = Positions([40, 10, 30])
    assert dict(held) == held.as_dict() == {40: 0, 10: 1, 30: 2}
    assert (held.get(20), 10 in held, len(held)) == (None, True, 3)
    assert dict(held.without(10)) == {40: 0, 30: 1}
    assert dict(held.with_entry(20, 1)) == {40: 0, 20: 1, 10: 2, 30: 3}
