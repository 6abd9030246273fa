"""No English for a Polish editor, on any screen of ours that she may open."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.browser import one_of_each
from tests.browser.admin_screens import admin_names, screens
from tests.browser.conftest import ADMINISTRATOR, EDITING
from wagtail_ngo import models

PARTS = 2
#: English of buttons, and words that make its sentences. None is Polish.
ENGLISH = re.compile(
    r"\b(?:Search|User|Users|Add|Delete|Edit|Choose|None|Filter|Filters|Date|Save|Cancel|Yes|Close"
    r"|Page|Pages|Publish|Open|Select|Remove|Show|Hide|All|More|New|Name|Toggle|Insert|Move|Back"
    r"|Next|Previous|Actions|Loading|Unknown|Title|Order|Results?|Upload|Download|Reset|Apply"
    r"|Sort|Today|Create|View|Help|Error|Warning|Language|Enter|Copy"
    r"|[Tt]he|[Tt]his|[Aa]nd|with|your|Your|from|is|are|was|has|have|been|that|which|not|there)\b"
)
#: What a person reads, sees as a hint or hears: the text of the page, its title, its attributes.
READ = """
() => {
  const names = ["aria-label", "placeholder", "title", "alt"];
  const found = [document.title, ...document.body.innerText.split("\\n")];
  for (const node of document.querySelectorAll(names.map((name) => `[${name}]`).join(",")))
    for (const name of names) if (node.hasAttribute(name)) found.push(node.getAttribute(name));
  for (const node of document.querySelectorAll("option, summary, input[type=submit]"))
    found.push(node.textContent || node.value);
  return [...new Set(found.map((text) => text.trim()).filter(Boolean))];
}
"""
#: Left in English by others where our catalogue cannot help, each with the reason. The same is in
#: docs/reference/accessibility.md.
OF_OTHERS = {
    "Actions": "name of the buttons in the header, for screen readers: Wagtail does not mark it",
}
NAMES = re.compile("Atkinson Hyperlegible Next")
#: Its rows are words of other languages.
OTHER_LANGUAGES = "wagtail_ngo_searchtranslation_modeladmin_index"


@pytest.fixture(scope="module")
def addresses(town, django_db_blocker):
    with django_db_blocker.unblock():
        rows = one_of_each.make()
        try:
            yield {**screens(), **histories()}
        finally:
            for row in rows:
                row.delete()


def histories() -> dict[str, str]:
    """The history of a row and of a page, where Wagtail names who did what."""
    person = models.Representative.objects.order_by("-pk").first()
    entry = models.NGOPage.objects.live().order_by("-latest_revision_created_at").first()
    return {
        "history of a person": reverse(
            "wagtail_ngo_representative_modeladmin_history", args=[person.pk]
        ),
        "history of an entry": reverse("wagtailadmin_pages:history", args=[entry.pk]),
    }


def english_on(page) -> list[str]:
    texts = page.evaluate(READ)
    said = [text for text in texts if text not in OF_OTHERS]
    return [text for text in said if ENGLISH.search(NAMES.sub("", text))]


def walk(window, addresses: dict[str, str]) -> dict[str, str]:
    """English texts, each with the screen on which it was met first."""
    found: dict[str, str] = {}
    for name, address in addresses.items():
        window.go(address)
        if window.page.url.removeprefix(window.origin) == "/admin/":
            continue  # not for this role
        for text in english_on(window.page):
            found.setdefault(text[:200], name)
    return found


def said(found: dict[str, str]) -> str:
    return "\n".join(f"{name}: {text}" for text, name in found.items())


@pytest.mark.parametrize("part", range(PARTS))
def test_no_english_for_a_polish_editor(editor, addresses, part):
    names = [name for name in sorted(addresses) if name != OTHER_LANGUAGES][part::PARTS]

    found = walk(editor(EDITING), {name: addresses[name] for name in names})

    assert found == {}, said(found)


def test_no_english_on_the_forms_of_new_rows(editor, addresses):
    names = [name for name in admin_names() if name.endswith("_modeladmin_create")]

    found = walk(editor(ADMINISTRATOR), {name: reverse(name) for name in names})

    assert found == {}, said(found)
