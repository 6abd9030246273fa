import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.directory.phones import format_phone, normalise_phone


@pytest.mark.parametrize(
    ("written", "dialled", "shown"),
    [
        ("59 840 00 00", "+48598400000", "59 840 00 00"),
        ("(59) 840-00-00", "+48598400000", "59 840 00 00"),
        ("0 59 8400000", "+48598400000", "59 840 00 00"),
        ("600.100.200", "+48600100200", "600 100 200"),
        ("+48 600 100 200", "+48600100200", "600 100 200"),
        ("0048 600100200", "+48600100200", "600 100 200"),
        ("48600100200", "+48600100200", "600 100 200"),
        ("59 840 00 00 wew. 12", "+48598400000;ext=12", "59 840 00 00 wew. 12"),
        ("112", "112", "112"),
        ("116 111", "116111", "116111"),
        ("+49 30 123456", "+4930123456", "+4930123456"),
    ],
)
def test_normalise_and_format(written, dialled, shown):
    assert normalise_phone(written) == dialled
    assert format_phone(dialled) == shown


@pytest.mark.parametrize(
    "text", ["", "call me", "59 840 00", "+48 600 100", "600 100 200 / 601 100 200", "+" * 20]
)
def test_normalise_refuses_what_is_no_number(text):
    with pytest.raises(ValueError, match="number"):
        normalise_phone(text)


@given(st.text("0123456789 +-()./wext", max_size=30))
def test_normalise_is_stable(text):
    try:
        dialled = normalise_phone(text)
    except ValueError:
        return
    assert normalise_phone(format_phone(dialled)) == dialled
    assert normalise_phone(dialled) == dialled
