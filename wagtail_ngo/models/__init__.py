"""The public door to the models: import from here, submodules are private."""

from wagtail_ngo.models.bulletin import (
    BulletinIndexMixin,
    BulletinIndexPage,
    BulletinIssueMixin,
    BulletinIssuePage,
)
from wagtail_ngo.models.bulletin_files import BulletinEdition, BulletinFile, BulletinSource
from wagtail_ngo.models.directory import NGODirectoryPage, NGOPage
from wagtail_ngo.models.events import (
    EventIndexPage,
    EventPage,
    Occurrence,
    OccurrenceOverride,
    Venue,
)
from wagtail_ngo.models.funding import FundingCall, FundingCallIndexMixin, FundingCallIndexPage
from wagtail_ngo.models.people import Representative
from wagtail_ngo.models.settings import NGOSettings, ShareNetwork
from wagtail_ngo.models.vocabularies import ActivityArea, District, LegalForm, TargetGroup

__all__ = [
    "ActivityArea",
    "BulletinEdition",
    "BulletinFile",
    "BulletinIndexMixin",
    "BulletinIndexPage",
    "BulletinIssueMixin",
    "BulletinIssuePage",
    "BulletinSource",
    "District",
    "EventIndexPage",
    "EventPage",
    "FundingCall",
    "FundingCallIndexMixin",
    "FundingCallIndexPage",
    "LegalForm",
    "NGODirectoryPage",
    "NGOPage",
    "NGOSettings",
    "Occurrence",
    "OccurrenceOverride",
    "Representative",
    "ShareNetwork",
    "TargetGroup",
    "Venue",
]
