"""The editor of an entry, tab by tab."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)

from wagtail_ngo.editing.panels import HoursLinePanel, RegisterPanel
from wagtail_ngo.editing.seat_map import SeatMapPanel
from wagtail_ngo.editing.term_boxes import TermBoxes
from wagtail_ngo.models.accessibility import AccessibilityFacts

_many = TermBoxes

#: Instead of Wagtail's "page title".
name = [
    TitleFieldPanel(
        "title",
        heading=_("Name of the organization"),
        placeholder=_("Name of the organization*"),
        help_text=_("As in its statute or register."),
    )
]

about = [
    FieldPanel("lead"),
    FieldPanel("description"),
    FieldPanel("easy_text"),
    MultiFieldPanel(
        [
            FieldPanel("areas", widget=_many),
            FieldPanel("target_groups", widget=_many),
            FieldPanel("area_of_operation"),
            FieldPanel("districts", widget=_many),
            FieldPanel("languages", widget=_many),
        ],
        heading=_("For whom and where"),
    ),
    FieldPanel("logo"),
    InlinePanel("gallery", label=_("Picture"), heading=_("Pictures")),
    InlinePanel("documents", label=_("Document"), heading=_("Documents")),
    MultiFieldPanel(
        [
            FieldPanel("short_name"),
            FieldPanel("other_names"),
            FieldPanel("filed_as"),
            FieldPanel("name_with"),
        ],
        heading=_("Other names"),
    ),
]

reach = [
    InlinePanel("contact_channels", label=_("Contact"), heading=_("Contacts")),
    MultiFieldPanel(
        [
            FieldPanel("seat_street"),
            FieldRowPanel([FieldPanel("seat_postcode"), FieldPanel("seat_city")]),
            FieldPanel("hide_street"),
            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            SeatMapPanel(),
        ],
        heading=_("Seat"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("mail_street"),
            FieldRowPanel([FieldPanel("mail_postcode"), FieldPanel("mail_city")]),
        ],
        heading=_("Address for letters, if different"),
        classname="collapsed",
    ),
    HoursLinePanel(heading=_("Office hours in one line")),
    InlinePanel("opening_hours", label=_("Day"), heading=_("Office hours")),
    InlinePanel(
        "opening_exceptions", label=_("Exception"), heading=_("Exceptions to the office hours")
    ),
    *AccessibilityFacts.accessibility_panels,
]

registers = [
    RegisterPanel(heading=_("From the register")),
    MultiFieldPanel(
        [
            FieldPanel("legal_form"),
            FieldPanel("status"),
            FieldPanel("founded_year"),
        ],
        heading=_("Organization"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("register"),
            FieldRowPanel([FieldPanel("krs"), FieldPanel("register_number")]),
            FieldRowPanel([FieldPanel("nip"), FieldPanel("regon")]),
            FieldPanel("iban"),
        ],
        heading=_("Numbers"),
    ),
    MultiFieldPanel(
        [FieldPanel("is_public_benefit"), FieldPanel("tax_purpose")],
        heading=_("Public benefit"),
    ),
]

exchange = [
    InlinePanel("offers", label=_("Offer"), heading=_("What the organization offers")),
    InlinePanel("needs", label=_("Need"), heading=_("What the organization needs")),
    HelpPanel(template="wagtail_ngo/admin/entry_cooperations_panel.html", heading=_("Works with")),
]

office = [
    HelpPanel(template="wagtail_ngo/admin/entry_review_panel.html", heading=_("Confirmation")),
    FieldPanel("internal_note"),
]
