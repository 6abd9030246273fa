"""What leaves the site stands alone: no script, no relative link."""

import pytest
from wagtail.models import Page, Site

from tests.factories.directory import NGODirectoryFactory
from wagtail_ngo.services.outgoing import clean_html, site_of

ROOT = "https://ngo.example"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<p><a href="/o-nas/">O nas</a></p>', f'<p><a href="{ROOT}/o-nas/">O nas</a></p>'),
        ('<a href="//inny.example/">I</a>', '<a href="//inny.example/">I</a>'),
        ('<a href="mailto:a@ngo.example">M</a>', '<a href="mailto:a@ngo.example">M</a>'),
        ('<a href="ftp://a.example/">F</a>', "<a>F</a>"),
        ('<p class="x" style="color: red">Raz</p>', "<p>Raz</p>"),
        ('<span lang="uk" class="t">Слово</span>', '<span lang="uk">Слово</span>'),
        ('<ol start="3"><li>c</li></ol>', '<ol start="3"><li>c</li></ol>'),
        ("<h1>Tytuł</h1><h2>Pod</h2>", "Tytuł<h2>Pod</h2>"),
        ("<table><tr><td>x</td></tr></table>", "x"),
        ("", ""),
        (None, ""),
    ],
)
def test_html_keeps_words_and_what_any_reader_shows(source, expected):
    assert clean_html(source, root_url=ROOT) == expected


@pytest.mark.django_db
def test_a_page_outside_all_sites_belongs_to_the_default_one():
    first = Site.objects.get()
    directory = NGODirectoryFactory()
    second = Site.objects.create(hostname="b.example", root_page=directory)
    outside = first.root_page.get_parent().add_child(instance=Page(title="O", slug="outside"))

    assert site_of(directory) == second
    assert site_of(NGODirectoryFactory(parent=directory, slug="inner")) == second
    assert site_of(first.root_page) == first
    assert site_of(outside) == first
