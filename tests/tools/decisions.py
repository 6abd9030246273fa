"""Number the decision records without gaps, in their order; links and mentions follow.

Branches number new records high, so that they do not meet; after a merge
``python -m tests.tools.decisions`` gives each record its place and writes ``docs/index.md``.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

TOP = Path(__file__).parents[2]
FOLDER = TOP / "docs" / "adr"
INDEX = TOP / "docs" / "index.md"
#: Texts in which a record may be named.
KINDS = {".py", ".md", ".html", ".sh", ".toml", ".cfg", ".yml", ".css", ".js"}
#: "ADR 5", "ADR 0071" and "decision record 140"; "ADR [20](…)" is a link as well.
MENTION = re.compile(r"\b(ADR |[Dd]ecision record )(0*)(\d+)\b")
LABEL = re.compile(r"\[(ADR )?0*(\d+)\](\((?:\.\./adr/|adr/)?)(\d{4})(-[\w-]+\.md)")
TITLE = re.compile(r"# 0*(\d+)\. (.+)")
INDEX_LINE = re.compile(r"\* \[\d+\. .+\]\(adr/\d{4}-[\w-]+\.md\)\n?")


def records() -> list[Path]:
    return sorted(FOLDER.glob("[0-9]*.md"))


def title(path: Path) -> str:
    """The title without its number."""
    match = TITLE.match(path.read_text(encoding="utf-8"))
    if match is None:
        raise ValueError(f"{path.name} does not begin with “# number. Title”.")
    return match[2]


def index_lines() -> str:
    """The lines of all records in the index of the documentation."""
    return "".join(
        f"* [{int(path.name[:4])}. {title(path)}](adr/{path.name})\n" for path in records()
    )


def rewritten(text: str, numbers: dict[int, int], names: dict[str, str]) -> str:
    """A text with new numbers and file names in place of the old ones."""

    def mention(match: re.Match[str]) -> str:
        new = numbers.get(int(match[3]), int(match[3]))
        return f"{match[1]}{new:04}" if match[2] else f"{match[1]}{new}"

    def label(match: re.Match[str]) -> str:
        new = numbers.get(int(match[2]), int(match[2]))
        return f"[{match[1] or ''}{new}]{match[3]}{match[4]}{match[5]}"

    text = MENTION.sub(mention, LABEL.sub(label, text))
    pattern = "|".join(map(re.escape, names))
    return re.sub(pattern, lambda match: names[match[0]], text) if names else text


def renumber() -> None:
    old = records()
    numbers = {int(path.name[:4]): place for place, path in enumerate(old, 1)}
    if len(numbers) < len(old):
        raise ValueError("Two records have one number: give one of them another number first.")
    moved = {path: f"{numbers[int(path.name[:4])]:04}{path.name[4:]}" for path in old}
    names = {path.name: name for path, name in moved.items() if path.name != name}
    numbers = {before: after for before, after in numbers.items() if before != after}
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, check=True)
    for name in tracked.stdout.decode().split("\0"):
        path = TOP / name
        if path.suffix in KINDS and path.is_file() and path != Path(__file__):
            text = path.read_text(encoding="utf-8")
            if path.parent == FOLDER and path in moved:
                head, _newline, rest = text.partition("\n")
                head = f"# {int(moved[path][:4])}. {title(path)}"
                changed = f"{head}\n{rewritten(rest, numbers, names)}"
            else:
                changed = rewritten(text, numbers, names)
            if changed != text:
                path.write_text(changed, encoding="utf-8")
    for path, name in moved.items():
        if path.name != name:
            # Numbers only fall, so that no record takes the place of one that has not moved yet.
            subprocess.run(["git", "mv", str(path), str(FOLDER / name)], cwd=TOP, check=True)
    write_index()


def write_index() -> None:
    text = INDEX_LINE.sub("", INDEX.read_text(encoding="utf-8")).rstrip("\n")
    INDEX.write_text(f"{text}\n\n{index_lines()}", encoding="utf-8")


if __name__ == "__main__":
    renumber()
