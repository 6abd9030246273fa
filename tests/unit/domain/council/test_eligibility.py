"""Which organizations may vote."""

from wagtail_ngo.domain.council.eligibility import Facts, judge
from wagtail_ngo.enums import LeftOutReason


def test_organizations_are_left_out_with_the_first_reason_that_holds():
    rows = [
        Facts(1, True, "active", "krs", frozenset({"krs 1"})),
        Facts(2, False, "active", "krs"),
        Facts(3, True, "suspended", "krs"),
        Facts(4, True, "active", "none"),
        Facts(5, True, "active", "krs", frozenset({"krs 1", "nip 2"})),
        Facts(6, False, "active", "krs", frozenset({"krs 6"})),
        Facts(7, True, "active", "krs", frozenset({"krs 6"})),
    ]

    assert judge(rows, needs_register=True) == {
        1: LeftOutReason.NONE,
        2: LeftOutReason.NOT_PUBLISHED,
        3: LeftOutReason.NOT_ACTIVE,
        4: LeftOutReason.NOT_REGISTERED,
        5: LeftOutReason.TWICE,
        6: LeftOutReason.NOT_PUBLISHED,
        7: LeftOutReason.NONE,
    }
    assert judge(rows, needs_register=False)[4] == LeftOutReason.NONE


def test_one_that_was_left_out_twice_takes_no_number_of_others():
    rows = [
        Facts(1, True, "active", "krs", frozenset({"krs 1"})),
        Facts(2, True, "active", "krs", frozenset({"krs 1", "nip 2"})),
        Facts(3, True, "active", "krs", frozenset({"nip 2"})),
    ]

    assert judge(rows, needs_register=True) == {
        1: LeftOutReason.NONE,
        2: LeftOutReason.TWICE,
        3: LeftOutReason.NONE,
    }


def test_an_organization_without_a_number_is_known_by_its_name_in_the_whole_roll():
    rows = [
        Facts(1, True, "active", "none", name="klub zryw"),
        Facts(2, True, "active", "krs", frozenset({"krs 2"}), name="klub zryw"),
        Facts(3, True, "active", "krs", frozenset({"krs 3"}), name="klub zryw"),
        Facts(4, True, "active", "none", name="chor"),
        Facts(5, True, "active", "none", name="chor"),
        Facts(6, False, "active", "none", name="teatr"),
        Facts(7, True, "active", "none", name="teatr"),
        Facts(8, True, "active", "none"),
        Facts(9, True, "active", "none"),
    ]

    left_out = {key for key, reason in judge(rows, needs_register=False).items() if reason}

    assert left_out == {1, 5, 6}
    assert judge(rows, needs_register=False)[6] == LeftOutReason.NOT_PUBLISHED
