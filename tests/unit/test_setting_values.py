"""Every wrong value of a setting is named by a check before a page meets it."""

import pytest

from wagtail_ngo import checks, conf, setting_values

WRONG = [
    ("PAGE_SIZE", 0), ("PAGE_SIZE", "20"), ("PAGE_SIZE", True), ("PAGE_SIZE", None),
    ("FEED_SIZE", -1), ("OCCURRENCE_MONTHS_AHEAD", 10**9), ("REVIEW_MONTHS", 1.5),
    ("CONFIRMATION_LINK_DAYS", 0), ("REPORTS_PER_HOUR", "5"),
    ("SEARCH_LANGUAGE", "wagtail_ngo.domain.search.Klingon"), ("SEARCH_LANGUAGE", "polish"),
    ("SEARCH_LANGUAGE", "datetime.date"), ("SEARCH_LANGUAGE", "collections.OrderedDict"),
    ("SEARCH_PLACES", [("Ratusz", 54.4, 17.0)]), ("SEARCH_PLACES", {"Ratusz": "54,17"}),
    ("SEARCH_PLACES", {"Ratusz": (154.4, 17.0)}), ("SEARCH_LOG", "no"),
    ("MAP_TILE_URL", "https://tiles.example/"), ("MAP_ATTRIBUTION", None),
    ("HOLIDAYS", "no.such.function"), ("PDF_VARIANTS", "web"), ("PDF_VARIANTS", ["webb"]),
    ("PDF_MEDIA_FOLDERS", "images/"), ("PDF_LIMITS", {"cpu": 120}),
    ("PDF_LIMITS", {"cpu": 1, "wall": 1, "memory": "2 GB"}),
    ("EVENT_IMPORT_LIMITS", {"megabytes": 5}), ("EVENT_IMPORT_LIMITS", 5),
    ("VIEWS", {"events.pages.event": "no.such.view"}), ("VIEWS", ["x"]), ("HSDS_OPENAPI", None),
]  # fmt: skip
RIGHT = {
    "PAGE_SIZE": 7, "REVIEW_ASK_DAYS_BEFORE": 0,
    "SEARCH_LANGUAGE": "wagtail_ngo.domain.search.Plain",
    "SEARCH_PLACES": {"Ratusz": [54.464, 17.028]}, "SEARCH_LOG": False, "PDF_VARIANTS": ["web"],
    "MAP_TILE_URL": "https://t.example/{z}/{x}/{y}.png", "EVENT_IMPORT_LIMITS": {"events": 10},
    "VIEWS": {"events.pages.event": "wagtail_ngo.views.events.pages.event"},
}  # fmt: skip


@pytest.mark.parametrize(("key", "value"), WRONG)
def test_wrong_value_is_named_alone(settings, key, value):
    settings.WAGTAIL_NGO = {**RIGHT, key: value}

    (error,) = checks.check_setting_values()

    assert error.id == "wagtail_ngo.E080"
    assert f"[{key!r}]" in error.msg
    assert error.hint.startswith("It must be ")


def test_right_values_and_all_defaults_pass(settings):
    settings.WAGTAIL_NGO = RIGHT

    assert checks.check_setting_values() == []
    assert setting_values.wrong_values(conf.DEFAULTS) == {}


@pytest.mark.parametrize("value", [None, {}])
def test_no_settings_at_all_are_the_defaults(settings, value):
    settings.WAGTAIL_NGO = value

    assert conf.get("PAGE_SIZE") == 20
    assert checks.check_unknown_settings() == checks.check_setting_values() == []


@pytest.mark.parametrize("value", [["PAGE_SIZE"], "x", 5])
def test_settings_that_are_no_dict_are_named(settings, value):
    settings.WAGTAIL_NGO = value

    (error,) = checks.check_setting_values()

    assert "must be a dict" in error.hint
    assert conf.get("PAGE_SIZE") == 20


def test_polish_site_is_told_of_dates_and_slugs(settings):
    assert checks.check_date_formats() == checks.check_slugs() == []

    settings.LANGUAGE_CODE = "pl"
    (dates,), (slugs,) = checks.check_date_formats(), checks.check_slugs()
    assert (dates.id, slugs.id) == ("wagtail_ngo.W081", "wagtail_ngo.W082")
    assert 'WAGTAIL_DATE_FORMAT = "%d.%m.%Y"' in dates.hint

    settings.WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
    settings.WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
    settings.WAGTAIL_ALLOW_UNICODE_SLUGS = False
    assert checks.check_date_formats() == checks.check_slugs() == []
