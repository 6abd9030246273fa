"""The public door to the models: import from here, submodules are private."""

from wagtail_ngo.models.bulletin import (
    BulletinIndexPage,
    BulletinIssuePage,
    FundingCall,
)
from wagtail_ngo.models.directory import NGODirectoryPage, NGOPage
from wagtail_ngo.models.events import (
    EventIndexPage,
    EventPage,
    Occurrence,
    OccurrenceOverride,
    Venue,
)
from wagtail_ngo.models.people import Representative
from wagtail_ngo.models.settings import NGOSettings, ShareNetwork
from wagtail_ngo.models.vocabularies import ActivityArea, District, LegalForm, TargetGroup

__all__ = [
    "ActivityArea",
    "BulletinIndexPage",
    "BulletinIssuePage",
    "District",
    "EventIndexPage",
    "EventPage",
    "FundingCall",
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
