"""Whatever happened to an Excel file on its way, reading it ends soon and in named errors."""

import io
import random
import time
import zipfile

import pytest

from tests.unit.domain.tables.test_reading import read, xlsx
from wagtail_ngo.domain.tables.reading import TableError


def repacked(data: bytes, change) -> bytes:
    """The workbook with each part passed through ``change(name, content)``."""
    file, old = io.BytesIO(), zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return file.getvalue()


FILLERS = [b"", b"<", b"&x;", b"\x00", b"9" * 40, b'"', b"-1", b"</row>", b"NaN"]


def damaged(data: bytes, pick: random.Random) -> bytes:
    """One of the damages that files suffer: bytes, cuts, lost or mangled parts."""
    kind = pick.choice(["bytes", "cut", "part", "part", "part", "lost", "swap"])
    if kind == "cut":
        return data[: pick.randrange(4, len(data))]
    if kind == "bytes":
        mutable = bytearray(data)
        for _ in range(pick.randrange(1, 30)):
            mutable[pick.randrange(4, len(mutable))] = pick.randrange(256)
        return bytes(mutable)
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    victim, other = pick.choice(names), pick.choice(names)

    def change(name: str, content: bytes) -> bytes | None:
        if name != victim:
            return content
        if kind == "lost":
            return None
        if kind == "swap":
            return zipfile.ZipFile(io.BytesIO(data)).read(other)
        start, size = pick.randrange(len(content)), pick.randrange(1, 40)
        filler = pick.choice(FILLERS)
        return content[:start] + filler + content[start + size :]

    return repacked(data, change)


CODES = {
    "broken_xlsx", "empty", "formula", "encrypted", "columns", "rows", "binary",
    "encoding", "mixed_encoding", "broken_csv", "stray_quote", "bomb",
}  # fmt: skip


@pytest.mark.parametrize("seed", range(10))
def test_a_damaged_workbook_ends_in_rows_or_a_named_error_soon(seed):
    pick = random.Random(seed)
    good = xlsx(["nazwa", "krs", "dnia"], *[[f"Łąka {n}", n, "2027-01-01"] for n in range(20)])
    codes, slowest = set(), 0.0

    for _ in range(40):
        start = time.process_time()
        try:
            read(damaged(good, pick))
        except TableError as error:
            codes.add(error.code)
        slowest = max(slowest, time.process_time() - start)

    assert codes <= CODES
    assert "broken_xlsx" in codes
    assert slowest < 2


def outcome(data: bytes) -> str:
    try:
        read(data)
    except TableError as error:
        return error.code
    return "read"


def test_every_way_a_part_is_wrong_is_a_broken_workbook():
    good = xlsx(["nazwa"], ["Łąka"])
    outcomes = {
        outcome(repacked(good, lambda name, old, v=victim, c=content: c if name == v else old))
        for victim in zipfile.ZipFile(io.BytesIO(good)).namelist()
        for content in (b"", b"<", b"\x00" * 20, b"<a/>", b"{}", "ł".encode("utf-16"))
    }

    # Some parts, such as the theme, are not needed.
    assert outcomes <= {"broken_xlsx", "empty", "read"}
    assert "broken_xlsx" in outcomes
