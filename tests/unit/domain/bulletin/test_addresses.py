"""Addresses inside an issued bulletin follow its site."""

from wagtail_ngo.domain.bulletin.addresses import with_root

OLD, NEW = "https://old.example", "https://new.example"


def test_own_addresses_move_and_words_and_other_addresses_stay():
    data = {
        "url": f"{OLD}/a/",
        "html": f'<a href="{OLD}/b/">{OLD}/c/</a> <a href="{OLD}.pl/">d</a>',
        "items": [f"{OLD}/e/", f"see {OLD}/f/", OLD, f"{OLD}.pl/g/", 7, None],
    }

    assert with_root(data, OLD, NEW) == {
        "url": f"{NEW}/a/",
        "html": f'<a href="{NEW}/b/">{OLD}/c/</a> <a href="{OLD}.pl/">d</a>',
        "items": [f"{NEW}/e/", f"see {OLD}/f/", OLD, f"{OLD}.pl/g/", 7, None],
    }
