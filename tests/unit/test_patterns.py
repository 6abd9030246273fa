"""No pattern takes more than linear time: texts of visitors and of files pass through them."""

import importlib
import pkgutil
import re
import time
from functools import cache

import pytest

import wagtail_ngo

SIZE = 10_000
#: What one search in SIZE characters may cost, in seconds of processor. Quadratic ones took 0.5
#: to 3 seconds; the machine may be slow.
MOST = 0.25
PIECES = [
    "a", "1", " ", "-", ".", "<", "<a>", '<a href="', "1 ", "a-", "\n", ";", "/", "(", "a b ", "1.",
    "[", " o ", "x1", "<<", "/MCID ", "<1", '<sup class="note-mark">1', "<< /MCID 1 /ActualText x",
    '<img src="', "wew. ", "tel ", ",", "+", "ul ", "@", "://",
]  # fmt: skip
ENDS = ["", "\x00!", "a", "1"]


@cache
def patterns() -> dict[str, re.Pattern]:
    found = {}
    for module in pkgutil.walk_packages(wagtail_ngo.__path__, "wagtail_ngo."):
        if ".migrations" in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for item in value if isinstance(value, list | tuple) else [value]:
                pattern = getattr(item, "regex", item)
                if isinstance(pattern, re.Pattern):
                    found[f"{module.name}.{name} {pattern.pattern!r}"] = pattern
    return found


@pytest.mark.any_stack
@pytest.mark.parametrize("piece", PIECES)
def test_pattern_is_done_soon_whatever_the_text(piece):
    slow = []
    for name, pattern in patterns().items():
        for end in ENDS:
            text = (piece * (SIZE // len(piece))) + end
            subject = text.encode() if isinstance(pattern.pattern, bytes) else text
            start = time.process_time()
            pattern.search(subject)
            if time.process_time() - start > MOST:
                slow.append((name, piece, end))
                break

    assert slow == []
