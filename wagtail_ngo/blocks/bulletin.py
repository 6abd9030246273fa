"""The parts of a bulletin issue.

A ``section`` block begins a section; what follows it is under its heading. Values become
``domain.bulletin`` items in ``services.bulletin_issue``; the page and the PDFs know only those.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from wagtail_ngo.blocks.bulletin_base import PartBlock, sample_call, sample_event
from wagtail_ngo.blocks.choosers import CooperationChooserBlock, FundingCallChooserBlock
from wagtail_ngo.blocks.text import QUOTING_FEATURES
from wagtail_ngo.domain.bulletin import content
from wagtail_ngo.editing.date_widgets import DayBlock
from wagtail_ngo.enums import SectionTheme

SHORT_TEXT_FEATURES = ["bold", "italic", "link"]


def theme_choices():
    return SectionTheme.choices


class SectionBlock(PartBlock):
    """Begins a section: everything below belongs to it, up to the next one."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    theme = blocks.ChoiceBlock(
        choices=theme_choices,
        default=SectionTheme.OTHER,
        label=_("Theme"),
        help_text=_("Proposals are added to the section of their theme."),
    )
    intro = blocks.TextBlock(label=_("Introduction"), required=False, max_length=600)

    class Meta:
        icon = "title"
        label = _("Section")
        label_format = "{heading}"
        group = _("Structure")
        description = _("Begins a section. What follows is shown under its heading.")


class PeriodEventsBlock(PartBlock):
    """All public dates within the period of the issue, read again until the issue is issued."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    calendar = blocks.PageChooserBlock(
        page_type="wagtail_ngo.EventIndexPage",
        required=False,
        label=_("Calendar"),
        help_text=_("Empty: all calendars of the site."),
    )
    most = blocks.IntegerBlock(label=_("At most"), default=20, min_value=1, max_value=200)
    empty_text = blocks.CharBlock(
        label=_("Text when there is none"), required=False, max_length=250
    )

    def sample_items(self):
        return [
            content.EventListItem(
                events=(
                    sample_event(_("Integration meeting"), 9, _("Sample hall")),
                    sample_event(_("Training: writing an application"), 16, _("Sample hall")),
                )
            )
        ]

    class Meta:
        icon = "date"
        label = _("Events of the period")
        group = _("From the site")
        description = _("Lists every date in the period of the issue by itself.")


class EventBlock(PartBlock):
    event = blocks.PageChooserBlock(page_type="wagtail_ngo.EventPage", label=_("Event"))
    date = DayBlock(
        label=_("Date"),
        required=False,
        help_text=_("One of the dates of the event. Empty: the first in the period of the issue."),
    )
    title = blocks.CharBlock(label=_("Another title"), required=False, max_length=250)
    text = blocks.RichTextBlock(
        label=_("Another text"), required=False, features=SHORT_TEXT_FEATURES
    )

    def sample_items(self):
        return [sample_event(_("Integration meeting"), 9, _("Sample hall"))]

    class Meta:
        icon = "date"
        label = _("Single event")
        group = _("From the site")
        description = _("One date of one event, with room for your own words.")


class OrganizationBlock(PartBlock):
    organization = blocks.PageChooserBlock(page_type="wagtail_ngo.NGOPage", label=_("Organization"))
    title = blocks.CharBlock(label=_("Another title"), required=False, max_length=250)
    text = blocks.RichTextBlock(label=_("Another text"), required=False, features=QUOTING_FEATURES)

    def sample_items(self):
        return [
            content.OrganizationItem(
                title=str(_("Sample association")), lead=str(_("What it does, in one line."))
            )
        ]

    class Meta:
        icon = "group"
        label = _("Profile of an organization")
        group = _("From the site")
        description = _("Presents one organization of the directory.")


class NewOrganizationsBlock(PartBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    most = blocks.IntegerBlock(label=_("At most"), default=10, min_value=1, max_value=100)
    empty_text = blocks.CharBlock(
        label=_("Text when there is none"), required=False, max_length=250
    )

    def sample_items(self):
        item = content.OrganizationItem(
            title=str(_("Sample association")), lead=str(_("What it does, in one line."))
        )
        return [content.OrganizationListItem(organizations=(item,))]

    class Meta:
        icon = "group"
        label = _("New in the directory")
        group = _("From the site")
        description = _("Lists the organizations that joined the directory in the period.")


class NewsBlock(PartBlock):
    organization = blocks.PageChooserBlock(
        page_type="wagtail_ngo.NGOPage", required=False, label=_("Organization")
    )
    title = blocks.CharBlock(label=_("Title"), max_length=250)
    text = blocks.RichTextBlock(label=_("Text"), features=QUOTING_FEATURES)
    image = ImageBlock(required=False, label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)
    link = blocks.URLBlock(label=_("More on the web"), required=False)

    def sample_items(self):
        return [
            content.NewsItem(
                title=str(_("Volunteers wanted")),
                organization=str(_("Sample association")),
                html="<p>" + str(_("A short report in the words of the organization.")) + "</p>",
            )
        ]

    class Meta:
        icon = "doc-full"
        label = _("News of an organization")
        group = _("Written here")
        description = _("A short article about what an organization did or plans.")


class CooperationBlock(PartBlock):
    cooperation = CooperationChooserBlock(label=_("Cooperation"))
    title = blocks.CharBlock(label=_("Another title"), required=False, max_length=250)
    text = blocks.RichTextBlock(label=_("Another text"), required=False, features=QUOTING_FEATURES)

    def sample_items(self):
        return [
            content.NewsItem(
                title=str(_("A garden of memories")),
                organization=str(_("Sample association")),
                html="<p>" + str(_("What they do together, and why.")) + "</p>",
            )
        ]

    class Meta:
        icon = "link"
        label = _("Cooperation of organizations")
        group = _("From the site")
        description = _("Who works together on what, with room for your own words.")


class CouncilNewsBlock(PartBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=250)
    date = DayBlock(label=_("Date"), required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=QUOTING_FEATURES)
    link = blocks.URLBlock(label=_("More on the web"), required=False)

    def sample_items(self):
        return [
            content.NewsItem(
                kind="council",
                title=str(_("From the sitting of the council")),
                html="<p>" + str(_("What the council discussed and decided.")) + "</p>",
            )
        ]

    class Meta:
        icon = "clipboard-list"
        label = _("Council news")
        group = _("Written here")
        description = _("What the council of NGOs discussed and decided.")


class OpenCallsBlock(PartBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    most = blocks.IntegerBlock(label=_("At most"), default=10, min_value=1, max_value=100)
    empty_text = blocks.CharBlock(
        label=_("Text when there is none"), required=False, max_length=250
    )

    def sample_items(self):
        return [content.CallListItem(calls=(sample_call(),))]

    class Meta:
        icon = "tag"
        label = _("Open funding calls")
        group = _("From the site")
        description = _("Lists the calls that are still open on the day of issue.")


class CallBlock(PartBlock):
    call = FundingCallChooserBlock(label=_("Funding call"))
    title = blocks.CharBlock(label=_("Another title"), required=False, max_length=250)
    text = blocks.RichTextBlock(label=_("Another text"), required=False, features=QUOTING_FEATURES)

    def sample_items(self):
        return [sample_call()]

    class Meta:
        icon = "tag"
        label = _("Single funding call")
        group = _("From the site")
        description = _("A box about one call; its first line is the deadline.")


class TextPartBlock(PartBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=250)
    text = blocks.RichTextBlock(label=_("Text"), features=QUOTING_FEATURES)

    def sample_items(self):
        return [content.TextItem(html="<p>" + str(_("A paragraph of text.")) + "</p>")]

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Written here")
        description = _("Free text with lists, links and small headings.")


class PullQuoteBlock(PartBlock):
    quote = blocks.TextBlock(label=_("Quotation"), max_length=400)
    author = blocks.CharBlock(label=_("Who said it"), required=False, max_length=120)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=120)

    def sample_items(self):
        return [content.QuoteItem(quote=str(_("Together we can do more.")), author="N.N.")]

    class Meta:
        icon = "openquote"
        label = _("Pull quote")
        group = _("Written here")
        description = _("One sentence that deserves large type.")


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)
    credit = blocks.CharBlock(label=_("Photographer or source"), required=False, max_length=120)

    class Meta:
        icon = "image"
        label = _("Picture")


class PicturesBlock(PartBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=250)
    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=1, max_num=12)

    def get_preview_context(self, value, parent_context=None):
        """Pictures lie in the storage of the site; a sample one comes with the package."""
        captions = [_("The garden in spring"), _("The garden in summer")]
        return super().get_preview_context(value, parent_context) | {"sample_captions": captions}

    class Meta:
        icon = "image"
        label = _("Pictures")
        group = _("Written here")
        description = _("One picture, or a gallery of up to twelve.")


class TableBlock(PartBlock):
    """A table as lines of text, so that it can be pasted from a spreadsheet."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=250)
    rows = blocks.TextBlock(
        label=_("Rows"),
        help_text=_(
            "One row a line, cells separated by | or by a tab: paste it from a spreadsheet. "
            "The first row holds the headings."
        ),
    )
    head_column = blocks.BooleanBlock(
        label=_("The first column holds headings too"), required=False
    )

    def sample_items(self):
        return [
            content.TableItem(
                caption=str(_("Duty hours")),
                rows=((str(_("Day")), str(_("Hours"))), (str(_("Monday")), "10.00–14.00")),
            )
        ]

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Written here")
        description = _("A small table; paste it from a spreadsheet.")


class ContactBlock(PartBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    name = blocks.CharBlock(label=_("Name"), required=False, max_length=250)
    address = blocks.TextBlock(label=_("Address"), required=False, max_length=250)
    phone = blocks.CharBlock(label=_("Phone"), required=False, max_length=40)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    url = blocks.URLBlock(label=_("Web page"), required=False)
    hours = blocks.CharBlock(label=_("Open"), required=False, max_length=250)

    def sample_items(self):
        return [
            content.ContactItem(
                title=str(_("Contact")), name=str(_("Sample office")), email="office@example.org"
            )
        ]

    class Meta:
        icon = "mail"
        label = _("Contact box")
        group = _("Structure")
        description = _("Where readers call, write or come.")


class FillerBlock(PartBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=SHORT_TEXT_FEATURES)

    def sample_items(self):
        return [
            content.FillerItem(
                title=str(_("Good to know")), html="<p>" + str(_("A useful hint.")) + "</p>"
            )
        ]

    class Meta:
        icon = "info-circle"
        label = _("Good to know")
        group = _("Structure")
        description = _("A short hint that fills the last page, instead of an advertisement.")


class BulletinStreamBlock(blocks.StreamBlock):
    """The body of an issue, in reading order."""

    section = SectionBlock()
    events_of_period = PeriodEventsBlock()
    event = EventBlock()
    open_calls = OpenCallsBlock()
    call = CallBlock()
    new_organizations = NewOrganizationsBlock()
    organization = OrganizationBlock()
    cooperation = CooperationBlock()
    news = NewsBlock()
    council_news = CouncilNewsBlock()
    text = TextPartBlock()
    quote = PullQuoteBlock()
    pictures = PicturesBlock()
    table = TableBlock()
    contact = ContactBlock()
    filler = FillerBlock()


class BulletinSkeletonBlock(blocks.StreamBlock):
    """What each new issue of a serial begins with."""

    section = SectionBlock()
    events_of_period = PeriodEventsBlock()
    open_calls = OpenCallsBlock()
    new_organizations = NewOrganizationsBlock()
    text = TextPartBlock()
    contact = ContactBlock()
    filler = FillerBlock()
