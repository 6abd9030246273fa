"""The public door to the blocks: import from here, submodules are private."""

from wagtail_ngo.blocks.accessibility_statement import AccessibilityStatementBlock
from wagtail_ngo.blocks.bulletin import BulletinSkeletonBlock, BulletinStreamBlock
from wagtail_ngo.blocks.bulletin_teasers import (
    BulletinArchiveBlock,
    FundingCallsBlock,
    LatestBulletinBlock,
)
from wagtail_ngo.blocks.choosers import (
    CooperationChooserBlock,
    FundingCallChooserBlock,
    NGOChooserBlock,
    OccurrenceChooserBlock,
)
from wagtail_ngo.blocks.directory import (
    NGOCardBlock,
    NGOContactBlock,
    NGOListBlock,
    PartnerBoardBlock,
)
from wagtail_ngo.blocks.directory_search import DirectoryLettersBlock, DirectorySearchBlock
from wagtail_ngo.blocks.events import (
    EventCardBlock,
    MiniCalendarBlock,
    NextDateBlock,
    UpcomingEventsBlock,
)
from wagtail_ngo.blocks.public_benefit import PublicBenefitBlock
from wagtail_ngo.blocks.registration import RegistrationBlock
from wagtail_ngo.blocks.streams import BodyStreamBlock, EntryStreamBlock
from wagtail_ngo.blocks.text import HeadingBlock, ParagraphBlock, QuoteBlock

__all__ = [
    "AccessibilityStatementBlock",
    "BodyStreamBlock",
    "BulletinArchiveBlock",
    "BulletinSkeletonBlock",
    "BulletinStreamBlock",
    "CooperationChooserBlock",
    "DirectoryLettersBlock",
    "DirectorySearchBlock",
    "EntryStreamBlock",
    "EventCardBlock",
    "FundingCallChooserBlock",
    "FundingCallsBlock",
    "HeadingBlock",
    "LatestBulletinBlock",
    "MiniCalendarBlock",
    "NGOCardBlock",
    "NGOChooserBlock",
    "NGOContactBlock",
    "NGOListBlock",
    "NextDateBlock",
    "OccurrenceChooserBlock",
    "ParagraphBlock",
    "PartnerBoardBlock",
    "PublicBenefitBlock",
    "QuoteBlock",
    "RegistrationBlock",
    "UpcomingEventsBlock",
]
