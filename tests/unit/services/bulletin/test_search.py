"""Search over issued bulletins."""

import pytest

from tests.factories.bulletin import BulletinIssueFactory, block, publish
from wagtail_ngo.models import BulletinIssuePage
from wagtail_ngo.services.bulletin.search import MOST_WORDS, search, terms

pytestmark = pytest.mark.django_db


def issued(title: str, text: str) -> BulletinIssuePage:
    body = [block("text", title="", text=f"<p>{text}</p>")]
    return publish(BulletinIssueFactory(title=title, body=body))


def found(query: str) -> list[str]:
    rows = search(BulletinIssuePage.objects.order_by("pk"), query)
    return list(rows.values_list("title", flat=True))


def test_every_word_must_stand_in_the_issue_in_any_form():
    issued("A", "Warsztaty fotografii w bibliotece")
    issued("B", "Warsztaty tańca")

    assert found("warsztatów") == ["A", "B"]
    assert found("warsztaty biblioteka") == ["A"]
    assert found("biblioteka tańca") == []
    assert found("!!!") == []


def test_a_part_of_a_word_is_no_word():
    issued("A", "fotografia")

    assert found("foto") == []


def test_words_beyond_the_limit_are_left_out_and_repeated_ones_count_once():
    words = ["alfa", "beta", "gamma", "delta", "zeta", "eta", "theta", "kappa"]
    assert len(words) == MOST_WORDS
    issued("A", " ".join(words))

    assert found(" ".join([*words, "nieobecne"])) == ["A"]
    assert found(" ".join([*words[:-1], "nieobecne", words[-1]])) == []
    assert found(" ".join(["alfa"] * MOST_WORDS + ["nieobecne"])) == []


def test_terms_stand_between_spaces_each_once():
    issue = issued("A", "alfa alfa beta")
    keys = terms(issue.latest_edition.get_content())

    assert keys == f" {' '.join(sorted(set(keys.split())))} "
    assert issue.latest_edition.terms == keys


def test_what_a_correction_took_out_is_not_found():
    issue = issued("A", "alfa")
    issue.body = [block("text", title="", text="<p>beta</p>")]
    issue.correction_note = "Inne słowo"
    publish(issue)

    assert (found("alfa"), found("beta")) == ([], ["A"])


def test_an_alias_is_found_by_the_words_of_its_source():
    issue = issued("A", "alfa")
    issue.create_alias(update_slug="kopia")

    assert found("alfa") == ["A", "A"]
