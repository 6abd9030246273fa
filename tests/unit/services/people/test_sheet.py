"""The data protection sheet: a table for each kind of person, a row for each place."""

import pytest

from wagtail_ngo.services.people import erasers, register, sheet
from wagtail_ngo.services.people.register import Erasure, PersonalData

HEADS = "| where | fields | purpose | basis | kept | on erasure |"
LINE = "| --- | --- | --- | --- | --- | --- |"


@pytest.fixture
def few(monkeypatch):
    """A register of four entries, one of them a host's and one of an app that is not there."""
    words = {"purpose": "p|q", "basis": "b", "kept": "k"}
    entries = [
        PersonalData("wagtail_ngo.SearchedQuery", ["words"], "visitors", **words),
        PersonalData("auth.User", ["first_name", "email"], "staff", **words, erase=Erasure.LOOK),
        PersonalData("wagtailcore.Comment", ["text"], "staff", **words, erase=Erasure.DELETE),
        PersonalData(
            "wagtail_ngo.BulletinSubscriber", ["email"], "visitors", **words,
            erase=erasers.forget_subscriber, erased="the row goes",
        ),
        PersonalData("gone.Thing", ["name"], "staff", **words),
    ]  # fmt: skip
    monkeypatch.setattr(register, "_register", entries)


def test_people_come_in_the_order_of_their_names_and_rows_as_registered(few):
    assert sheet.markdown().split("\n") == [
        "## Staff",
        "",
        HEADS,
        LINE,
        "| user | first name, email address | p/q | b | k | shown to the editor, who decides |",
        "| comment | text | p/q | b | k | the row is deleted |",
        "",
        "## Visitors",
        "",
        HEADS,
        LINE,
        "| searched words | words | p/q | b | k | taken out of the text, the row stays |",
        "| subscriber | e-mail | p/q | b | k | the row goes |",
        "",
    ]


def test_models_of_other_apps_are_left_out_where_one_app_is_asked_for(few):
    ours = sheet.markdown(app_label="wagtail_ngo")

    assert [line.split(" | ")[0] for line in ours.split("\n") if line.startswith("| ")] == [
        "| where", "| ---", "| comment", "| where", "| ---", "| searched words", "| subscriber",
    ]  # fmt: skip
