"""The accessibility statement of a public body, by the model of Polish law."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_ngo.blocks.text import TEXT_FEATURES


class Conformance(models.TextChoices):
    """How far the site meets the Act of 4 April 2019 on digital accessibility."""

    FULL = "full", _("meets it")
    PARTIAL = "partial", _("meets it in part")
    NONE = "none", _("does not meet it")


class AccessibilityStatementBlock(blocks.StructBlock):
    """Art. 10 of the Act of 4 April 2019 on the digital accessibility of websites and apps.

    The parts carry the identifiers of the ministry's technical conditions (art. 12), by which
    the statement is found and read by programs. A page may hold one.
    """

    body = blocks.CharBlock(label=_("Public body"), max_length=255)
    site_name = blocks.CharBlock(label=_("Name of the website"), max_length=255)
    site_url = blocks.URLBlock(label=_("Address of the website"))
    published_on = blocks.DateBlock(label=_("Website published on"))
    updated_on = blocks.DateBlock(label=_("Last important update"))
    conformance = blocks.ChoiceBlock(
        label=_("The website and the Act"), choices=Conformance.choices, default="partial"
    )
    faults = blocks.RichTextBlock(
        label=_("What is not accessible, and why"), required=False, features=TEXT_FEATURES
    )
    burden_url = blocks.URLBlock(
        label=_("Assessment of a disproportionate burden: address"), required=False
    )
    made_on = blocks.DateBlock(label=_("Statement made on"))
    reviewed_on = blocks.DateBlock(label=_("Statement last reviewed on"), required=False)
    auditor = blocks.CharBlock(
        label=_("Who assessed it"),
        required=False,
        max_length=255,
        help_text=_("Empty: the public body itself."),
    )
    contact = blocks.CharBlock(label=_("Contact person or team"), max_length=255)
    email = blocks.EmailBlock(label=_("E-mail"))
    phone = blocks.CharBlock(label=_("Phone"), max_length=40)
    building = blocks.RichTextBlock(
        label=_("Accessibility of the building"), features=TEXT_FEATURES
    )
    apps = blocks.RichTextBlock(
        label=_("Mobile applications"), required=False, features=TEXT_FEATURES
    )

    class Meta:
        icon = "clipboard-list"
        label = _("Accessibility statement")
        description = _("What Polish law asks of a public body, in its order and words.")
        template = "wagtail_ngo/blocks/accessibility_statement.html"
        preview_value = {
            "body": "Urząd Miasta (przykład)",
            "site_name": "Serwis organizacji (przykład)",
            "site_url": "https://example.org/",
            "published_on": "2026-01-02",
            "updated_on": "2026-11-03",
            "conformance": "partial",
            "faults": "<ul><li>Starsze pliki PDF nie mają znaczników.</li></ul>",
            "made_on": "2026-11-03",
            "contact": "Biuro Dialogu (przykład)",
            "email": "dostepnosc@example.org",
            "phone": "59 000 00 00",
            "building": "<p>Wejście bez progu.</p>",
        }
