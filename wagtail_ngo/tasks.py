"""Work that runs in a task worker, or at once where the host has none."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.backends.immediate import ImmediateBackend

from wagtail_ngo.enums import MailStatus
from wagtail_ngo.models import (
    ActivityReportPage,
    BulletinEdition,
    BulletinFile,
    BulletinMailing,
    ElectionCount,
    OutgoingMail,
    StoredDocument,
)
from wagtail_ngo.services.bulletin import mail as bulletin_mail
from wagtail_ngo.services.bulletin import pdf as bulletin_pdf
from wagtail_ngo.services.council import papers
from wagtail_ngo.services.events import breaks
from wagtail_ngo.services.mail import outbox
from wagtail_ngo.services.reports import files as report_files
from wagtail_ngo.signals import bulletin_issued

logger = logging.getLogger("wagtail_ngo.pdf")
# 500 copies: what an editor without a worker waits for at once.
BATCHES_AT_ONCE = 10


@task()
def make_bulletin_file(file_id: int) -> str:
    """Status of one stored file after making it; errors end in its row, where editors look."""
    file = BulletinFile.objects.select_related("edition__issue").filter(pk=file_id).first()
    if file is None:
        return "gone"
    try:
        file = bulletin_pdf.make_file(file, clock=timezone.now)
    except Exception:
        logger.exception("The PDF of bulletin file %s could not be made.", file_id)
        return file.status
    if file.is_ready:
        bulletin_issued.send(sender=type(file.edition.issue), page=file.edition.issue)
    return file.status


def queue_files(edition: BulletinEdition) -> None:
    """Ask for the edition's files once the transaction is committed."""
    for file in bulletin_pdf.ensure_files(edition):
        queue_file(file)


def queue_file(file: BulletinFile) -> None:
    """Ask for one file, again where it failed."""
    transaction.on_commit(lambda: make_bulletin_file.enqueue(file.pk))


@task()
def send_bulletin(mailing_id: int) -> int:
    """Mail one batch of copies and ask for the next; number of copies that remain.

    Without a worker the editor waits for the answer, and a batch cannot ask for the next without
    nesting: then some batches are sent one after the other, and the panel offers to go on.
    """
    mailing = BulletinMailing.objects.select_related("issue").filter(pk=mailing_id).first()
    if mailing is None:
        return 0
    is_immediate = isinstance(send_bulletin.get_backend(), ImmediateBackend)
    for _batch in range(BATCHES_AT_ONCE if is_immediate else 1):
        progress = bulletin_mail.send_batch(mailing, now=timezone.now())
        did_something = progress.sent or progress.failed or progress.postponed
        if progress.is_interrupted or not progress.remaining or not did_something:
            return progress.remaining
    if not is_immediate:
        send_bulletin.enqueue(mailing_id)
    return progress.remaining


@task()
def make_election_protocol(count_id: int) -> bool:
    """Whether the confirmed count has its protocol; what went wrong is in its row."""
    count = ElectionCount.objects.validated().filter(pk=count_id).first()
    if count is None:
        return False
    try:
        return bool(papers.store_protocol(count).protocol)
    except Exception:
        logger.exception("The protocol of count %s could not be made.", count_id)
        return False


def queue_protocol(count: ElectionCount) -> None:
    """Ask for the protocol of a confirmed count once the transaction is committed."""
    transaction.on_commit(lambda: make_election_protocol.enqueue(count.pk))


@task()
def make_report_file(file_id: int) -> str:
    """Status of one stored file of a report after making it; errors end in its row."""
    file = StoredDocument.objects.filter(pk=file_id).first()
    report = ActivityReportPage.objects.filter(pk=file.owner_id).first() if file else None
    if report is None:
        return "gone"
    try:
        made = report_files.make(file, report, now=timezone.now())
        return made.status if made else "gone"
    except Exception:
        logger.exception("The PDF of report %s could not be made.", report.pk)
        return file.status


def queue_report_file(file: StoredDocument) -> None:
    """Ask for one file once the transaction is committed; a broken queue costs no reader a page."""
    transaction.on_commit(lambda: make_report_file.enqueue(file.pk), robust=True)


def queue_report_files(report: ActivityReportPage) -> None:
    """Ask for the files of a report that became another, so that its readers need not wait.

    After the commit, and whatever goes wrong there: an editor's publishing never fails for a file.
    """
    transaction.on_commit(lambda: _ask_for_report_files(report.pk), robust=True)


def _ask_for_report_files(report_id: int) -> None:
    report = ActivityReportPage.objects.filter(pk=report_id, live=True).first()
    for kind in report_files.kinds_of(report) if report else ():
        file, must_queue = report_files.ask(report, kind, now=timezone.now(), is_forced=True)
        if must_queue:
            queue_report_file(file)


@task()
def follow_school_breaks() -> int:
    """How many series became different after the school breaks did."""
    return breaks.follow_breaks(now=timezone.now())


def queue_follow_school_breaks() -> None:
    """Ask for it once the transaction is committed; the editor of a break waits for no series."""
    transaction.on_commit(follow_school_breaks.enqueue, robust=True)


@task()
def deliver_mail(mail_id: int) -> None:
    """Send one message; where the mail server is away, ask for the next attempt.

    A backend that cannot wait leaves later attempts to the command ``ngo_send_mail``.
    """
    mails = OutgoingMail.objects.filter(pk=mail_id)
    outbox.deliver(now=timezone.now(), mails=mails)
    mail = mails.filter(status=MailStatus.QUEUED).first()
    if mail is not None and deliver_mail.get_backend().supports_defer:
        deliver_mail.using(run_after=mail.next_attempt_at).enqueue(mail_id)


def queue_delivery(mail: OutgoingMail) -> None:
    """Ask for the first attempt once the transaction is committed.

    A broken task queue must not cost the visitor her answer: the message waits in the outbox.
    """
    transaction.on_commit(lambda: deliver_mail.enqueue(mail.pk), robust=True)
