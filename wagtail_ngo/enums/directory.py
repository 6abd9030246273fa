"""Choices of the directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class ConsentScope(models.TextChoices):
    CONTACT = "contact", _("being contacted by the office")
    PUBLICATION = "publication", _("publication on the web site")
    PHOTOS = "photos", _("photographs")


class ConsentSource(models.TextChoices):
    PAPER = "paper", _("Paper form")
    EMAIL = "email", _("E-mail")
    WEB = "web", _("Form on the web site")
    IN_PERSON = "in_person", _("In person")


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
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")


class ImportDecision(models.TextChoices):
    """What an editor says about a row that the import does not decide by itself."""

    OPEN = "", _("Not decided")
    SAME = "same", _("It is this entry")
    NEW = "new", _("A new entry")
    SKIP = "skip", _("Leave it out")


class CellResult(models.TextChoices):
    """What became of a cell that was not read as it stands."""

    READ_AS = "read_as", _("Read as")
    LEFT_OUT = "left_out", _("Left out")
    DECIDE = "decide", _("Please decide")


class ImportAction(models.TextChoices):
    PENDING = "pending", _("Not looked at yet")
    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    DOUBTFUL = "doubtful", _("Please decide")
    ERROR = "error", _("Error")
    UNDONE = "undone", _("Taken back")
    KEPT = "kept", _("Not taken back")
