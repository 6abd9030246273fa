"""Papers of an election as accessible PDFs: roll sheet, ballots, protocol."""

from __future__ import annotations

import datetime
import hashlib

from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

import wagtail_ngo
from wagtail_ngo import conf, signals
from wagtail_ngo.domain.pdf.values import Made, Metadata, PDFError
from wagtail_ngo.enums import ElectionForm
from wagtail_ngo.models import CouncilElectionPage, ElectionCount, RollEntry
from wagtail_ngo.services.council import counts, results
from wagtail_ngo.services.pdf.child import Job, Limits, job_metadata, made_in_child

#: Lines for signatures below a roll and a protocol.
SIGNATURES = 3


def roll_sheet(election: CouncilElectionPage, *, now: datetime.datetime) -> Made:
    """The roll to sign on, by area where each organization votes in its own. Not for the public."""
    entries = list(election.roll.entries.select_related("area"))
    entitled = [entry for entry in entries if entry.is_entitled]
    context = {
        "roll": election.roll,
        "groups": _groups(election, entitled),
        "total": len(entitled),
        "left_out": [entry for entry in entries if not entry.is_entitled],
    }
    return _made(election, "roll", context, now=now)


def _groups(election, entries: list[RollEntry]) -> list[tuple[str, list[RollEntry]]]:
    if election.form != ElectionForm.OWN_AREA:
        return [("", entries)]
    groups = [
        (area.name, [entry for entry in entries if entry.area_id == area.key])
        for area in election.rules.areas
    ]
    without = [entry for entry in entries if entry.area_id is None]
    return [*groups, (_("Without an area"), without)] if without else groups


def ballot_papers(election: CouncilElectionPage, *, now: datetime.datetime) -> Made:
    """One page for each list, the same for every voter: nothing on it names who marks it."""
    lists = [(ballot.area, ballot.candidates) for ballot in counts.ballots(election)]
    return _made(election, "ballot", {"lists": lists}, now=now)


def protocol(count: ElectionCount, *, now: datetime.datetime) -> Made:
    """The result in one version, with lines to sign. Names only of those who agreed."""
    election = count.election
    context = {"result": results.result_of(count), "roll": election.roll}
    return _made(election, "protocol", context, now=now)


def _made(election: CouncilElectionPage, name: str, context: dict, *, now) -> Made:
    language = election.locale.language_code
    with translation.override(language):
        title = f"{TITLES[name]()} – {election.title}"
        html = render_to_string(
            f"wagtail_ngo/pdf/council/{name}.html",
            {
                **context,
                "election": election,
                "rules": election.rules,
                "language": language,
                "paper_title": title,
                "signatures": range(SIGNATURES),
            },
        )
        site = election.get_site()
        author = (site.site_name or site.root_page.title) if site else election.title
    metadata = Metadata(
        title=title,
        author=author,
        publisher=author,
        description=title,
        language=language,
        created=now,
        modified=now,
        identifier=election.full_url or election.title,
        creator_tool=f"wagtail-ngo {wagtail_ngo.__version__}",
    )
    job = Job(
        html=html,
        metadata=job_metadata(metadata),
        base_url=election.full_url or "https://localhost/",
        media_folders=(),
    )
    return made_in_child(job, Limits(**conf.get("PDF_LIMITS")))


TITLES = {
    "roll": lambda: _("Electoral roll"),
    "ballot": lambda: _("Ballot"),
    "protocol": lambda: _("Protocol of the election"),
}


def store_protocol(count: ElectionCount) -> ElectionCount:
    """The confirmed version with its PDF stored, or the reason why there is none.

    The moment of the confirmation dates the file, so that making it again gives the same bytes.
    """
    if count.validated_at is None:
        raise ValueError("A count has a protocol once it is confirmed.")
    try:
        made = protocol(count, now=count.validated_at)
    except PDFError as error:
        count.protocol_error = str(error)[:2000]
        count.save(update_fields=["protocol_error"])
        return count
    drop_protocol(count)
    digest = hashlib.sha256(made.data).hexdigest()[:16]
    name = f"{slugify(count.election.slug)}-{count.number}-{digest}.pdf"
    count.protocol.save(name, ContentFile(made.data), save=False)
    count.protocol_error = ""
    count.save(update_fields=["protocol", "protocol_error"])
    return count


def drop_protocol(count: ElectionCount) -> None:
    """Delete the stored file of one version."""
    if count.protocol:
        count.protocol.delete(save=False)
        ElectionCount.objects.filter(pk=count.pk).update(protocol="")


def renew_protocols(election: CouncilElectionPage) -> None:
    """After a name was withdrawn: no stored file holds it any more; new ones are made."""
    for count in election.counts.validated():
        drop_protocol(count)
        signals.election_validated.send(sender=type(election), count=count)
