"""The 1.5 per cent: only organizations to which the tax office can pass it on."""

import datetime
import io
import itertools

import pytest
from PIL import Image

from tests.factories.cooperation import PublicBenefitFactory
from tests.factories.directory import ActivityAreaFactory, NGOFactory
from wagtail_ngo.blocks import PublicBenefitBlock
from wagtail_ngo.models import NGOPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return PublicBenefitFactory()


numbers = itertools.count(1)


def opp(title, **fields):
    krs = f"{next(numbers):010}"
    return NGOFactory(title=title, **{"is_public_benefit": True, "krs": krs, **fields})


def hidden_ones():
    """Each of these must be in no form of the list."""
    opp("SECRET not flagged", is_public_benefit=False)
    opp("SECRET without number", krs="")
    entry = opp("SECRET wrong number")
    NGOPage.objects.filter(pk=entry.pk).update(krs="00000ABCDE")
    opp("SECRET struck off", status="struck_off")
    opp("SECRET draft", live=False)
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    opp("SECRET expired", expire_at=past)


def test_the_list_shows_flagged_entries_with_a_number_from_a_to_z(client, page):
    hidden_ones()
    opp("Stowarzyszenie Żuraw", krs="0000123456", tax_purpose="Ratowanie ptaków")
    opp("Fundacja Alfa", krs="0000777777")

    html = client.get(page.url).content.decode()

    assert "SECRET" not in html
    assert html.index("Fundacja Alfa") < html.index("Stowarzyszenie Żuraw")
    for words in ("0000123456", "0000777777", "Ratowanie ptaków"):
        assert words in html


def test_the_area_filter_narrows_and_offers_only_what_is_there(client, page):
    culture, sport = ActivityAreaFactory(name="Kultura"), ActivityAreaFactory(name="Sport")
    ActivityAreaFactory(name="Nikt")
    opp("Chór", areas=[culture])
    opp("Klub", areas=[sport])

    response = client.get(page.url, {"area": culture.pk})

    assert [entry.title for entry in response.context["entries"]] == ["Chór"]
    offered = response.context["form"].fields["area"].queryset
    assert sorted(area.name for area in offered) == ["Kultura", "Sport"]
    everything = client.get(page.url, {"area": "x"}).context["entries"]
    assert sorted(entry.title for entry in everything) == ["Chór", "Klub"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_equally_often(
    client, page, count, django_assert_max_num_queries
):
    for number in range(count):
        opp(f"Chór {number}", areas=[ActivityAreaFactory()])
    client.get(page.url)

    with django_assert_max_num_queries(14):
        client.get(page.url)


def test_the_card_holds_the_number_and_the_code(client, page):
    entry = opp("Chór", krs="0000123456", tax_purpose="Nuty")

    html = client.get(f"{page.url}card/{entry.pk}/").content.decode()

    assert "0000123456" in html
    assert "Nuty" in html
    assert f'src="{page.url}qr/{entry.pk}/"' in html


def test_the_code_is_a_png_with_an_answer_to_keep(client, page):
    entry = opp("Chór")
    url = f"{page.url}qr/{entry.pk}/"

    response = client.get(url)

    assert response["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(response.content)).format == "PNG"
    again = client.get(url, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("kind", ["card", "qr"])
def test_nobody_else_has_a_card(client, page, kind):
    hidden_ones()

    statuses = {client.get(f"{page.url}{kind}/{one.pk}/").status_code for one in
                NGOPage.objects.all()}  # fmt: skip

    assert statuses == {404}


def test_blocks_show_the_same_rule_and_ask_equally_often(rf, page, django_assert_max_num_queries):
    hidden_ones()
    culture = ActivityAreaFactory(name="Kultura", slug="kultura")
    opp("Chór", areas=[culture])
    opp("Klub")
    block = PublicBenefitBlock()
    raw = [{"heading": "", "area": area, "most": 10} for area in ("", "kultura", "")]
    values = block.bulk_to_python(raw)

    with django_assert_max_num_queries(12):
        request = rf.get("/", headers={"host": "localhost"})
        texts = [block.render(value, {"request": request}) for value in values]

    assert [("Chór" in text, "Klub" in text) for text in texts] == [
        (True, True),
        (True, False),
        (True, True),
    ]
    assert "SECRET" not in "".join(texts)
    assert all(f'href="{page.url}"' in text for text in texts)
