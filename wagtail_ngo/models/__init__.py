"""The public door to the models: import from here, submodules are private."""

from wagtail_ngo.models.bulletin.files import BulletinEdition, BulletinFile, BulletinSource
from wagtail_ngo.models.bulletin.pages import (
    BulletinIndexMixin,
    BulletinIndexPage,
    BulletinIssueMixin,
    BulletinIssuePage,
)
from wagtail_ngo.models.bulletin.subscriptions import (
    BulletinDelivery,
    BulletinDistribution,
    BulletinMailing,
    BulletinSubscriber,
)
from wagtail_ngo.models.directory.contact import ContactChannel, OpeningException, OpeningHours
from wagtail_ngo.models.directory.cooperation import Cooperation, Need, Offer
from wagtail_ngo.models.directory.imports import ImportJob, ImportRow
from wagtail_ngo.models.directory.media import EntryDocument, EntryImage
from wagtail_ngo.models.directory.pages import (
    NGODirectoryMixin,
    NGODirectoryPage,
    NGOMixin,
    NGOPage,
)
from wagtail_ngo.models.directory.verification import (
    ChangeRequest,
    ChangeRequestField,
    ConfirmationRequest,
    MissingOrganization,
)
from wagtail_ngo.models.events.calendars import EventIndexMixin, EventIndexPage
from wagtail_ngo.models.events.occurrences import Occurrence, OccurrenceHost, OccurrenceOverride
from wagtail_ngo.models.events.pages import (
    EventAttachment,
    EventMixin,
    EventOrganization,
    EventPage,
)
from wagtail_ngo.models.events.venues import Venue
from wagtail_ngo.models.funding import FundingCall, FundingCallIndexMixin, FundingCallIndexPage
from wagtail_ngo.models.people import Consent, Representative
from wagtail_ngo.models.search import (
    DirectoryFacet,
    SearchedQuery,
    SearchState,
    SearchAskingWord,
    SearchSituation,
    SearchSynonym,
    SearchTranslation,
)
from wagtail_ngo.models.settings import NGOSettings, ShareNetwork
from wagtail_ngo.models.vocabularies import (
    ActivityArea,
    District,
    EventKind,
    Language,
    LegalForm,
    TargetGroup,
)

__all__ = [
    "ActivityArea",
    "BulletinDelivery",
    "BulletinDistribution",
    "BulletinEdition",
    "BulletinFile",
    "BulletinIndexMixin",
    "BulletinIndexPage",
    "BulletinIssueMixin",
    "BulletinIssuePage",
    "BulletinMailing",
    "BulletinSource",
    "BulletinSubscriber",
    "ChangeRequest",
    "ChangeRequestField",
    "ConfirmationRequest",
    "Consent",
    "ContactChannel",
    "Cooperation",
    "DirectoryFacet",
    "District",
    "EntryDocument",
    "EntryImage",
    "EventAttachment",
    "EventIndexMixin",
    "EventIndexPage",
    "EventKind",
    "EventMixin",
    "EventOrganization",
    "EventPage",
    "FundingCall",
    "FundingCallIndexMixin",
    "FundingCallIndexPage",
    "ImportJob",
    "ImportRow",
    "Language",
    "LegalForm",
    "MissingOrganization",
    "NGODirectoryMixin",
    "NGODirectoryPage",
    "NGOMixin",
    "NGOPage",
    "NGOSettings",
    "Need",
    "Occurrence",
    "OccurrenceHost",
    "OccurrenceOverride",
    "Offer",
    "OpeningException",
    "OpeningHours",
    "Representative",
    "SearchState",
    "SearchAskingWord",
    "SearchSituation",
    "SearchSynonym",
    "SearchTranslation",
    "SearchedQuery",
    "ShareNetwork",
    "TargetGroup",
    "Venue",
]
