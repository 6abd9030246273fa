"""The checks that need the site: links, characters, the number of pages."""

import pytest
from wagtail.models import PageViewRestriction
from wagtail_factories import DocumentFactory

from tests.factories.bulletin import block
from tests.factories.directory import NGOFactory
from tests.unit.services.bulletin.test_issue import NOW, make_issue
from wagtail_ngo.services.bulletin.preflight import preflight
from wagtail_ngo.services.outgoing import site_of

pytestmark = pytest.mark.django_db
DEAD = "A link leads to a page that does not exist or is not public."
REMOVED = "The PDF leaves out characters that its fonts do not have."


def messages(issue, text: str) -> list[tuple[str, str]]:
    found = [one for one in preflight(issue, now=NOW) if str(one.text) == text]
    return [(one.detail, one.anchor) for one in found]


def linked(html: str, **fields):
    return make_issue(block("text", title="", text=html), **fields)


def anchor(issue) -> str:
    return f"#block-{issue.body[0].id}-section"


@pytest.mark.parametrize("state", ["live", "unpublished", "restricted", "deleted"])
def test_a_link_to_a_page_is_dead_where_the_public_cannot_follow_it(state):
    page = NGOFactory(title="Fundacja")
    issue = linked(f'<p><a linktype="page" id="{page.pk}">Jej <b>wpis</b></a></p>')
    if state == "unpublished":
        page.unpublish()
    elif state == "restricted":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    elif state == "deleted":
        page.delete()

    found = messages(issue, DEAD)

    assert [detail.replace("  ", " ") for detail, _anchor in found] == (
        [] if state == "live" else ["Jej wpis"]
    )
    assert {where for _detail, where in found} <= {anchor(issue)}


@pytest.mark.parametrize(
    ("path", "is_dead"),
    [("/nie-ma/", True), ("/", False), ("/media/a.pdf", False), ("/#kotwica", False)],
)
def test_typed_addresses_of_the_own_site_are_tried(path, is_dead):
    assert bool(messages(linked(f'<p><a href="{path}">Tu</a></p>'), DEAD)) is is_dead


def test_other_sites_are_not_asked():
    assert messages(linked('<p><a href="https://example.org/nie-ma/">Tam</a></p>'), DEAD) == []


def test_a_deleted_document_is_a_dead_link():
    document = DocumentFactory()
    issue = linked(f'<p><a linktype="document" id="{document.pk}">Wzór</a></p>')
    assert messages(issue, DEAD) == []

    document.delete()

    assert [detail for detail, _anchor in messages(issue, DEAD)] == ["Wzór"]


def test_the_address_of_a_news_item_and_the_editorial_are_looked_at():
    issue = make_issue(editorial='<p><a href="/nie-ma/">Wstęp</a></p>')
    root = site_of(issue).root_url
    issue.body = [block("news", title="T", text="", link=f"{root}/nie-ma/", caption="")]
    issue.save()

    details = [detail for detail, _anchor in messages(issue, DEAD)]
    assert details == ["Wstęp", f"{root}/nie-ma/"]
    assert messages(issue, DEAD)[0][1] == "#id_editorial-label"


def test_characters_without_a_glyph_are_named_with_their_block():
    issue = linked("<p>Żółć 😀, 中</p>", summary="Razem 🎉")

    assert messages(issue, REMOVED) == [("🎉", "#id_summary-label"), ("中 😀", anchor(issue))]


def test_the_number_of_pages_is_told_in_words():
    issue = linked("<p>" + "słowo " * 20_000 + "</p>")

    [(detail, where)] = messages(
        issue, "The number of pages differs from what is planned for print."
    )

    assert detail == "about 40, that is 40 in print; planned are 12"
    assert where == "#id_body-label"
