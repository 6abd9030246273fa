"""People whom this package knows: whose data are kept, why, how long, how erased.

Together with ``personal_texts`` and those of registration and council it is the answer
to "whose data are here, and why". A text field that is in none, nor said to hold nobody, fails a
test.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_ngo.services.people import erasers, personal_texts, retention
from wagtail_ngo.services.people.reasons import (
    ANSWERING,
    CONSENT,
    DIRECTORY,
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
    register(
        PersonalData(
            "wagtail_ngo.SearchAlert",
            ["email", "words", "label"],
            _("people who get a search by e-mail"), _("telling them what is new"), CONSENT,
            _("until they unsubscribe; 30 days without a confirmation"),
            erase=Erasure.DELETE, is_person=True, forget=retention.forget_unconfirmed_alerts,
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
            "wagtail_ngo.ImportRow", ["cells", "changes", "message", "remarks"],
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


def _mail() -> None:
    register(
        PersonalData(
            "wagtail_ngo.OutgoingMail",
            ["recipient", "subject", "text", "html", "context", "error"],
            _("people to whom the site writes"), _("delivering messages"), PUBLIC_TASK,
            _("the text until it is sent, the address MAIL_KEEP_DAYS longer"),
            erase=erasers.erase_mail,
            erased=_("messages to the person are deleted, the name goes from others"),
            forget=retention.forget_mail,
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtail_ngo.BouncedAddress", ["email"],
            _("people whose address does not work"), _("not mailing there again"), PUBLIC_TASK,
            _("until an editor takes the mark back; a year after the last message came back"),
            erase=Erasure.DELETE, is_person=True, forget=retention.forget_bounces,
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
