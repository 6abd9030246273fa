"""The reference says what the code says, and every page can be found."""

import re
from pathlib import Path

import pytest
from django.core.management import load_command_class
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

import wagtail_ngo
from wagtail_ngo import blocks, conf, models, signals

TOP = Path(__file__).parents[2]
DOCS = TOP / "docs"
COMMANDS = TOP / "wagtail_ngo" / "management" / "commands"
LINK = re.compile(r"\]\(([^)#:]+\.(?:md|png|webp))(?:#[\w-]+)?\)")
#: Options that Django gives to every command.
COMMON = {
    "--help",
    "--version",
    "--verbosity",
    "--settings",
    "--pythonpath",
    "--traceback",
    "--no-color",
    "--force-color",
    "--skip-checks",
}


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def code_words(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


def test_every_setting_is_documented_with_its_default():
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.+?) \|", read("reference/settings.md"), re.MULTILINE)
    documented = dict(rows)

    assert set(documented) == set(conf.DEFAULTS)
    told = {key: cell for key, cell in documented.items() if cell.startswith("`")}
    assert set(documented) - set(told) == {"HSDS_OPENAPI"}
    for key, cell in told.items():
        assert eval(cell.strip("`")) == conf.DEFAULTS[key], key  # noqa: S307 -- our own page


def test_every_command_and_option_is_documented():
    text = read("reference/commands.md")
    ours = {path.stem for path in COMMANDS.glob("[a-z]*.py")}
    sections = re.split(r"^\*\*`(?=\w)", text, flags=re.MULTILINE)[1:]
    documented = {section.split("`")[0].split()[0]: section for section in sections}

    assert set(documented) == ours
    for name, section in documented.items():
        parser = load_command_class("wagtail_ngo", name).create_parser("manage.py", name)
        options = {flag for action in parser._actions for flag in action.option_strings}
        wanted = {flag for flag in options if flag.startswith("--")} - COMMON
        assert wanted == set(re.findall(r"--[a-z][a-z-]+", section)), name


def test_every_public_block_is_documented():
    assert set(blocks.__all__) <= code_words(read("reference/blocks.md"))


def test_every_public_model_is_documented():
    text = read("reference/models.md")
    words = code_words(text)
    mixins = {name for name in models.__all__ if name.endswith("Mixin")}

    assert set(models.__all__) - mixins <= words
    for mixin in mixins:
        page = mixin.removesuffix("Mixin") + "Page"
        assert mixin in words or f"`{page}`" in text


def test_every_signal_is_documented():
    ours = {name for name, value in vars(signals).items() if isinstance(value, signals.Signal)}

    assert ours <= code_words(read("reference/models.md"))


#: A part of a route that stands for a value, in the two forms Django has.
VARIABLE = re.compile(r"<(\w+:)?\w+>|\(\?P<\w+>(?:[^()]|\([^()]*\))*\)")
#: What the reference writes in its place.
EXAMPLE = re.compile(r"\d+|web")


def routes(page) -> set[str]:
    """Routes of a page type with ``*`` for what varies."""
    patterns = (str(url.pattern).strip("^$/") for url in page.get_subpage_urls())
    return {re.sub(r"\*(-\*)*", "*", VARIABLE.sub("*", pattern)) for pattern in patterns} - {""}


def test_every_route_of_our_pages_is_documented():
    words = {word.strip("/") for word in code_words(read("reference/addresses.md"))}
    documented = {
        re.sub(r"\*(-\*)*", "*", EXAMPLE.sub("*", VARIABLE.sub("*", word))) for word in words
    }
    pages = [page for page in map(models.__dict__.get, models.__all__) if is_routable_page(page)]

    assert {(page.__name__, one) for page in pages for one in routes(page) - documented} == set()
    assert len(pages) >= 6


def is_routable_page(candidate) -> bool:
    return (
        isinstance(candidate, type)
        and issubclass(candidate, RoutablePageMixin)
        and issubclass(candidate, Page)
    )


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/index.md"])
def test_links_of_the_entrances_lead_somewhere(page):
    source = TOP / page
    links = LINK.findall(source.read_text(encoding="utf-8"))

    assert links
    assert [link for link in links if not (source.parent / link).is_file()] == []


def test_the_index_leads_to_every_page():
    linked = {(DOCS / link).resolve() for link in LINK.findall(read("index.md"))}
    pages = {path.resolve() for path in DOCS.rglob("*.md")} - {(DOCS / "index.md").resolve()}

    assert sorted(str(path.relative_to(DOCS)) for path in pages - linked) == []


def test_the_changelog_has_one_form():
    lines = (TOP / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    allowed = re.compile(r"^(\* |  \S|#{1,3} |$)")
    body = lines[lines.index("## Unreleased") :]

    assert [line for line in body if not allowed.match(line)] == []
    releases = "\n".join(body).split("\n## ")
    for release in releases:
        subjects = re.findall(r"^### .+$", release, re.MULTILINE)
        assert sorted(set(subjects)) == sorted(subjects)


def test_the_version_has_its_release_in_the_changelog():
    releases = re.findall(r"^## (\d\S+)", (TOP / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)

    assert releases[0] == wagtail_ngo.__version__


def test_every_path_of_the_page_of_changes_exists():
    paths = re.findall(r"`(wagtail_ngo/[^`]+)`", read("how-to/change.md"))

    assert [path for path in paths if not (TOP / path).exists()] == []
    assert len(paths) >= 15


def test_the_changelog_says_nothing_twice():
    lines = (TOP / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    items = [line for line in lines if line.startswith("* ")]

    assert sorted(item for item in set(items) if items.count(item) > 1) == []
