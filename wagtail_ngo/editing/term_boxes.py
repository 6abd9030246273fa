"""Boxes for the terms of a long list: under headings, with a field that narrows them down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

#: Up to so many terms are seen at a glance.
_FEW = 12


class TermBoxes(forms.CheckboxSelectMultiple):
    """Terms that have a ``group`` are shown below it. The field needs scripts, the boxes do not."""

    template_name = "wagtail_ngo/admin/term_boxes.html"

    @property
    def media(self):
        return super().media + forms.Media(
            js=["wagtail_ngo/js/term-boxes.js"], css={"all": ["wagtail_ngo/css/term-boxes.css"]}
        )

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        options = [
            option
            for _heading, options, _index in context["widget"]["optgroups"]
            for option in options
        ]
        context["groups"] = grouped(options)
        context["is_long"] = len(options) > _FEW
        return context


def grouped(options: list[dict]) -> list[tuple[str, list[dict]]]:
    """Headings in the order of their first terms with what is below; the others at the end."""
    groups: dict[str, list[dict]] = {}
    for option in options:
        # Options of a ModelChoiceField carry their row.
        term = getattr(option["value"], "instance", None)
        groups.setdefault(getattr(term, "group", ""), []).append(option)
    others = groups.pop("", [])
    named = list(groups.items())
    if not others:
        return named
    return [*named, (str(_("Others")) if named else "", others)]
