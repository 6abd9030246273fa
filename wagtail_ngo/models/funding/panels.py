"""The editors of a call, of an award and of the list of calls."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from wagtail_ngo.blocks.choosers import FundingCallChooser, NGOChooser

call = [
    FieldPanel("title"),
    FieldPanel("funder"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("procedure"), FieldPanel("announced_on")]),
            FieldRowPanel([FieldPanel("deadline"), FieldPanel("paper_deadline")]),
            FieldPanel("is_rolling"),
            FieldPanel("where_to_apply"),
        ],
        heading=_("Procedure and deadlines"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [FieldPanel("amount_min"), FieldPanel("amount_max"), FieldPanel("currency")]
            ),
            FieldPanel("pool"),
            FieldPanel("own_contribution"),
            FieldPanel("is_public_money"),
        ],
        heading=_("Money"),
    ),
    FieldPanel("eligible"),
    FieldPanel("areas"),
    FieldPanel("programme"),
    FieldPanel("text"),
    FieldPanel("url"),
    MultiFieldPanel(
        [
            FieldPanel("commission_wanted"),
            FieldPanel("commission_until"),
            FieldPanel("commission_text"),
        ],
        heading=_("Commission"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("offers_received"), FieldPanel("decided_on")]),
            FieldPanel("decision_url"),
            FieldPanel("decision_document"),
            FieldPanel("result_note"),
        ],
        heading=_("Result"),
    ),
    FieldPanel("source"),
    FieldPanel("is_public"),
]

award = [
    FieldPanel("call", widget=FundingCallChooser),
    MultiFieldPanel(
        [FieldPanel("organization", widget=NGOChooser), FieldPanel("organization_name")],
        heading=_("Who received it"),
    ),
    FieldPanel("task"),
    FieldRowPanel([FieldPanel("amount"), FieldPanel("decided_on")]),
    FieldPanel("decision_url"),
    FieldPanel("decision_document"),
    FieldPanel("is_public"),
]

index = [
    FieldPanel("introduction"),
    MultiFieldPanel(
        [FieldPanel("data_publisher"), FieldPanel("data_contact"), FieldPanel("data_license")],
        heading=_("Open data"),
    ),
]
