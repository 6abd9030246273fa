"""Closed lists of values that are stored in the database and shown to people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OccurrenceStatus(models.TextChoices):
    """What is known about a date; ``domain.events.date_states`` says what may follow what.

    RFC 5545 §3.8.1.11 knows CONFIRMED and CANCELLED; schema.org calls them eventStatus.
    """

    SCHEDULED = "scheduled", _("Takes place")
    CANCELLED = "cancelled", _("Cancelled")
    MOVED = "moved", _("Moved")
    # The page was unpublished while people were registered.
    WITHDRAWN = "withdrawn", _("No longer announced")
    # Said by whoever closed the date, for good.
    HELD = "held", _("Took place")
    NOT_HELD = "not_held", _("Did not take place")


class CountsAs(models.TextChoices):
    """As what the dates of a kind of event are counted. Fixed, unlike the names of kinds."""

    MEETING = "meeting", _("Meeting")
    TRAINING = "training", _("Training")
    ELECTION = "election", _("Election")
    CONSULTATION = "consultation", _("Consultation")
    OTHER = "other", _("Other event")


class ReportScope(models.TextChoices):
    """Whose records an activity report counts."""

    CITY = "city", _("everything in the directory and the calendars")
    SITE = "site", _("this site")
    CALENDAR = "calendar", _("one calendar")


class ChartSubject(models.TextChoices):
    """What a chart of an activity report shows."""

    MONTHS = "months", _("events by month")
    KINDS = "kinds", _("events by kind")
    YEARS = "years", _("figures beside those of the period before")


class FigureKey(models.TextChoices):
    """A figure of an activity report. The definitions are in ``services.reports.words``."""

    MEETINGS = "meetings", _("meetings")
    HOSTS = "hosts", _("organizations that hosted meetings")
    TRAINING_DAYS = "training_days", _("days of training")
    TRAINEES = "trainees", _("people in trainings")
    TRAINING_PARTICIPATIONS = "training_participations", _("participations in trainings")
    OTHER_EVENTS = "other_events", _("other events")
    PARTICIPATIONS = "participations", _("participations in all events")
    PEOPLE = "people", _("people in all events")
    ORGANIZATIONS = "organizations", _("organizations that took part")
    REPRESENTATIVES = "representatives", _("representatives of organizations")
    ISSUES = "issues", _("issues of the bulletin")
    COPIES = "copies", _("paper copies handed out")
    ELECTIONS = "elections", _("elections")
    VOTERS = "voters", _("representatives who voted")
    TURNOUT = "turnout", _("turnout in elections")
    NEW_ENTRIES = "new_entries", _("new organizations in the directory")
    CALLS = "calls", _("funding calls announced")
    AWARDS = "awards", _("grants decided")
    GRANTED = "granted", _("money granted")
    COOPERATIONS = "cooperations", _("cooperations")
    SEARCHES = "searches", _("searches in the directory")


class DateRole(models.TextChoices):
    """What an NGO did on one date."""

    HOST = "host", _("Host")
    PARTNER = "partner", _("Partner")
    PRESENT = "present", _("Present")


class PDFVariant(models.TextChoices):
    """For whom a PDF is made. Only the web file is tagged and public."""

    WEB = "web", _("Web PDF")
    PRINT = "print", _("Print PDF")
    PRINT_GREY = "print-grey", _("Print PDF, greyscale")
    BOOKLET = "booklet", _("Booklet, A5 on A4")
    BOOKLET_A3 = "booklet-a3", _("Booklet, A4 on A3")


class FileStatus(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RENDERING = "rendering", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class SourceChange(models.TextChoices):
    """How a source differs now from what an issued bulletin shows of it."""

    NONE = "", _("Unchanged")
    CHANGED = "changed", _("Changed")
    GONE = "gone", _("No longer public")


class SectionTheme(models.TextChoices):
    """What a section of the bulletin is about; proposals go to the section of their theme."""

    FUNDING = "funding", _("Funding")
    EVENTS = "events", _("Events")
    NEWS = "news", _("News of the organizations")
    DIRECTORY = "directory", _("Organizations")
    COUNCIL = "council", _("Council of NGOs")
    OTHER = "other", _("Other")


class ProposalOrigin(models.TextChoices):
    """Why something is proposed for an issue."""

    PERIOD = "period", _("in the period")
    NEW = "new", _("new in the directory")
    CHANGED = "changed", _("entry changed")
    LEFT_OUT = "left_out", _("not used in the last issue")


class CoverStyle(models.TextChoices):
    PICTURE = "picture", _("Picture, where the issue has one")
    TYPE = "type", _("Number and month only")


class SubscriberStatus(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("Waiting for confirmation")
    ACTIVE = "active", _("Subscribed")
    UNSUBSCRIBED = "unsubscribed", _("Unsubscribed")


class MailStatus(models.TextChoices):
    """What became of a message. ``UNKNOWN``: handed over, but the answer never came."""

    QUEUED = "queued", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    UNKNOWN = "unknown", _("Unknown")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class DeliveryStatus(models.TextChoices):
    """A claimed address is never mailed again by itself, even when its fate is unknown."""

    QUEUED = "queued", _("Waiting")
    CLAIMED = "claimed", _("Unknown")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class Register(models.TextChoices):
    """Where an organization is registered. Only some have a KRS number."""

    KRS = "krs", _("National Court Register (KRS)")
    STAROST = "starost", _("Register kept by the starost or mayor")
    CHURCH = "church", _("Church legal person")
    KRKGW = "krkgw", _("National Register of Rural Women's Circles (KRKGW)")
    NONE = "none", _("Not registered")


class OrganizationStatus(models.TextChoices):
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Activity suspended")
    IN_LIQUIDATION = "in_liquidation", _("In liquidation")
    STRUCK_OFF = "struck_off", _("Struck off the register")
    MOVED = "moved", _("Moved to another town")


class AreaOfOperation(models.TextChoices):
    DISTRICT = "district", _("A part of the city")
    CITY = "city", _("The city")
    COUNTY = "county", _("The county")
    REGION = "region", _("The voivodeship")
    NATIONAL = "national", _("The whole country")
    INTERNATIONAL = "international", _("Also abroad")


class ContactKind(models.TextChoices):
    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    WEBSITE = "website", _("Website")
    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    YOUTUBE = "youtube", "YouTube"
    LINKEDIN = "linkedin", "LinkedIn"
    EPUAP = "epuap", _("e-Delivery or ePUAP address")
    OTHER = "other", _("Other")


class Weekday(models.IntegerChoices):
    """As ``datetime.date.weekday()`` counts."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Known(models.TextChoices):
    """An answer that may be missing: silence is not "no"."""

    UNKNOWN = "", _("Not known")
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class ExchangeKind(models.TextChoices):
    """What organizations offer to and need from each other."""

    PARTNERS = "partners", _("Project partners")
    VOLUNTEERS = "volunteers", _("Volunteers")
    ROOMS = "rooms", _("Rooms")
    EQUIPMENT = "equipment", _("Equipment")
    KNOWLEDGE = "knowledge", _("Knowledge and training")
    TRANSPORT = "transport", _("Transport")
    OTHER = "other", _("Other")


class ExchangeSide(models.TextChoices):
    """Which side of the partner board. Values are parts of its addresses."""

    OFFER = "offer", _("Offer")
    NEED = "need", _("Need")


class CooperationOrigin(models.TextChoices):
    """How a cooperation came about."""

    EVENT = "event", _("At an event of the calendar")
    BOARD = "board", _("Through the partner board")
    OTHER = "other", _("In another way")


class CallProcedure(models.TextChoices):
    """In which procedure money is given. Articles of the Act of 24 April 2003 on public benefit
    and volunteer work."""

    OPEN_CALL = "open_call", _("Open call for offers")
    SMALL_GRANT = "small_grant", _("Small grant without a call (art. 19a)")
    OWN_CONTRIBUTION = "own_contribution", _("Own contribution to another grant")
    LOCAL_INITIATIVE = "local_initiative", _("Local initiative")
    REGRANTING = "regranting", _("Regranting")
    OTHER = "other", _("Other")


class DataLicense(models.TextChoices):
    """Under which terms open data may be used again."""

    CC0 = "CC0", _("Public domain (CC0 1.0)")
    CC_BY = "CC_BY_4_0", _("Attribution (CC BY 4.0)")


class ConsentScope(models.TextChoices):
    CONTACT = "contact", _("being contacted by the office")
    PUBLICATION = "publication", _("publication on the web site")
    PHOTOS = "photos", _("photographs")


class ConsentSource(models.TextChoices):
    PAPER = "paper", _("Paper form")
    EMAIL = "email", _("E-mail")
    WEB = "web", _("Form on the web site")
    IN_PERSON = "in_person", _("In person")


class OverrideKind(models.TextChoices):
    """What an editor may do to one date of an event."""

    CANCELLED = "cancelled", _("Cancelled (stays in the list)")
    MOVED = "moved", _("Moved to another day or time")
    CHANGED = "changed", _("Other host, venue, title or note")
    REMOVED = "removed", _("Left out")
    EXTRA = "extra", _("Additional date")


class OrganizationRole(models.TextChoices):
    """What an NGO does at an event."""

    HOST = "host", _("Host")
    PARTNER = "partner", _("Partner")


class Confirmer(models.TextChoices):
    """Who said that an entry is right. Never a person's name."""

    ORGANIZATION = "organization", _("the organization")
    OFFICE = "office", _("the office")
    IMPORT = "import", _("an import")


class Attention(models.TextChoices):
    """Why an editor should look at an entry."""

    OVERDUE = "overdue", _("Overdue")
    NO_CONTACT = "no_contact", _("No contact")
    NUMBERS = "numbers", _("Wrong numbers")
    DOUBLE = "double", _("Possible duplicate")


class FacetKind(models.TextChoices):
    """By what a directory can be filtered. Values are the parameters of its address."""

    AREA = "area", _("Activity area")
    GROUP = "group", _("For whom")
    DISTRICT = "district", _("District")
    LEGAL_FORM = "form", _("Legal form")
    PUBLIC_BENEFIT = "opp", _("Public benefit")
    ACCESSIBLE = "access", _("Accessibility")
    OFFERS = "offers", _("What they offer")
    OPEN_NOW = "open", _("Office")
    NEEDS = "needs", _("What they need")
    LANGUAGE = "language", _("Language")
    OPERATION = "reach", _("Area of operation")
    SEARCHES = "about", _("Saved searches")


class ChangeSource(models.TextChoices):
    ORGANIZATION = "organization", _("the organization")
    VISITOR = "visitor", _("a visitor")


class ChangeState(models.TextChoices):
    """In the order in which they are listed: what waits comes first."""

    WAITING = "a_waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Partly accepted")
    REJECTED = "rejected", _("Rejected")


class ImportStatus(models.TextChoices):
    UPLOADED = "uploaded", _("Uploaded")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")


class ImportAction(models.TextChoices):
    PENDING = "pending", _("Not looked at yet")
    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    ERROR = "error", _("Error")


class RegistrationMode(models.TextChoices):
    NONE = "none", _("None")
    EXTERNAL = "external", _("On another web site")
    HERE = "here", _("Here")


class RegistrationScope(models.TextChoices):
    """For what people register at once."""

    DATE = "date", _("Each date for itself")
    COURSE = "course", _("All dates together (a course)")


class WhoMayRegister(models.TextChoices):
    ANYONE = "anyone", _("Anyone")
    ORGANIZATIONS = "organizations", _("Representatives of organizations")


class RegistrationStatus(models.TextChoices):
    """In the order of a registration's life; ``domain.registration.states`` has the roads."""

    UNCONFIRMED = "unconfirmed", _("Not confirmed yet")
    CONFIRMED = "confirmed", _("Registered")
    WAITING = "waiting", _("Waiting list")
    OFFERED = "offered", _("Seat offered")
    EXPIRED = "expired", _("Expired")
    CANCELLED = "cancelled", _("Cancelled by the person or the organiser")
    ATTENDED = "attended", _("Attended")
    ABSENT = "absent", _("Absent")


class RegistrationOrigin(models.TextChoices):
    FORM = "form", _("Form on the web site")
    DESK = "desk", _("Added by the organiser")
    IMPORT = "import", _("Imported list")


class DocumentKind(models.TextChoices):
    """What a stored document is."""

    SIGN_IN = "sign_in", _("Sign-in sheet")
    BADGES = "badges", _("Badges")
    PROTOCOL = "protocol", _("Protocol")
    REPORT = "report", _("Report")
    OTHER = "other", _("Other document")


class ElectionForm(models.TextChoices):
    """Who votes on which list."""

    ONE_LIST = "one_list", _("One list for all")
    OWN_AREA = "own_area", _("By areas: each organization votes in its own area")
    EVERY_AREA = "every_area", _("By areas: each organization votes in every area")


class VotingKind(models.TextChoices):
    MEETING = "meeting", _("At a meeting")
    DAYS = "days", _("On certain days, at a desk")


class DeputyRule(models.TextChoices):
    NONE = "none", _("No deputies")
    ALLOWED = "allowed", _("A candidate may have a deputy")
    REQUIRED = "required", _("Each candidate has a deputy")
    OTHER_SEX = "other_sex", _("Each candidate has a deputy of the other sex")


class Sex(models.TextChoices):
    """Asked for only where the rules of an election depend on it."""

    NONE = "", "–"
    WOMAN = "w", _("woman")
    MAN = "m", _("man")


class CandidateOrder(models.TextChoices):
    ALPHABETICAL = "alphabetical", _("Alphabetical")
    DRAWN = "drawn", _("Drawn by lot")


class CandidateState(models.TextChoices):
    """In the order in which they are listed: what waits comes first."""

    WAITING = "a_waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class LeftOutReason(models.TextChoices):
    """Why an organization of the directory is not on an electoral roll."""

    NONE = "", "–"
    NOT_PUBLISHED = "not_published", _("its entry is not published")
    NOT_ACTIVE = "not_active", _("it is not active")
    NOT_REGISTERED = "not_registered", _("it is not registered")
    TWICE = "twice", _("the same register number is on the roll already")


class ElectionPhase(models.TextChoices):
    """Where an election is now, in order."""

    BEFORE = "before", _("Before the nominations")
    NOMINATIONS = "nominations", _("Nominations")
    CHECKING = "checking", _("Nominations are checked")
    LIST = "list", _("List of candidates published")
    VOTING = "voting", _("Voting")
    COUNTING = "counting", _("Ballots are counted")
    VALIDATED = "validated", _("Result confirmed")


class CouncilRole(models.TextChoices):
    MEMBER = "member", _("member")
    CHAIR = "chair", _("chair")
    VICE_CHAIR = "vice_chair", _("deputy chair")
    SECRETARY = "secretary", _("secretary")


class CouncilDocumentKind(models.TextChoices):
    MINUTES = "minutes", _("Minutes")
    OPINION = "opinion", _("Opinion")
    RESOLUTION = "resolution", _("Resolution")
    OTHER = "other", _("Other document")
