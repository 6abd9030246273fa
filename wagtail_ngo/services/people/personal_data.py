"""People whom this package knows: whose data are kept, why, how long, how erased.

Together with ``personal_texts`` it is the answer to "whose data are here, and why". A text field
that is in neither, nor said to hold nobody, fails a test.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_ngo.services.people import electors, erasers, participants, personal_texts, retention
from wagtail_ngo.services.people.reasons import (
    ANSWERING,
    CONSENT,
    COUNTING,
    DIRECTORY,
    ELECTING,
    NAMED,
    PUBLIC_TASK,
    SENDERS,
    SPEAKING,
    WITH_PARENT,
)
from wagtail_ngo.services.people.register import Erasure, PersonalData, register


def declare() -> None:
    """Fill the register; called once, when the app is ready."""
    _people()
    _visitors()
    _imports()
    _participants()
    _elections()
    _mail()
    _searches()
    personal_texts.declare()


def _people() -> None:
    register(
        PersonalData(
            "wagtail_ngo.Representative",
            ["name", "role", "email", "phone"],
            SPEAKING, DIRECTORY, PUBLIC_TASK, _("until the day in “keep until”"),
            erase=erasers.empty_representative,
            erased=_("the row stays without name and addresses, so that figures keep their sums"),
            organization="organization", is_person=True, forget=retention.forget_representatives,
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtail_ngo.BulletinSubscriber",
            ["email"],
            _("subscribers of the bulletin"), _("mailing the bulletin"), CONSENT,
            _("until they unsubscribe; 30 days without a confirmation"),
            erase=erasers.forget_subscriber,
            erased=_("the row is deleted; copies sent stay as a count"),
            is_person=True, forget=retention.forget_unconfirmed,
        )
    )  # fmt: skip


def _visitors() -> None:
    after_closing = _("a year after the office is done (REQUEST_KEEP_DAYS); the e-mail until then")
    register(
        PersonalData(
            "wagtail_ngo.ChangeRequest", ["message", "reply_to"],
            SENDERS, ANSWERING, PUBLIC_TASK, after_closing,
            organization="entry", forget=retention.forget_change_requests,
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtail_ngo.ChangeRequestField", ["old", "new"],
            SENDERS, ANSWERING, PUBLIC_TASK, after_closing, organization="request__entry",
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtail_ngo.MissingOrganization", ["name", "contact", "message", "reply_to"],
            SENDERS, ANSWERING, PUBLIC_TASK, after_closing,
            organization="entry", forget=retention.forget_hints,
        )
    )  # fmt: skip


def _imports() -> None:
    register(
        PersonalData(
            "wagtail_ngo.ImportRow", ["cells", "changes", "message"],
            SPEAKING, _("showing what became of each row"), PUBLIC_TASK,
            _("90 days (IMPORT_KEEP_DAYS); columns that are not imported until the import begins"),
            organization="entry", forget=retention.forget_imports,
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtail_ngo.ImportJob", ["file_name", "columns", "mapping"],
            SPEAKING, _("showing what was imported"), PUBLIC_TASK, WITH_PARENT,
        )
    )  # fmt: skip


def _participants() -> None:
    after_date = _("so many days after the date as the event says")
    register(
        PersonalData(
            "wagtail_ngo.Registration",
            ["name", "email", "phone", "role", "answers", "needs", "note"],
            _("people who registered"), _("holding the event they registered for"), CONSENT,
            after_date, erase=participants.empty_registration,
            erased=_("the row stays without a name, counted under a random key"),
            organization="organization",
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtail_ngo.Attendance", ["name"],
            _("people who were there"), COUNTING, PUBLIC_TASK, after_date,
            erase=participants.empty_attendance,
            erased=_("the row stays without a name, counted under a random key"),
            organization="organization",
        )
    )  # fmt: skip
    _texts(
        "wagtail_ngo.NGOPage", "lead", "description", "internal_note", "tax_purpose",
        "accessibility_note", organization="pk",
    )  # fmt: skip
    for model, name in (
        ("OpeningHours", "note"), ("OpeningException", "note"), ("EntryDocument", "title"),
        ("BoardReply", "text"),
    ):  # fmt: skip
        _texts(f"wagtail_ngo.{model}", name, organization="organization")
    _texts("wagtail_ngo.Offer", "text", "details", "place", organization="organization")
    _texts("wagtail_ngo.Need", "text", "details", "place", "hours", organization="organization")
    _texts(
        "wagtail_ngo.Cooperation", "title", "purpose", "origin_text", "result",
        organization="partners__organization",
    )  # fmt: skip
    _texts("wagtail_ngo.CooperationPartner", "name", organization="organization")
    _texts("wagtail_ngo.PartnerBoardPage", "introduction", "volunteering_introduction")
    _texts("wagtail_ngo.PublicBenefitPage", "introduction")
        ("OpeningHours", "note"), ("OpeningException", "note"), ("Offer", "text"),
        ("Need", "text"), ("EntryDocument", "title"),
    ):  # fmt: skip
        _texts(f"wagtail_ngo.{model}", name, organization="organization")
    _texts(
        "wagtail_ngo.Cooperation", "title", "purpose", "result", "origin_text",
        organization="partners__organization",
    )  # fmt: skip
    _texts("wagtail_ngo.EntryImage", "alt_text", "caption", organization="organization")
    _texts("wagtail_ngo.NGODirectoryPage", "introduction", "report_email")


def _events() -> None:
    register(
        PersonalData(
            "wagtail_ngo.StoredDocument", ["title", "file"],
            _("people who were there"), COUNTING, PUBLIC_TASK, WITH_PARENT, erase=Erasure.LOOK,
        )
    )  # fmt: skip
    _texts(
        "wagtail_ngo.EventPage", "lead", "body", "audience", "price", "accessibility",
        organization="organizations__organization",
    )  # fmt: skip
    hosts = "page__organizations__organization"
    _texts("wagtail_ngo.OccurrenceOverride", "title", "note", organization=hosts)
    _texts("wagtail_ngo.Occurrence", "own_title", "note", organization=hosts)
    _texts("wagtail_ngo.EventIndexPage", "introduction")
    _texts("wagtail_ngo.Venue", "name", "accessibility_note", organization="organization")
    _texts(
        "wagtail_ngo.FundingCall", "eligible", "text", "own_contribution", "where_to_apply",
        "commission_text", "result_note",
    )  # fmt: skip
    _texts("wagtail_ngo.FundingCallIndexPage", "introduction", "data_contact")
    register(
        PersonalData(
            "wagtail_ngo.FundingAward", ["organization_name", "task"],
            NAMED, _("telling residents what public money is spent on"), PUBLIC_TASK,
            WHILE_PUBLISHED, erase=Erasure.LOOK, organization="organization",
        )
    )  # fmt: skip


def _elections() -> None:
    addresses = _("names with the result; addresses until ELECTION_KEEP_DAYS after the voting")
    register(
        PersonalData(
            "wagtail_ngo.Candidate",
            ["given_names", "family_name", "deputy_given_names", "deputy_family_name", "sort_key",
             "statement", "email", "phone", "consent_text", "state_note"],
            _("candidates and their deputies"), ELECTING, CONSENT, addresses,
            erase=electors.erase_candidate,
            erased=_("names and addresses go, votes and places stay"),
            organization="organization", names=electors.NAMES, forget=electors.forget_elections,
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtail_ngo.CouncilSeat",
            ["given_names", "family_name", "deputy_given_names", "deputy_family_name", "sort_key"],
            _("members of the council and their deputies"), ELECTING, CONSENT,
            _("archived with the term"), erase=electors.erase_seat,
            erased=_("the name goes, the seat stays"),
            organization="organization", names=electors.NAMES,
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtail_ngo.RollEntry", ["delegate"],
            _("delegates who vote for organizations"), ELECTING, PUBLIC_TASK,
            _("until ELECTION_KEEP_DAYS after the voting"), organization="organization",
        )
    )  # fmt: skip


def _mail() -> None:
    register(
        PersonalData(
            "wagtail_ngo.OutgoingMail",
            ["recipient", "subject", "text", "html", "context", "error"],
            _("people to whom the site writes"), _("delivering messages"), PUBLIC_TASK,
            _("the text until it is sent, the address MAIL_KEEP_DAYS longer"),
            erase=erasers.erase_mail,
            erased=_("messages to her are deleted, she is taken out of others"),
            forget=retention.forget_mail,
        )
    )  # fmt: skip


def _searches() -> None:
    register(
        PersonalData(
            "wagtail_ngo.SearchedQuery", ["words"],
            _("people whose names are searched for"), _("making search better"), PUBLIC_TASK,
            _("400 days"), erase=Erasure.DELETE, is_certain=erasers.always,
            forget=retention.forget_searches,
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtail_ngo.SearchSynonym", ["words"], NAMED, _("making search better"),
            PUBLIC_TASK, _("until an editor takes it out"), erase=Erasure.LOOK,
        )
    )  # fmt: skip


def _wagtail() -> None:
    register(
        PersonalData(
            "wagtailcore.Revision", ["content", "object_str"],
            NAMED, TRACING, ACCOUNTABILITY, WITH_PARENT,
            erase=erasers.redact_revision, erased=_("taken out of every old version"),
            is_certain=erasers.is_own_revision,
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtailcore.ModelLogEntry", ["label", "data"],
            SPEAKING, TRACING, ACCOUNTABILITY,
            _("what was done stays; the name goes with the person"),
            is_certain=erasers.is_own_log_entry,
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtailcore.PageLogEntry", ["label", "data"],
            NAMED, TRACING, ACCOUNTABILITY, _("as long as the host keeps its log"),
            is_certain=erasers.is_own_page_log_entry,
        )
    )  # fmt: skip
    for model, name in (("Comment", "text"), ("CommentReply", "text"), ("TaskState", "comment")):
        register(
            PersonalData(f"wagtailcore.{model}", [name], STAFF, TRACING, PUBLIC_TASK, WITH_PARENT)
        )
    pages = ["title", "draft_title", "slug", "url_path", "seo_title", "search_description"]
    for model, fields in (
        ("wagtailcore.Page", pages),
        ("wagtailredirects.Redirect", ["old_path"]),
        (get_image_model_string(), ["title", "file"]),
        (get_document_model_string(), ["title", "file"]),
    ):
        register(
            PersonalData(
                model, fields, NAMED, PUBLISHING, PUBLIC_TASK, WHILE_PUBLISHED, erase=Erasure.LOOK
            )
        )


def _nobody() -> None:
    """Fields that hold words of the office, codes, keys and files it made."""
    words = {
        "ActivityArea": "name slug description code",
        "TargetGroup": "name slug description",
        "District": "name slug description",
        "LegalForm": "name slug description",
        "Language": "name slug description code",
        "EventKind": "name slug description",
        "DirectoryFacet": "label searches",
        "ShareNetwork": "name address",
        "Venue": "street postal_code city",
        "FundingCall": "title funder currency url source decision_url",
        "FundingCallIndexPage": "data_publisher",
        "FundingAward": "decision_url",
        "BoardReply": "organization_name",
        "ExchangeReminder": "nonce",
        "Consent": "text_version",
        # Public numbers and addresses of organizations.
        "NGOPage": "register_number krs nip regon iban seat_postcode mail_postcode",
        "EventPage": "online_url uid content_digest recurrence",
        "Occurrence": "time_zone",
        "BulletinIndexPage": "issn structure_color accent_color",
        "ChangeRequestField": "key",
        # Keys, digests, states.
        "SearchState": "token",
        "ConfirmationRequest": "nonce",
        "BulletinEdition": "digest",
        "BulletinSource": "key digest",
        "BulletinFile": "file thumbnail sha256 generator notes error",
        "BulletinSubscriber": "address_hash token",
        "BulletinMailing": "campaign",
        # A keyed hash; erasing a subscriber replaces it.
        "BulletinDelivery": "address_hash",
    }
    for model, fields in words.items():
        holds_no_person(f"wagtail_ngo.{model}", *fields.split())
