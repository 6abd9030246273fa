"""A how-to page as a program: its code blocks in order, and what each one is for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"(Add at the end of|Save as) `([^`]+)`:\s*$")


@dataclass(frozen=True)
class Block:
    """One code block. ``file`` and ``appends`` say where its text goes; shell blocks have none."""

    language: str
    text: str
    file: str = ""
    appends: bool = False


def blocks(page: Path) -> list[Block]:
    """The blocks of a page. A block that is neither shell nor for a named file is an error."""
    text = page.read_text()
    found = []
    for match in _BLOCK.finditer(text):
        language, code = match.groups()
        instruction = _FILE.search(text[: match.start()])
        if instruction:
            verb, file = instruction.groups()
            found.append(Block(language, code, file, verb.startswith("Add")))
        elif language == "bash":
            found.append(Block(language, code))
        else:
            raise ValueError(f"{page.name}: no file is named for the block {code[:40]!r}")
    return found


def follow(page: Path, site: Path, shell) -> None:
    """Do what the page says in ``site``; ``shell`` runs the text of a shell block there."""
    for block in blocks(page):
        if not block.file:
            shell(block.text)
            continue
        file = site / block.file
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text() if block.appends else ""
        file.write_text(f"{before}\n{block.text}" if block.appends else block.text)


def undo(page: Path, site: Path) -> None:
    """Take back what ``follow`` wrote into files, as a person would by deleting the lines."""
    for block in blocks(page):
        if block.appends:
            file = site / block.file
            file.write_text(file.read_text().replace(block.text, ""))
        elif block.file:
            (site / block.file).unlink()
