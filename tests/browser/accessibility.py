"""axe-core in the page, and what axe cannot see."""

from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

RUN_AXE = """
async ([standards, rules, others]) => {
  const options = rules ? {runOnly: {type: "rule", values: rules}}
                        : {runOnly: {type: "tag", values: standards}};
  const context = {include: [["html"]], exclude: others};
  const result = await axe.run(context, {...options, resultTypes: ["violations"]});
  return result.violations.flatMap((violation) => violation.nodes.map(
    (node) => `${violation.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}
"""

OVERFLOWING = """
() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const scrolls = (node) => node && node !== document.body
    && (["auto", "scroll", "hidden"].includes(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
  const found = [...document.body.querySelectorAll("*")]
    .filter((node) => node.getBoundingClientRect().right > width + 1 && !scrolls(node.parentElement))
    .map((node) => `${node.tagName}.${node.className} reaches ${Math.round(node.getBoundingClientRect().right)} px`)
    .slice(0, 5);
  return found.length ? found : [`the page is ${document.documentElement.scrollWidth} px wide`];
}
"""  # noqa: E501 -- JavaScript

HEADINGS = "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])"


@cache
def axe_source() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def axe_violations(
    page: Page, *, rules: list[str] | None = None, leave_out: Iterable[str] = ()
) -> list[str]:
    """What axe-core finds: WCAG 2.2 A and AA and its best practices, or only these rules.

    ``leave_out`` are selectors of what is not ours.
    """
    if not page.evaluate("typeof axe !== 'undefined'"):
        # Over the debugging protocol: a page's content security policy does not apply to it.
        page.evaluate(axe_source())
    return page.evaluate(RUN_AXE, [STANDARDS, rules, [[selector] for selector in leave_out]])


def overflow(page: Page) -> list[str]:
    """Elements that make the page scroll sideways; those in a scrolling box of their own may."""
    return page.evaluate(OVERFLOWING)


def heading_faults(page: Page) -> list[str]:
    """One h1, and no level left out on the way down."""
    levels = page.evaluate(HEADINGS)
    faults = [] if levels.count(1) == 1 else [f"{levels.count(1)} elements h1"]
    skips = [(a, b) for a, b in pairwise(levels) if b > a + 1]
    return faults + [f"heading h{b} after h{a}" for a, b in skips]
