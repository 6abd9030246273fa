"""Badges: valid, ten on a page, everything within its card, nobody who is not coming."""

import page as page_validation
import pypdfium2
import pytest
from django.urls import reverse

from tests.factories.registration import NOW, join_many, make_date
from tests.integration.pdf.test_sign_in_sheet import pages
from wagtail_ngo.models import Registration
from wagtail_ngo.services.registration import sheets, waiting

# What paper shows is the same whichever database the rows come from.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
MM = 72 / 25.4
WIDTH, HEIGHT, LEFT, TOP = 90 * MM, 54 * MM, 15 * MM, 297 * MM - 13.5 * MM
NAMES = [
    ("Łukasz Żółć", "Fundacja Łąka"),
    ("WWWWWW MMMMMM", "W" * 18),
    ("WWWWWWWW MMMMMMMM", " ".join(["MMMMMMMMMM"] * 4)),
    ("WWWWWWWWWWW " * 3, "MMMMMMMMM " * 14),
    ("Wiśniewska-Wawrzyńczyk-Młynarska Małgorzata Maria", ""),
    ("Aleksandra " * 23, "Stowarzyszenie Mieszkańców Wsi " * 8),
    ("Ż" * 200, "ł" * 255),
]


def boxes(page) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of each letter on a page."""
    text = page.get_textpage()
    found = [text.get_charbox(number) for number in range(text.count_chars())]
    return [box for box in found if box[2] > box[0]]


def card_of(x: float, y: float) -> tuple[int, int]:
    return int((x - LEFT) // WIDTH), int((TOP - y) // HEIGHT)


def test_long_names_stay_within_their_cards_and_the_file_is_valid():
    date = make_date(capacity=None)
    rows = join_many(date, range(1, len(NAMES) + 3))
    for row, (name, organization) in zip(rows, NAMES, strict=False):
        values = {"name": name.strip()[:255], "organization_name": organization.strip()[:255]}
        Registration.objects.filter(pk=row.pk).update(**values)
    Registration.objects.filter(pk=rows[-1].pk).update(name="Czeka Osoba", status="waiting")
    waiting.cancel(rows[-2], now=NOW)

    data = sheets.badges(date, now=NOW).data

    for profile in ("ua1", "2a"):
        report = page_validation.validate_pdf_bytes(data, profile=profile)
        assert [(one.rule_id, one.message) for one in report.failures] == [], profile
    [only] = pypdfium2.PdfDocument(data)
    letters = boxes(only)
    for left, bottom, right, top in letters:
        card = card_of(left, top)
        x, y = LEFT + card[0] * WIDTH, TOP - card[1] * HEIGHT
        assert x + 3 * MM <= left, card
        assert right <= x + WIDTH - 3 * MM, card
        assert top <= y - 1 * MM, card
        assert bottom >= y - HEIGHT + 1 * MM, card
    assert {card_of(box[0], box[1]) for box in letters} == {
        (0, 0), (1, 0), (0, 1), (1, 1), (0, 2), (1, 2), (0, 3),
    }  # fmt: skip
    [text] = pages(data)
    assert "Łukasz Żółć" in text
    assert "Fundacja Łąka" in text
    printed = sum(len("".join(text.split())) for text in [text])
    stored = Registration.objects.exclude(pk__in=[rows[-1].pk, rows[-2].pk])
    written = "".join(
        name + organization
        for name, organization in stored.values_list("name", "organization_name")
    )
    assert printed == len("".join(written.split()))


def test_ten_stand_on_a_page():
    date = make_date(capacity=None)
    join_many(date, range(1, 12))

    first, second = pages(sheets.badges(date, now=NOW).data)

    assert first.count("Person") == 10
    assert second.count("Person") == 1


def test_desk_gives_the_file_to_those_who_may_and_says_when_nobody_comes(client, admin_user):
    date = make_date(capacity=None)
    address = reverse("wagtail_ngo_date_badges", args=[date.pk])
    client.force_login(admin_user)
    assert client.get(address).url == reverse("wagtail_ngo_date", args=[date.pk])

    join_many(date, [1])
    answer = client.get(address)

    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert answer["Content-Disposition"].startswith('inline; filename="badges-')
    assert "no-store" in answer["Cache-Control"]
