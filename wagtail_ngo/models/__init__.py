"""The public door to the models: import from here, submodules are private."""

from wagtail_ngo.models.bulletin.files import (
    BulletinEdition,
    BulletinFile,
    BulletinRecord,
    BulletinSource,
)
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
from wagtail_ngo.models.council.candidates import Candidate, CandidateDraw, NominationInvitation
from wagtail_ngo.models.council.counts import (
    CandidateVotes,
    CountSection,
    ElectionCount,
    ElectionRecord,
)
from wagtail_ngo.models.council.elections import (
    CouncilElectionMixin,
    CouncilElectionPage,
    ElectionArea,
)
from wagtail_ngo.models.council.pages import CouncilDocument, CouncilMixin, CouncilPage
from wagtail_ngo.models.council.rolls import ElectionRoll, RollEntry
from wagtail_ngo.models.council.terms import CouncilSeat, CouncilTerm
from wagtail_ngo.models.daily_counts import DailyCount
from wagtail_ngo.models.directory.board import PartnerBoardMixin, PartnerBoardPage
from wagtail_ngo.models.directory.contact import ContactChannel, OpeningException, OpeningHours
from wagtail_ngo.models.directory.cooperation import Cooperation, CooperationPartner
from wagtail_ngo.models.directory.exchange import BoardReply, ExchangeReminder, Need, Offer
from wagtail_ngo.models.directory.imports import ImportJob, ImportRow
from wagtail_ngo.models.directory.media import EntryDocument, EntryImage
from wagtail_ngo.models.directory.pages import (
    NGODirectoryMixin,
    NGODirectoryPage,
    NGOMixin,
    NGOPage,
)
from wagtail_ngo.models.directory.public_benefit import PublicBenefitMixin, PublicBenefitPage
from wagtail_ngo.models.directory.registers import RegisteredOrganization, RegisterFile
from wagtail_ngo.models.directory.verification import (
    ChangeRequest,
    ChangeRequestField,
    ConfirmationRequest,
    MissingOrganization,
)
from wagtail_ngo.models.documents import StoredDocument, StoredFile
from wagtail_ngo.models.events.breaks import SchoolBreak
from wagtail_ngo.models.events.calendars import EventIndexMixin, EventIndexPage
from wagtail_ngo.models.events.closings import ClosingPhoto, OccurrenceClosing
from wagtail_ngo.models.events.occurrences import (
    Occurrence,
    OccurrenceOrganization,
)
from wagtail_ngo.models.events.overrides import OccurrenceOverride
from wagtail_ngo.models.events.pages import (
    EventAttachment,
    EventMixin,
    EventOrganization,
    EventPage,
)
from wagtail_ngo.models.events.registration_fields import (
    RegistrationConsentText,
    RegistrationQuestion,
)
from wagtail_ngo.models.events.sources import CalendarSource
from wagtail_ngo.models.events.venues import Venue
from wagtail_ngo.models.funding.awards import FundingAward
from wagtail_ngo.models.funding.calls import (
    FundingCall,
    FundingCallIndexMixin,
    FundingCallIndexPage,
)
from wagtail_ngo.models.mail import BouncedAddress, OutgoingMail
from wagtail_ngo.models.people import Consent, Representative
from wagtail_ngo.models.registration.attendance import Attendance
from wagtail_ngo.models.registration.registrations import (
    Course,
    Registration,
    RegistrationConsent,
)
from wagtail_ngo.models.reports.pages import (
    ActivityReportMixin,
    ActivityReportPage,
    ReportFreeze,
)
from wagtail_ngo.models.search import (
    DirectoryFacet,
    SearchAskingWord,
    SearchChange,
    SearchedQuery,
    SearchSituation,
    SearchState,
    SearchSynonym,
    SearchTranslation,
)
from wagtail_ngo.models.search_alerts import SearchAlert
from wagtail_ngo.models.settings import NGOSettings, ShareNetwork
from wagtail_ngo.models.vocabularies import (
    ActivityArea,
    CooperationProgramme,
    District,
    EventKind,
    Language,
    LegalForm,
    TargetGroup,
)

__all__ = [
    "ActivityArea",
    "ActivityReportMixin",
    "ActivityReportPage",
    "Attendance",
    "BoardReply",
    "BouncedAddress",
    "BulletinDelivery",
    "BulletinDistribution",
    "BulletinEdition",
    "BulletinFile",
    "BulletinIndexMixin",
    "BulletinIndexPage",
    "BulletinIssueMixin",
    "BulletinIssuePage",
    "BulletinMailing",
    "BulletinRecord",
    "BulletinSource",
    "BulletinSubscriber",
    "CalendarSource",
    "Candidate",
    "CandidateDraw",
    "CandidateVotes",
    "ChangeRequest",
    "ChangeRequestField",
    "ClosingPhoto",
    "ConfirmationRequest",
    "Consent",
    "ContactChannel",
    "Cooperation",
    "CooperationPartner",
    "CooperationProgramme",
    "CouncilDocument",
    "CouncilElectionMixin",
    "CouncilElectionPage",
    "CouncilMixin",
    "CouncilPage",
    "CouncilSeat",
    "CouncilTerm",
    "CountSection",
    "Course",
    "DailyCount",
    "DirectoryFacet",
    "District",
    "ElectionArea",
    "ElectionCount",
    "ElectionRecord",
    "ElectionRoll",
    "EntryDocument",
    "EntryImage",
    "EventAttachment",
    "EventIndexMixin",
    "EventIndexPage",
    "EventKind",
    "EventMixin",
    "EventOrganization",
    "EventPage",
    "ExchangeReminder",
    "FundingAward",
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
    "NominationInvitation",
    "Occurrence",
    "OccurrenceClosing",
    "OccurrenceOrganization",
    "OccurrenceOverride",
    "Offer",
    "OpeningException",
    "OpeningHours",
    "OutgoingMail",
    "PartnerBoardMixin",
    "PartnerBoardPage",
    "PublicBenefitMixin",
    "PublicBenefitPage",
    "RegisterFile",
    "RegisteredOrganization",
    "Registration",
    "RegistrationConsent",
    "RegistrationConsentText",
    "RegistrationQuestion",
    "ReportFreeze",
    "Representative",
    "RollEntry",
    "SchoolBreak",
    "SearchAlert",
    "SearchAskingWord",
    "SearchChange",
    "SearchSituation",
    "SearchState",
    "SearchSynonym",
    "SearchTranslation",
    "SearchedQuery",
    "ShareNetwork",
    "StoredDocument",
    "StoredFile",
    "TargetGroup",
    "Venue",
]
