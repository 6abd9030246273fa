"""What the wheel holds, and what it must not."""

import email
import zipfile

import pytest

from tests.packaging.conftest import TOP, sources


@pytest.fixture(scope="module")
def names(wheel) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


def test_it_holds_the_package_and_its_metadata_alone(names):
    tops = {name.split("/")[0] for name in names}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"wagtail_ngo"}


def test_it_holds_every_file_of_the_package(names):
    expected = {name for name in sources() if name.startswith("wagtail_ngo/")}
    not_shipped = {name for name in expected if name.endswith("ruff.toml")}

    assert expected - not_shipped - names == set()


def test_it_holds_nothing_that_is_not_in_the_repository(names):
    ours = {name for name in names if name.startswith("wagtail_ngo/")}

    assert ours - set(sources()) == set()


def test_it_stays_small(wheel):
    # Most of it are the fonts of the PDF.
    assert wheel.stat().st_size < 6_000_000


def test_it_holds_compiled_translations_templates_and_static_files(names):
    assert "wagtail_ngo/locale/pl/LC_MESSAGES/django.mo" in names
    assert "wagtail_ngo/templates/wagtail_ngo/base.html" in names
    assert "wagtail_ngo/static/wagtail_ngo/css/ngo.css" in names
    assert "wagtail_ngo/assets/pdf/issue.css" in names
    assert "wagtail_ngo/assets/fonts/atkinson-regular.ttf" in names


def test_its_metadata_name_version_python_and_licence(wheel):
    import wagtail_ngo

    archive = zipfile.ZipFile(wheel)
    path = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = email.message_from_bytes(archive.read(path))

    assert metadata["Name"] == "wagtail-ngo"
    assert metadata["Version"] == wagtail_ngo.__version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] or metadata["License"] == "BSD-3-Clause"


def test_requirements_pin_no_version(wheel):
    from packaging.requirements import Requirement

    archive = zipfile.ZipFile(wheel)
    path = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    lines = email.message_from_bytes(archive.read(path)).get_all("Requires-Dist")
    operators = {part.operator for line in lines for part in Requirement(line).specifier}

    # A lower bound, and where it is known to matter the next major version as the upper one.
    assert operators == {">=", "<"}


def test_the_licence_is_the_one_of_the_repository(wheel):
    archive = zipfile.ZipFile(wheel)
    path = next(name for name in archive.namelist() if name.endswith("licenses/LICENSE"))

    assert archive.read(path) == (TOP / "LICENSE").read_bytes()
