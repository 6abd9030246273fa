"""What happens when Wagtail publishes, unpublishes, moves or deletes our pages.

Deleting a page takes its dates along (database cascade); so does deleting an ancestor.
"""

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from wagtail_ngo import tasks
from wagtail_ngo.domain.characters import UNPRINTABLE, printable
from wagtail_ngo.models import (
    ActivityReportPage,
    BulletinIssuePage,
    BulletinRecord,
    Consent,
    Cooperation,
    CooperationPartner,
    EventPage,
    FundingCall,
    NGOPage,
    Representative,
    SchoolBreak,
)
from wagtail_ngo.services import redirects
from wagtail_ngo.services.bulletin import editions as bulletin_editions
from wagtail_ngo.services.bulletin import figures as bulletin_figures
from wagtail_ngo.services.bulletin import items as bulletin_items
from wagtail_ngo.services.bulletin import sources as bulletin_sources
from wagtail_ngo.services.council import privacy as council_privacy
from wagtail_ngo.services.directory import (
    answers,  # noqa: F401 -- its kind of mail
    board,
    cooperations,
)
from wagtail_ngo.services.events import batches, occurrences, snapshots
from wagtail_ngo.services.funding import awards
from wagtail_ngo.services.people import erasers, register
from wagtail_ngo.services.registration import attendance, notices
from wagtail_ngo.services.reports import files as report_files
from wagtail_ngo.services.search import (
    alert_news,  # noqa: F401 -- its kinds of mail
    state,
)
from wagtail_ngo.services.search import changes as search_changes
from wagtail_ngo.signals import (
    bulletin_edition_frozen,
    election_validated,
    event_alias_created,
    mail_queued,
    occurrence_closed,
    occurrence_reopened,
    occurrences_changed,
    occurrences_rebuilt_together,
    person_erased,
    person_exported,
    personal_data_erased,
)


@receiver(page_published, dispatch_uid="wagtail_ngo.occurrences.published")
def rebuild_after_publishing(sender, instance, revision=None, **kwargs) -> None:
    if not isinstance(instance, EventPage):
        return
    if _is_copy(instance, revision):
        revision.ngo_is_applied = True
        revision.publish(log_action=False)
    else:
        occurrences.rebuild(instance, now=timezone.now())


def _is_copy(page, revision) -> bool:
    """Whether the page has just been copied as live.

    Then what is live is what was live in the original, while the revision holds the draft
    (wagtail#10393). Wagtail dates a copy by its revision, a publication by the clock.
    """
    if revision is None or getattr(revision, "ngo_is_applied", False):
        return False
    return page.first_published_at == page.last_published_at == revision.created_at


@receiver(event_alias_created, dispatch_uid="wagtail_ngo.occurrences.aliased")
def build_dates_of_alias(sender, page, **kwargs) -> None:
    occurrences.rebuild(page, now=timezone.now())


@receiver(page_unpublished, dispatch_uid="wagtail_ngo.occurrences.unpublished")
def withdraw_after_unpublishing(sender, instance, **kwargs) -> None:
    if isinstance(instance, EventPage):
        occurrences.withdraw(instance, now=timezone.now())


@receiver(post_page_move, dispatch_uid="wagtail_ngo.occurrences.moved")
def rebuild_after_moving(sender, instance, url_path_before, url_path_after, **kwargs) -> None:
    """Also for events below the moved page: a copy or move may have changed what is live."""
    if url_path_before == url_path_after:
        return
    events = EventPage.objects.live().descendant_of(instance, inclusive=True)
    for _done in batches.rebuild_all(events, now=timezone.now()):
        pass


@receiver([post_save, post_delete], sender=SchoolBreak, dispatch_uid="wagtail_ngo.breaks")
def follow_school_breaks(sender, raw=False, **kwargs) -> None:
    """Series that leave out school breaks have other dates now; a task finds out which."""
    if not raw:
        tasks.queue_follow_school_breaks()


@receiver(page_published, dispatch_uid="wagtail_ngo.bulletin.published")
def issue_after_publishing(sender, instance, revision=None, **kwargs) -> None:
    """Whatever door of Wagtail a page came through, here it is issued.

    Wagtail sends the signal for pages that a time is set for, too, and for copies made live.
    """
    if not isinstance(instance, BulletinIssuePage) or not instance.live:
        return
    now = timezone.now()
    is_copy = _is_copy(instance, revision)
    if is_copy or bulletin_editions.needs_a_look(instance, revision, now=now):
        bulletin_editions.take_down(instance)
    else:
        bulletin_editions.issue(instance, now=now)


@receiver([page_published, page_unpublished], dispatch_uid="wagtail_ngo.bulletin.source")
@receiver(post_save, sender=FundingCall, dispatch_uid="wagtail_ngo.bulletin.call")
@receiver(post_save, sender=Cooperation, dispatch_uid="wagtail_ngo.bulletin.cooperation")
def mark_bulletins(sender, instance, **kwargs) -> None:
    """Editors of issued bulletins learn that a source looks different now."""
    if getattr(instance, "ngo_is_new", False):
        return
    if key := bulletin_sources.key_of(instance):
        bulletin_sources.mark_changes(key)


@receiver(occurrences_rebuilt_together, dispatch_uid="wagtail_ngo.bulletin.dates")
def mark_bulletins_of_dates(sender, pages, **kwargs) -> None:
    bulletin_sources.mark_changes(*filter(None, map(bulletin_sources.key_of, pages)))


@receiver(post_delete, dispatch_uid="wagtail_ngo.bulletin.deleted")
def mark_bulletins_after_deleting(sender, instance, **kwargs) -> None:
    if isinstance(instance, Page | FundingCall | Cooperation):
        mark_bulletins(sender, instance)


@receiver(
    [post_save, post_delete],
    sender=CooperationPartner,
    dispatch_uid="wagtail_ngo.bulletin.partners",
)
def mark_bulletins_of_partners(sender, instance, **kwargs) -> None:
    """Partners are stored after their cooperation."""
    key = bulletin_items.cooperation_key(Cooperation(pk=instance.cooperation_id))
    bulletin_sources.mark_changes(key)


@receiver(pre_delete, sender=NGOPage, dispatch_uid="wagtail_ngo.names.kept")
def keep_names(sender, instance, **kwargs) -> None:
    """What an organization did stays with its name when its entry is deleted."""
    for keep_name in (cooperations.keep_name, board.keep_name, awards.keep_name):
        keep_name(instance)


redirects.connect()


@receiver(pre_delete, sender=BulletinIssuePage, dispatch_uid="wagtail_ngo.bulletin.record")
def forget_record_of_draft(sender, instance, **kwargs) -> None:
    """What readers had stays in the figures; what was taken back before it is deleted does not."""
    if not instance.live:
        BulletinRecord.objects.filter(issue=instance).delete()
    bulletin_figures.keep_serial(instance)


@receiver(pre_delete, sender=EventPage, dispatch_uid="wagtail_ngo.occurrences.calendar")
def keep_calendar(sender, instance, **kwargs) -> None:
    """What took place stays in the figures of the calendar in which it was announced."""
    snapshots.remember_calendar(instance)


search_changes.connect()


@receiver(bulletin_edition_frozen, dispatch_uid="wagtail_ngo.bulletin.files")
def make_files_of_edition(sender, edition, **kwargs) -> None:
    """The PDFs are made after the commit, by a task."""
    tasks.queue_files(edition)


@receiver(election_validated, dispatch_uid="wagtail_ngo.council.protocol")
def make_protocol_of_count(sender, count, **kwargs) -> None:
    """The protocol is made after the commit, by a task."""
    tasks.queue_protocol(count)


@receiver(page_published, dispatch_uid="wagtail_ngo.reports.published")
def make_files_of_report(sender, instance, **kwargs) -> None:
    """So that the first reader does not wait for the PDF."""
    if isinstance(instance, ActivityReportPage) and instance.live:
        tasks.queue_report_files(instance)


@receiver(pre_delete, sender=ActivityReportPage, dispatch_uid="wagtail_ngo.reports.deleted")
def forget_files_of_report(sender, instance, **kwargs) -> None:
    report_files.forget(report_files.documents_of(instance))


@receiver(person_erased, dispatch_uid="wagtail_ngo.council.erased")
def forget_delegate(sender, person, **kwargs) -> None:
    council_privacy.forget_representative(person)


@receiver(personal_data_erased, dispatch_uid="wagtail_ngo.erased")
def renew_what_was_made_of_erased_data(sender, pages, now, **kwargs) -> None:
    """Dates of events, files of reports, marks at bulletins, what the search keeps in memory."""
    for page in pages:
        if isinstance(page, EventPage) and page.live:
            occurrences.rebuild(page, now=now)
        if isinstance(page, ActivityReportPage):
            report_files.forget(report_files.documents_of(page))
        mark_bulletins(sender, page)
    state.changed()


@receiver(person_exported, dispatch_uid="wagtail_ngo.council.exported")
def export_delegate(sender, person, **kwargs) -> dict:
    return council_privacy.export_representative(person)


@receiver(post_delete, dispatch_uid="wagtail_ngo.people.deleted")
def forget_name_in_log(sender, instance, **kwargs) -> None:
    """The log says that a person's row was deleted, but no longer whose it was."""
    if register.is_person(sender):
        erasers.forget_log_of(instance)


@receiver(pre_save, sender=ModelLogEntry, dispatch_uid="wagtail_ngo.people.logged")
def log_deletion_without_name(sender, instance, raw=False, **kwargs) -> None:
    """Where the log is written after the row is gone."""
    model = instance.content_type.model_class()
    if not raw and instance.action == "wagtail.delete" and model and register.is_person(model):
        instance.label = erasers.nameless_label(model, instance.object_id)


@receiver(mail_queued, dispatch_uid="wagtail_ngo.mail.queued")
def deliver_after_queueing(sender, mail, **kwargs) -> None:
    tasks.queue_delivery(mail)


@receiver(pre_save, dispatch_uid="wagtail_ngo.characters")
def drop_unprintable_characters(sender, instance, raw=False, **kwargs) -> None:
    """At the one door that forms, imports and commands go through."""
    if raw or not _is_ours(sender):
        return
    for field in sender._meta.concrete_fields:
        value = instance.__dict__.get(field.attname)
        if isinstance(value, str) and UNPRINTABLE.search(value):
            setattr(instance, field.attname, printable(value))


def _is_ours(model) -> bool:
    """Whether it is a model of this package, or a host's own kind of one."""
    return any(
        parent._meta.app_label == "wagtail_ngo"
        for parent in (model, *model._meta.get_parent_list())
    )


def public_data_changed(sender, **kwargs) -> None:
    """People and restrictions decide what is public, though no entry is saved."""
    state.changed()


for model in (Representative, Consent, PageViewRestriction):
    for signal in (post_save, post_delete):
        signal.connect(
            public_data_changed, sender=model, dispatch_uid=f"wagtail_ngo.public.{model.__name__}"
        )


@receiver(occurrences_changed, dispatch_uid="wagtail_ngo.registration.changed")
def tell_those_registered(sender, page, changes, **kwargs) -> None:
    notices.tell_of_changes(changes, now=timezone.now())


@receiver(occurrences_rebuilt_together, dispatch_uid="wagtail_ngo.registration.rebuilt")
def seat_those_who_wait(sender, pages, **kwargs) -> None:
    notices.follow_pages(pages, now=timezone.now())


@receiver(occurrence_closed, dispatch_uid="wagtail_ngo.registration.closed")
def settle_registrations(sender, occurrence, **kwargs) -> None:
    attendance.settle(occurrence, now=timezone.now())


@receiver(occurrence_reopened, dispatch_uid="wagtail_ngo.registration.reopened")
def unsettle_registrations(sender, occurrence, **kwargs) -> None:
    attendance.unsettle(occurrence)
