"""The shared includes: what they link to, and what they never use."""

from types import SimpleNamespace

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Page, Site

from tests.factories.directory import NGOFactory
from wagtail_ngo.domain.search.marking import Piece
from wagtail_ngo.models import NGODirectoryPage, NGOSettings, ShareNetwork
from wagtail_ngo.templatetags import wagtail_ngo_tags as tags

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory() -> NGODirectoryPage:
    home = Page.objects.get(depth=2)
    return home.add_child(instance=NGODirectoryPage(title="Żuk & spółka", slug="directory"))


def request_for(path: str, **headers):
    return RequestFactory(**headers).get(path)


def context_for(page, path=None, **more) -> dict:
    return {"page": page, "request": request_for(path or page.url), **more}


def test_public_url_comes_from_the_site_record_not_the_host_header(directory):
    request = request_for("/directory/?q=1", SERVER_NAME="evil.example")
    url = tags.ngo_public_url({"page": directory, "request": request})
    assert url == "http://localhost/directory/"


def test_public_url_of_a_route_below_the_page_keeps_its_path(directory):
    url = tags.ngo_public_url(context_for(directory, '/directory/a"b/?q=1'))
    assert url == "http://localhost/directory/a%22b/"


def test_public_url_given_by_the_view_wins(directory):
    context = context_for(directory, public_url="https://example.org/x")
    assert tags.ngo_public_url(context) == "https://example.org/x"


def test_public_url_of_a_page_not_saved_is_empty():
    assert tags.ngo_public_url({"page": NGODirectoryPage(title="New")}) == ""


def test_crumbs_are_the_live_pages_above(directory):
    crumbs = tags.ngo_crumbs(context_for(directory))
    assert [crumb["url"] for crumb in crumbs] == ["/"]


def test_crumbs_of_a_view_below_include_the_page(directory):
    crumbs = tags.ngo_crumbs(context_for(directory, crumb_here="May"))
    assert [crumb["url"] for crumb in crumbs] == ["/", "/directory/"]


def test_share_quotes_title_and_address(directory):
    settings = NGOSettings.for_site(Site.objects.get())
    ShareNetwork.objects.create(
        settings=settings, name="Net", address="https://net.example/share?u={url}&t={title}"
    )
    share = tags.ngo_share(context_for(directory))
    assert share == {
        "url": "http://localhost/directory/",
        "mail": "mailto:?subject=%C5%BBuk%20%26%20sp%C3%B3%C5%82ka"
        "&body=%C5%BBuk%20%26%20sp%C3%B3%C5%82ka%0Ahttp%3A%2F%2Flocalhost%2Fdirectory%2F",
        "networks": [
            {
                "name": "Net",
                "url": "https://net.example/share?u=http%3A%2F%2Flocalhost%2Fdirectory%2F"
                "&t=%C5%BBuk%20%26%20sp%C3%B3%C5%82ka",
            }
        ],
    }


@pytest.mark.parametrize(
    "address",
    [
        "http://net.example/?u={url}",
        "https://net.example/",
        "https://{url}/",
        "javascript:alert('{url}')",
        "https://net.example/?u={url} x",
        "https://net.example/?u={url}\n",
    ],
)
def test_share_address_that_is_no_https_template_is_refused(address):
    with pytest.raises(ValidationError):
        ShareNetwork(name="Net", address=address).clean_fields(exclude=["settings"])


def test_page_numbers_are_elided():
    page = Paginator(range(100), 5).page(10)
    assert tags.ngo_page_numbers(page) == [1, None, 9, 10, 11, None, 20]


def test_pagination_keeps_the_other_parameters_and_escapes_them():
    html = render_to_string(
        "wagtail_ngo/includes/pagination.html",
        {"page_obj": Paginator(range(3), 1).page(1)},
        request=request_for("/?q=%22%3E%3Cb%3E&area=1&area=2&page=1"),
    )
    assert 'href="?q=%22%3E%3Cb%3E&amp;area=1&amp;area=2&amp;page=2"' in html


def test_pagination_of_one_page_is_nothing():
    context = {"page_obj": Paginator(range(3), 10).page(1)}
    assert render_to_string("wagtail_ngo/includes/pagination.html", context).strip() == ""


class ContactForm(forms.Form):
    email = forms.EmailField(help_text="We answer within a week.")
    kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(required=False)


@pytest.mark.parametrize("name", ["email", "kind", "agreed"])
def test_field_has_a_label_its_help_and_its_error(name):
    form = ContactForm({"email": "no"})
    html = render_to_string("wagtail_ngo/includes/field.html", {"field": form[name]})
    assert html.count("<label") + html.count("<legend") >= 1
    assert [str(error) in html for error in form[name].errors] == [True] * len(form[name].errors)


def test_base_page_has_landmarks_and_no_inline_code(directory):
    html = render_to_string("wagtail_ngo/base.html", context_for(directory))
    assert [html.count(tag) for tag in ("<header", "<main", "<footer", "<nav")] == [1, 1, 1, 1]
    assert [part for part in ("<script>", "<style", " style=", " onclick=") if part in html] == []


def test_share_costs_the_same_with_one_and_three_networks(directory, django_assert_num_queries):
    settings = NGOSettings.for_site(Site.objects.get())
    for count in (1, 3):
        while settings.share_networks.count() < count:
            ShareNetwork.objects.create(settings=settings, name="N", address="https://n.e/?{url}")
        context = context_for(directory)
        Site.find_for_request(context["request"])
        directory.get_full_url(context["request"])
        with django_assert_num_queries(1):
            tags.ngo_share(context)


def test_lines_of_a_polish_page_do_not_end_with_a_word_of_one_letter(client):
    entry = NGOFactory(title="Latarnia", lead="Pomagamy w Słupsku i w Ustce, 1 200 osób")

    polish = client.get(entry.url, headers={"Accept-Language": "pl"}).content.decode()

    assert "<p>Pomagamy w\u00a0Słupsku i\u00a0w\u00a0Ustce, 1\u00a0200 osób</p>" in polish.replace(
        ' class="ngo-lead"', ""
    )
    # What other programs read stays as it was written.
    assert 'name="description" content="Pomagamy w Słupsku i w Ustce, 1 200 osób"' in polish
    english = client.get(entry.url, headers={"Accept-Language": "en"}).content.decode()
    assert "Pomagamy w Słupsku i w Ustce, 1 200 osób</p>" in english


def result(**more) -> str:
    """A row of results as it is written."""
    shown = {
        **dict.fromkeys(("url", "status", "phone", "dialled"), ""),
        "name": [Piece("Klub ", False), Piece("Ryś", True)],
        "lead": [],
        "text": [],
        "areas": [],
        "districts": [],
        "is_confirmed": False,
        "is_open": False,
        "distance": None,
    }
    return tags.ngo_result_row(SimpleNamespace(**{**shown, **more}))


def test_a_row_of_results_holds_what_there_is_and_no_more():
    assert result(url="/klub/") == (
        '<li class="ngo-list__item"><h3 class="ngo-list__title"><a href="/klub/">Klub '
        "<mark>Ryś</mark></a></h3></li>"
    )
    assert (
        result(areas=["Sport", "Zdrowie"], districts=["Ryczewo", "Zatorze"]).count("</span>") == 3
    )
    whole = result(
        areas=["Sport"], districts=["Ryczewo"], status="Suspended", is_confirmed=True, is_open=True,
        phone="59 811 22 33", dialled="+48598112233", distance=1.25, lead=[Piece("Lead", False)],
        text=[Piece("Text", True)],
    )  # fmt: skip
    facts = whole.partition('<p class="ngo-list__meta">')[2]
    assert (
        '<p class="ngo-list__text">Lead</p><p class="ngo-list__text"><mark>Text</mark></p>' in whole
    )
    assert facts == (
        '<span><span class="ngo-list__area">Sport</span> · Ryczewo</span> '
        '<span class="ngo-badge ngo-badge--good">Data confirmed</span> '
        '<span class="ngo-badge ngo-badge--good">Open now</span> '
        '<a href="tel:+48598112233">59 811 22 33</a> <span>1.3 km away</span> '
        '<span class="ngo-badge ngo-badge--warn">Suspended</span></p></li>'
    )


def test_a_row_of_results_is_escaped():
    sign = "<b>\"&'"
    texts = {name: [Piece(sign, False)] for name in ("name", "lead", "text")}
    words = dict.fromkeys(("url", "status", "phone", "dialled"), sign)
    html = result(**texts, **words, areas=[sign], districts=[sign])

    assert ("<b>" in html, html.count("&lt;b&gt;&quot;&amp;&#x27;")) == (False, 9)


def test_distance_of_a_row_is_told_in_polish():
    with translation.override("pl"):
        assert "<span>2,0 km stąd</span>" in result(distance=2)


def test_letters_are_links_where_entries_are():
    letters = [
        {"letter": "A", "count": 2, "query": "?q=a&letter=A", "is_current": False},
        {"letter": "<", "count": 0, "query": "?letter=%3C", "is_current": False},
        {"letter": "Ż", "count": 1, "query": "?letter=%C5%BB", "is_current": True},
    ]
    name = "ngo-letters__letter"
    assert tags.ngo_letters(letters).split("\n") == [
        f'<li><a class="{name}" href="?q=a&amp;letter=A">A</a></li>',
        f'<li><span class="{name} {name}--none">&lt;</span></li>',
        f'<li><a class="{name}" href="?letter=%C5%BB" aria-current="true">Ż</a></li>',
    ]
