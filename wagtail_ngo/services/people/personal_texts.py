"""Texts in which people may be named, and the fields that hold nobody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string

from wagtail_ngo.services.people import erasers
from wagtail_ngo.services.people.reasons import (
    ACCOUNTABILITY,
    CONTACTS,
    COUNTING,
    DIRECTORY,
    NAMED,
    PRESS,
    PUBLIC_TASK,
    PUBLISHING,
    SPEAKING,
    STAFF,
    TRACING,
    WHILE_PUBLISHED,
    WITH_PARENT,
)
from wagtail_ngo.services.people.register import Erasure, PersonalData, holds_no_person, register


def declare() -> None:
    """Fill the register; called by ``personal_data.declare``."""
    _directory()
    _events()
    _bulletin()
    _wagtail()
    _nobody()
    _keys()


def _texts(model: str, *fields: str, organization: str = "") -> None:
    """Free text in which somebody may be named."""
    register(
        PersonalData(
            model, fields, NAMED, PUBLISHING, PUBLIC_TASK, WHILE_PUBLISHED,
            organization=organization,
        )
    )  # fmt: skip


def _directory() -> None:
    register(
        PersonalData(
            "wagtail_ngo.ContactChannel", ["value", "label"],
            CONTACTS, DIRECTORY, PUBLIC_TASK, WITH_PARENT,
            erase=Erasure.DELETE, organization="organization",
            is_certain=erasers.is_private_channel,
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtail_ngo.NGOPage",
            ["short_name", "other_names", "filed_as", "name_with", "sort_key",
             "seat_street", "seat_city", "mail_street", "mail_city"],
            _("people after whom an organization is named, or in whose home it sits"),
            DIRECTORY, PUBLIC_TASK, WITH_PARENT, erase=Erasure.LOOK, organization="pk",
        )
    )  # fmt: skip
    # Officers are never read from such a file; see services/directory/registers.py.
    register(
        PersonalData(
            "wagtail_ngo.RegisteredOrganization", ["title", "seat_street", "seat_city"],
            _("people after whom an organization is named, or in whose home it sits"),
            _("filling entries from a public register"), PUBLIC_TASK,
            _("until a newer file of the register is loaded"), erase=Erasure.LOOK,
        )
    )  # fmt: skip
    _texts(
        "wagtail_ngo.NGOPage", "lead", "easy_text", "description", "internal_note", "tax_purpose",
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
    _texts("wagtail_ngo.PartnerBoardPage", "introduction", "volunteering_introduction")
    _texts("wagtail_ngo.PublicBenefitPage", "introduction")
    _texts("wagtail_ngo.EntryImage", "alt_text", "caption", organization="organization")
    _texts("wagtail_ngo.NGODirectoryPage", "introduction", "report_email")
    _texts("wagtail_ngo.NGOSettings", "office_name", "office_phone", "office_email")


def _events() -> None:
    register(
        PersonalData(
            "wagtail_ngo.EventPage",
            ["contact_name", "contact_email", "contact_phone", "organizer"],
            CONTACTS, PUBLISHING, PUBLIC_TASK, WHILE_PUBLISHED,
            organization="organizations__organization",
        )
    )  # fmt: skip
    _texts(
        "wagtail_ngo.EventPage", "lead", "easy_text", "body", "audience", "price", "accessibility",
        organization="organizations__organization",
    )  # fmt: skip
    hosts = "page__organizations__organization"
    _texts("wagtail_ngo.OccurrenceOverride", "title", "note", "description", organization=hosts)
    _texts("wagtail_ngo.Occurrence", "own_title", "note", "own_description", organization=hosts)
    # What the file said that an event came from.
    _texts("wagtail_ngo.EventPage", "source_content", "source_conflicts")
    # Titles of events and places that were not understood.
    _texts("wagtail_ngo.CalendarSource", "result")
    for model, fields in (("wagtail_ngo.CooperationPartner", ["name"]),):
        register(
            PersonalData(
                model, fields, NAMED, COUNTING, PUBLIC_TASK, WITH_PARENT, erase=Erasure.LOOK
            )
        )
    _texts("wagtail_ngo.EventIndexPage", "introduction")
    _texts("wagtail_ngo.Venue", "name", "accessibility_note", organization="organization")
    _texts(
        "wagtail_ngo.FundingCall",
        "eligible", "text", "own_contribution", "where_to_apply", "commission_text", "result_note",
    )  # fmt: skip
    _texts("wagtail_ngo.FundingCallIndexPage", "introduction", "data_publisher", "data_contact")
    register(
        PersonalData(
            "wagtail_ngo.FundingAward", ["organization_name", "task"],
            NAMED, _("telling residents what public money is spent on"), PUBLIC_TASK,
            WHILE_PUBLISHED, erase=Erasure.LOOK, organization="organization",
        )
    )  # fmt: skip


def _bulletin() -> None:
    written = {
        "BulletinIndexPage": ["introduction", "masthead", "publisher", "imprint", "skeleton"],
        "BulletinIssuePage": [
            "summary", "cover_alt", "cover_credit", "editorial", "editorial_author",
            "correction_note", "body"
        ],
        "BulletinEdition": ["content", "terms", "note"],
        "BulletinSource": ["title"],
    }  # fmt: skip
    for model, fields in written.items():
        register(
            PersonalData(
                f"wagtail_ngo.{model}", fields,
                _("authors and people the bulletin writes about"), _("publishing the bulletin"),
                PRESS, _("archived with the issue"), erase=Erasure.LOOK,
            )
        )  # fmt: skip
    register(
        PersonalData(
            "wagtail_ngo.BulletinDistribution", ["place", "note"], STAFF,
            _("counting copies"), PUBLIC_TASK, WITH_PARENT,
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
        "ActivityArea": "name slug description code group",
        "RegisterFile": "name file_name digest",
        "RegisteredOrganization": "key legal_form krs nip regon seat_postcode",
        "TargetGroup": "name slug description",
        "District": "name slug description",
        "LegalForm": "name slug description",
        "Language": "name slug description code",
        "EventKind": "name slug description",
        "SchoolBreak": "name",
        "CooperationProgramme": "name slug description",
        "DailyCount": "key label",
        "DirectoryFacet": "label searches",
        "ShareNetwork": "name address",
        "NGOSettings": "privacy_url",
        "Venue": "street postal_code city",
        "FundingCall": "title funder currency url source decision_url",
        "FundingAward": "decision_url",
        "BulletinDistribution": "issue_label",
        "BulletinRecord": "title",
        "BoardReply": "organization_name",
        "Consent": "text_version",
        # Public numbers and addresses of organizations.
        "NGOPage": "register_number krs nip regon iban seat_postcode mail_postcode",
        "EventPage": "online_url uid series_uid content_digest recurrence source_name",
        "CalendarSource": "name url error validators",
        "Occurrence": "time_zone own_link",
        "OccurrenceOverride": "link",
        "SearchTranslation": "meaning words",
        "SearchSituation": "phrases words sentence",
        "SearchAskingWord": "words",
        "SearchAlert": "address_hash filters search_digest token",
        "BulletinIndexPage": "issn structure_color accent_color",
        "ChangeRequestField": "key",
    }
    _hold_nobody(words)


def _keys() -> None:
    """Keys, digests, states; random or keyed, replaced when a person is erased."""
    keys = {
        "ExchangeReminder": "nonce",
        "BouncedAddress": "address_hash status_code",
        "OutgoingMail": "kind about key address_hash headers attachments message_id",
        "SearchState": "token",
        "ConfirmationRequest": "nonce",
        "BulletinEdition": "digest",
        "BulletinSource": "key digest",
        "BulletinFile": "file thumbnail sha256 generator notes error",
        "BulletinSubscriber": "address_hash token consent_text consent_source",
        "BulletinMailing": "campaign",
        # A keyed hash; erasing a subscriber replaces it.
        "BulletinDelivery": "address_hash",
    }
    _hold_nobody(keys)


def _hold_nobody(fields: dict[str, str]) -> None:
    for model, names in fields.items():
        holds_no_person(f"wagtail_ngo.{model}", *names.split())
