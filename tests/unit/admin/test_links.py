"""Every screen of the admin has the style sheet that underlines links in sentences, once."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

import wagtail_ngo
from wagtail_ngo.admin import links

FILE = "wagtail_ngo/css/admin-links.css"


def test_the_file_is_found_among_static_files():
    assert links.style() == f'<link rel="stylesheet" href="/static/{FILE}">'
    assert finders.find(FILE)


@pytest.mark.parametrize("name", ["wagtailadmin_home", "wagtail_ngo_today"])
@pytest.mark.django_db
def test_screens_of_wagtail_and_of_ours_have_it(admin_client, name):
    html = admin_client.get(reverse(name)).content.decode()

    assert html.count(links.style()) == 1


TOP = Path(wagtail_ngo.__file__).parent / "templates"
TAG = r"(?:[^>{]|\{[%{].*?[%}]\})*"
SENTENCE = re.compile(rf"(<(p|li)(?:\s{TAG})?>)(.*?)</\2>", re.DOTALL)
LINK = re.compile(rf"<a\s({TAG})>.*?</a>", re.DOTALL)
#: What a visitor never reads: tags of HTML, and tags of templates that choose or repeat.
SILENT = re.compile(
    rf"<{TAG}>|\{{% (?:if|elif|else|endif|for|endfor|empty|url|icon|with|endwith|admin_edit_url)\b"
    r".*?%\}",
    re.DOTALL,
)


def sentences(html: str) -> list[str]:
    """Opening tags of paragraphs and list items that say words beside a link without a class."""
    found = []
    for tag, _name, body in SENTENCE.findall(html):
        words = re.search(r"\w|\{", SILENT.sub("", LINK.sub("", body)))
        if words and any("class=" not in link for link in LINK.findall(body)):
            found.append(tag)
    return found


def test_a_sentence_is_told_from_a_link_alone_and_from_a_button():
    link = '<a href="{% url "x" %}">{{ name }}</a>'

    assert sentences(f"<p>{link}</p><li>{{% if a %}}{link}{{% endif %}}</li>") == []
    assert sentences('<p>Words <a href="/" class="button">Go</a></p>') == []
    assert sentences(f'<p class="b">{{{{ word }}}} {link}</p><li>More: {link}</li>') == [
        '<p class="b">',
        "<li>",
    ]


def test_every_sentence_with_a_link_has_the_class_of_the_style_sheet():
    tags = {
        f"{file.name}: {tag}"
        for folder in ("wagtail_ngo/admin", "modeladmin")
        for file in (TOP / folder).rglob("*.html")
        for tag in sentences(file.read_text())
    }

    assert len(tags) > 10
    assert {tag for tag in tags if "ngo-words" not in tag} == set()
