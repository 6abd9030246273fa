"""Forms of the page editor: checks that need more than one field, said beside the field."""

from __future__ import annotations

import datetime

from dateutil.relativedelta import relativedelta
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_ngo import conf
from wagtail_ngo.domain.directory.written_hours import LONGEST as LONGEST_HOURS
from wagtail_ngo.domain.directory.written_hours import WrittenHours, read_hours
from wagtail_ngo.domain.events.recurrence import RuleError, check_series, dates_between
from wagtail_ngo.domain.events.schedule import DateKey, Schedule
from wagtail_ngo.editing.capacity import capacity_error
from wagtail_ngo.editing.drafts import DraftForm
from wagtail_ngo.editing.widgets import RecurrenceWidget
from wagtail_ngo.enums import ContactKind, OrganizationRole, OverrideKind


class NGOPageForm(DraftForm):
    """The form of an entry.

    Model.clean() knows the directory of a saved entry by its place in the tree; a new entry has
    no place yet, so its parent is told here.
    """

    #: Not of the model: it becomes rows of office hours.
    hours_line = forms.CharField(
        label=gettext_lazy("Office hours in one line"),
        required=False,
        max_length=LONGEST_HOURS,
        help_text=gettext_lazy(
            "For example “Mon–Fri 8–16, Sat 9–13 (by appointment)”. It replaces the rows below."
        ),
    )

    def clean_hours_line(self) -> list[WrittenHours]:
        hours, unread = read_hours(self.cleaned_data["hours_line"])
        if unread:
            raise ValidationError(
                _("Not understood: %(parts)s. Write days and hours, for example “Mon–Fri 8–16”."),
                params={"parts": "; ".join(unread)},
            )
        return hours

    def save(self, commit=True):
        page = super().save(commit=commit)
        if hours := self.cleaned_data.get("hours_line"):
            row = page._meta.get_field("opening_hours").related_model
            page.opening_hours.set(
                row(**hour._asdict(), sort_order=place) for place, hour in enumerate(hours)
            )
            if commit:
                page.opening_hours.commit()
        return page

    def _post_clean(self):
        if self.parent_page is not None:
            self.instance.directory_path = self.parent_page.path
        super()._post_clean()


def check_rule(schedule: Schedule, *, now: datetime.datetime) -> None:
    """Raise ValidationError unless the rule fits the first date and gives no endless list."""
    if schedule.rule is None:
        return
    today = now.astimezone(schedule.zone).date()
    last = today + relativedelta(months=conf.get("OCCURRENCE_MONTHS_AHEAD"))
    try:
        check_series(
            schedule.rule,
            schedule.start_date,
            today=today,
            last=max(last, schedule.start_date),
            limit=conf.get("OCCURRENCE_LIMIT"),
        )
    except RuleError as error:
        message = str(error.message)
        if error.next_date:
            day = date_format(error.next_date, "j E Y")
            message += " " + _("The next date that follows it is %(day)s.") % {"day": day}
        raise ValidationError(message, code=error.code) from error


class EventPageForm(DraftForm):
    """The form of an event: its rule must fit its first date, changes must name dates of it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get("recurrence")
        if field is not None and isinstance(field.widget, RecurrenceWidget) and self.instance.pk:
            field.widget.attrs["data-page-id"] = str(self.instance.pk)
        # Every town has one zone: another one comes with imported events alone. No town lives by
        # UTC: there the site's own zone was never set. What is sent nevertheless is read.
        default = timezone.get_default_timezone_name()
        is_towns = self.instance.time_zone == default != "UTC"
        if is_towns and "time_zone" not in self.data:
            self.fields.pop("time_zone", None)

    def _post_clean(self):
        super()._post_clean()
        if not self.errors and self.instance.recurrence:
            try:
                check_rule(self.instance.schedule, now=timezone.now())
            except ValidationError as error:
                self.add_error("recurrence" if "recurrence" in self.fields else None, error)

    def is_valid(self):
        # Both parts, so that the editor sees all that is wrong at once.
        return all([super().is_valid(), self._overrides_are_valid(), self._seats_suffice()])

    def _seats_suffice(self) -> bool:
        """Whether nobody who has a seat would lose it, by the event or by a change to one date."""
        formset = self.formsets.get("overrides")
        if self.is_deferred_validation or not self.instance.pk:
            return True
        wrong = []
        if "capacity" in self.changed_data:
            wrong.append((self, capacity_error(self.instance, self.cleaned_data.get("capacity"))))
        for form in formset.forms if formset is not None else ():
            values = getattr(form, "cleaned_data", None) or {}
            if "capacity" in form.changed_data and values.get("original_date"):
                error = capacity_error(self.instance, values.get("capacity"), key=form.instance.key)
                wrong.append((form, error))
        wrong = [(form, error) for form, error in wrong if error]
        for form, error in wrong:
            if not form.has_error("capacity"):
                form.add_error("capacity", error)
        return not wrong

    def _overrides_are_valid(self) -> bool:
        """Whether each new or edited change names a date of the event, and each date only once."""
        formset = self.formsets.get("overrides")
        if formset is None or self.is_deferred_validation:
            return True
        seen: set[DateKey] = set()
        is_valid = True
        for form in formset.forms:
            day = form.cleaned_data.get("original_date") if form.is_valid() else None
            if day is None or form.cleaned_data.get("DELETE"):
                continue
            key = self._override_key(form, day, seen)
            error = self._override_error(form, key, key in seen)
            if error and form.has_changed():
                form.add_error("original_date", error)
                is_valid = False
            seen.add(key)
        return is_valid

    def _is_on_rule(self, day: datetime.date) -> bool:
        schedule = self.instance.schedule
        return bool(dates_between(schedule.rule, schedule.start_date, first=day, last=day))

    def _override_key(self, form, day: datetime.date, seen: set[DateKey]) -> DateKey:
        """Which date the row is about; a second one on a day is known by its hour from now on."""
        row, time = form.instance, form.cleaned_data.get("start_time")
        is_extra = form.cleaned_data.get("kind") == OverrideKind.EXTRA
        is_taken = DateKey(day) in seen or self._is_on_rule(day)
        if is_extra and is_taken and not row.original_time and not self.instance.all_day:
            row.original_time = time
        if row.original_time == self.instance.start_time and self._is_on_rule(day):
            row.original_time = None
        return row.key

    def _override_error(self, form, key: DateKey, is_repeated: bool) -> str | None:
        if is_repeated:
            return _("There is another change for this date already.")
        is_on_rule = bool(key.session) or self._is_on_rule(key.day)
        is_extra = form.cleaned_data.get("kind") == OverrideKind.EXTRA
        if is_extra and is_on_rule and not key.session:
            return _(
                "The event takes place on this day anyway. Choose another kind of change, or give "
                "the time of the further date."
            )
        # "Not on 3 May" is true, and may be said, whatever days the rule gives.
        is_removed = form.cleaned_data.get("kind") == OverrideKind.REMOVED
        if not is_extra and not is_on_rule and not is_removed:
            return _("The event has no date on this day.")
        moves = [
            form.cleaned_data.get(name)
            for name in ("new_date", "start_time", "end_date", "end_time")
        ]
        if form.cleaned_data.get("kind") == OverrideKind.MOVED and not any(moves):
            return _("Give the new date or the new time.")
        return None

    def save(self, commit=True):
        self._fill_from_host()
        return super().save(commit=commit)

    def _fill_from_host(self) -> None:
        """Contact and venue of the first host, where the editor left them empty."""
        host = self._first_host()
        if host is None:
            return
        event = self.instance
        if not (event.contact_name or event.contact_email or event.contact_phone):
            for channel in host.contact_channels.filter(is_public=True):
                if channel.kind == ContactKind.EMAIL and not event.contact_email:
                    event.contact_email = channel.value
                if channel.kind == ContactKind.PHONE and not event.contact_phone:
                    event.contact_phone = channel.text
        if event.venue_id is None and not event.online_url:
            event.venue = host.venues.first()

    def _first_host(self):
        formset = self.formsets.get("organizations")
        for form in formset.forms if formset is not None else ():
            values = getattr(form, "cleaned_data", None) or {}
            if values.get("role") == OrganizationRole.HOST and not values.get("DELETE"):
                return values.get("organization") and values["organization"].specific
        return None


class BulletinIssueForm(DraftForm):
    """The form of an issue: a new one proposes the next number and the sections of the serial.

    Model.clean() knows the serial of a saved issue by its place in the tree; a new issue has no
    place yet, so its parent is told here.
    """

    def __init__(self, *args, instance=None, parent_page=None, **kwargs):
        if instance is not None and instance.pk is None and parent_page is not None:
            instance.propose(parent_page, today=timezone.localdate())
        super().__init__(*args, instance=instance, parent_page=parent_page, **kwargs)

    def _post_clean(self):
        if self.parent_page is not None:
            self.instance.serial_path = self.parent_page.path
        super()._post_clean()
