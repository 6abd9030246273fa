"""Files of office programs without the moment of their making."""

import io
import zipfile

import pytest

from wagtail_ngo.exports.reports import office


def archive(year: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, kind in (("mimetype", zipfile.ZIP_STORED), ("b.xml", zipfile.ZIP_DEFLATED)):
            member = zipfile.ZipInfo(name, (year, 2, 3, 4, 5, 6))
            member.compress_type = kind
            package.writestr(member, name * 50)
    return file.getvalue()


def test_equal_files_made_at_other_moments_are_equal():
    assert archive(2026) != archive(2027)
    assert office._undated(archive(2026)) == office._undated(archive(2027))


def test_order_compression_and_content_of_the_members_stay():
    with zipfile.ZipFile(io.BytesIO(office._undated(archive(2026)))) as package:
        members = [(one.filename, one.compress_type, one.date_time) for one in package.infolist()]
        content = [package.read(name) for name in package.namelist()]

    assert members == [
        ("mimetype", zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0)),
        ("b.xml", zipfile.ZIP_DEFLATED, (1980, 1, 1, 0, 0, 0)),
    ]
    assert content == [b"mimetype" * 50, b"b.xml" * 50]


@pytest.mark.parametrize(("modules", "endings"), [(("docx", "odfdo"), ["docx", "odt"]), ((), [])])
def test_a_format_is_there_where_its_library_is(monkeypatch, modules, endings):
    monkeypatch.setattr(office, "find_spec", lambda name: name if name in modules else None)

    assert office.available() == endings
    assert [office.is_available(ending) for ending in ("docx", "odt")] == [bool(endings)] * 2
