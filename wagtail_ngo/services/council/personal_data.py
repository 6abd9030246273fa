"""Fields of councils and elections in which a person may be named, for the register of all."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_ngo.services.council import privacy
from wagtail_ngo.services.people.reasons import CONSENT, PUBLIC_TASK, WHILE_PUBLISHED
from wagtail_ngo.services.people.register import PersonalData, holds_no_person, register

ELECTING = _("holding elections to the council and showing their result")
NAMES = ["full_name", "given_names", "family_name",
         "deputy_full_name", "deputy_given_names", "deputy_family_name"]  # fmt: skip
KEPT_NAMES = _("as long as the result is published; names go when the consent is withdrawn")


def declare() -> None:
    """Add the entries; called once, when the app is ready."""
    register(
        PersonalData(
            "wagtail_ngo.Candidate",
            [*NAMES, "statement", "state_note", "email", "phone"],
            _("candidates and their deputies"), ELECTING, CONSENT,
            _("names as long as the result is published; e-mail, phone and sex a year after the "
              "voting (ELECTION_KEEP_DAYS), those who did not stand not at all after it"),
            erase=privacy.erase_from_candidate,
            erased=_("the names go, votes and places stay"),
            organization="organization", forget=privacy.forget_contacts,
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtail_ngo.CouncilSeat", NAMES,
            _("members of the council and their deputies"), ELECTING, CONSENT, KEPT_NAMES,
            erase=privacy.erase_from_seat, erased=_("the seat stays without the name"),
            organization="organization",
        )
    )  # fmt: skip
    register(
        PersonalData(
            "wagtail_ngo.RollEntry", ["delegate"],
            _("delegates who vote for organizations"),
            _("issuing one ballot to each organization"), PUBLIC_TASK,
            _("a year after the voting (ELECTION_KEEP_DAYS)"),
            erase=privacy.erase_from_roll, erased=_("the name goes, the organization stays"),
            organization="organization",
        )
    )  # fmt: skip
    _texts()
    _nobody()


def _texts() -> None:
    named = _("people named in texts of the council and its elections")
    for model, fields in {
        "CouncilPage": "lead body contact_email office_email",
        "CouncilElectionPage": "lead body",
        "CouncilDocument": "title",
        "CouncilTerm": "note",
        "ElectionRoll": "reason",
        "CandidateDraw": "reason",
        "ElectionCount": "note reason",
        "CountSection": "tie_note",
    }.items():
        register(
            PersonalData(
                f"wagtail_ngo.{model}", fields.split(), named, ELECTING, PUBLIC_TASK,
                WHILE_PUBLISHED,
            )
        )  # fmt: skip


def _nobody() -> None:
    for model, fields in {
        # Names of organizations and words of the office; keys of sorting and of links.
        "Candidate": "organization_name consent_text sort_key",
        "CouncilSeat": "area_name organization_name sort_key",
        "RollEntry": "name register_number sort_key",
        "CouncilElectionPage": "consent_text",
        "ElectionArea": "name",
        "CountSection": "area_name",
        "CandidateDraw": "seed",
        "ElectionRecord": "title",
        "NominationInvitation": "nonce",
        # Made of the rows above, and made again when a name is erased.
        "ElectionCount": "protocol protocol_error",
    }.items():
        holds_no_person(f"wagtail_ngo.{model}", *fields.split())
