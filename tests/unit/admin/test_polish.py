"""No English in front of a Polish editor: every admin screen of ours is read as she reads it."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from wagtail.models import Page, Task, Workflow
from wagtail.users.models import UserProfile

from tests.unit.admin.test_roles import (  # noqa: F401 -- a fixture
    BUTTONS,
    addresses,
    town,
)
from wagtail_ngo.models import Representative, Venue

pytestmark = pytest.mark.django_db
#: Common English words that are no Polish ones.
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """
    add address after all and answer answers any approval approve are area areas ascending
    back been before between bulletin call calls can cancelled cannot choose clear close
    closed confirmed contact contacts copy date dates day days delete descending directory
    download draft each edit entries entry event events every failed false field fields file
    files filter filters first from group groups has have help here history how is issue
    issues item items language languages last lists live may moderators more move must new
    next none not note notes number numbers of off old open optional organization
    organizations other others page pages people person phone postcode previous previously
    publication publish published question questions reason register remove reply required
    results save search select sent setting settings should show sidebar sort street task
    tasks that the there these this title toggle town true unknown upload user users value
    values venue venues view waiting was website week what when where which who will with
    workflow year yes you your
    """,
    )
)
#: Names that Polish editors read in English too, and words of addresses shown as they are.
NAMES = re.compile(
    r"https?://\S+|\S+@\S+|\b\w+[./]\w[\w./-]*|Facebook|Google|YouTube|Instagram|LinkedIn|Excel|"
    r"[A-Z]\w+/[A-Z][\w -]+|ngo_\w+|LibreOffice|Open Graph|Creative Commons|%\(?\w*\)?\w?"
)
#: A list of words in other languages, filled by the package.
FOREIGN_BY_NATURE = "searchtranslation"
SKIPPED = {"script", "style", "code", "template", "svg", "noscript"}
READ = {"placeholder", "aria-label", "title", "alt", "value"}


class Reading(HTMLParser):
    """The words of a page: its text, and the attributes that are shown or read aloud."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag, attrs):
        if tag in SKIPPED:
            self._skipped += 1
        given = dict(attrs)
        for name in READ & given.keys():
            is_button = given.get("type") in ("submit", "button")
            if name != "value" or (tag == "input" and is_button):
                self.texts.append(given[name] or "")

    def handle_endtag(self, tag):
        if tag in SKIPPED:
            self._skipped -= 1

    def handle_data(self, data):
        if not self._skipped:
            self.texts.append(data)


def english(html: str) -> list[str]:
    """Texts of the page that hold an English word, each with the word in front."""
    reading = Reading()
    reading.feed(html)
    found = set()
    for text in reading.texts:
        words = {word.casefold() for word in re.findall(r"[^\W\d_]+", NAMES.sub(" ", text))}
        if spoken := words & ENGLISH:
            found.add(f"{min(spoken)}: {' '.join(text.split())[:90]}")
    return sorted(found)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Wybierz <b>wszystko</b></p>", []),
        ("<p>Select all</p>", ["all: Select all"]),
        ("<script>const all = 1</script><p>tak</p>", []),
        ('<input placeholder="Search the list">', ["search: Search the list"]),
        ('<input type="hidden" value="edit"><input type="submit" value="Save">', ["save: Save"]),
        ("<p>https://example.org/edit/</p>", []),
    ],
)
def test_reading_finds_english(html, found):
    assert english(html) == found


@pytest.fixture
def polish_editor(town, admin_client, admin_user, settings):  # noqa: F811
    """Sees nothing but Polish names: those that factories and Wagtail's migrations give are not."""
    # A refusal is said after Wagtail has left the language of the user.
    settings.LANGUAGE_CODE = "pl"
    UserProfile.objects.update_or_create(user=admin_user, defaults={"preferred_language": "pl"})
    for model in (Workflow, Task):
        model.objects.update(name="Zatwierdzenie")
    Representative.objects.update(name="Osoba")
    Venue.objects.update(name="Sala")
    for page in Page.objects.filter(depth__gt=1):
        title = f"Strona {page.pk}"
        Page.objects.filter(pk=page.pk).update(title=title, draft_title=title)
    return admin_client


def test_no_screen_of_ours_shows_english(town, polish_editor):  # noqa: F811
    shown: dict[str, list[str]] = {}
    for _row, _action, name, address in addresses(town):
        if name in BUTTONS or "export=" in address or FOREIGN_BY_NATURE in name:
            continue
        response = polish_editor.get(address, follow=True)
        if "text/html" in response.get("Content-Type", ""):
            for text in english(response.text):
                shown.setdefault(text, []).append(address)
    for address in (reverse("wagtailadmin_home"), reverse("wagtailadmin_explore_root")):
        for text in english(polish_editor.get(address, follow=True).text):
            shown.setdefault(text, []).append(address)

    if shown:
        pytest.fail("\n".join(f"{text}  {places[0]}" for text, places in sorted(shown.items())))


@pytest.mark.parametrize("name", ["ngopage", "eventpage", "bulletinissuepage"])
def test_messages_of_an_empty_form_are_polish(town, polish_editor, name):  # noqa: F811
    page = town[name]
    add = reverse("wagtailadmin_pages:add", args=["wagtail_ngo", name, page.get_parent().pk])
    prefixes = set(
        re.findall(r'name="([\w-]+)-TOTAL_FORMS"', polish_editor.get(add).content.decode())
    )
    empty = {
        f"{prefix}-{key}": "0" for prefix in prefixes for key in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    empty |= {"body-count": "0", "description-count": "0"}
    nonsense = {
        "krs": "x", "nip": "x", "regon": "x", "iban": "x", "seat_postcode": "x", "latitude": "x",
        "founded_year": "x", "hours_line": "x", "start_date": "x", "start_time": "x",
        "online_url": "x", "contact_email": "x", "capacity": "x", "number": "x", "date": "x",
    }  # fmt: skip

    html = polish_editor.post(add, {**empty, **nonsense, "action-publish": "1"}).text

    if spoken := english(html):
        pytest.fail("\n".join(spoken))
