"""Everything that is registered with the Wagtail admin."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from wagtail_ngo.admin import choosers, links, mail, privacy, search, today, vocabularies
from wagtail_ngo.admin.bulletin import doors as bulletin_doors
from wagtail_ngo.admin.bulletin import issues as bulletin
from wagtail_ngo.admin.bulletin import pages as issue_pages
from wagtail_ngo.admin.bulletin import subscriber_imports
from wagtail_ngo.admin.council import base as council
from wagtail_ngo.admin.council import overview as council_overview
from wagtail_ngo.admin.council import urls as council_urls
from wagtail_ngo.admin.directory import (
    attention,
    change_requests,
    entries,
    entry_actions,
    entry_chooser,
    entry_deletion,
    from_register,
    imports,
    missing,
    written_hours,
)
from wagtail_ngo.admin.events import dates as event_dates
from wagtail_ngo.admin.events import history, recurrence
from wagtail_ngo.admin.events import imports as event_imports
from wagtail_ngo.admin.events import listings as event_admin
from wagtail_ngo.admin.events import pages as event_pages
from wagtail_ngo.admin.events import source_changes as event_source_changes
from wagtail_ngo.admin.events import splitting as event_splitting
from wagtail_ngo.admin.events import written_events as event_lines
from wagtail_ngo.admin.group import NGOGroup
from wagtail_ngo.admin.registration import dates as registration_dates
from wagtail_ngo.admin.registration import desk as registration_desk
from wagtail_ngo.admin.registration import imports as registration_imports
from wagtail_ngo.admin.registration import urls as registration_urls
from wagtail_ngo.admin.reports import editor as report_editor
from wagtail_ngo.admin.reports import files as report_files
from wagtail_ngo.admin.reports import freezing as report_freezing
from wagtail_ngo.admin.reports import this_year
from wagtail_ngo.admin.reports.rich_text import register_feature as register_figure_feature

modeladmin_register(NGOGroup)
hooks.register(
    "register_admin_viewset", lambda: [event_pages.event_listing, issue_pages.issue_listing]
)

hooks.register("register_admin_urls", lambda: privacy.urlpatterns)
hooks.register("register_admin_urls", lambda: imports.urlpatterns)
hooks.register("register_admin_urls", lambda: event_imports.urlpatterns)
hooks.register("register_admin_urls", lambda: event_source_changes.urlpatterns)
hooks.register("register_log_actions", privacy.register_log_actions)
hooks.register("register_admin_urls", lambda: recurrence.urlpatterns)
hooks.register("register_admin_viewset", lambda: event_admin.venue_chooser)
hooks.register("register_admin_urls", lambda: search.urlpatterns)
hooks.register("register_admin_urls", lambda: mail.urlpatterns)
hooks.register("register_reports_menu_item", search.report_menu_item)
hooks.register("register_admin_urls", lambda: change_requests.urlpatterns)
hooks.register("register_log_actions", change_requests.register_log_actions)
hooks.register("register_admin_urls", lambda: missing.urlpatterns)
hooks.register("register_admin_viewset", lambda: choosers.funding_call_chooser)
hooks.register("register_admin_viewset", lambda: choosers.occurrence_chooser)
hooks.register("register_admin_viewset", lambda: choosers.cooperation_chooser)
hooks.register("register_admin_urls", lambda: bulletin.urlpatterns)
hooks.register("register_admin_urls", lambda: subscriber_imports.urlpatterns)
hooks.register("register_log_actions", subscriber_imports.register_log_actions)
hooks.register("before_publish_page", bulletin_doors.look_before_issuing)
hooks.register("before_bulk_action", bulletin_doors.look_before_issuing_many)
hooks.register("before_delete_page", bulletin_doors.say_what_stays)
hooks.register("after_copy_page", bulletin_doors.renumber_copy)
hooks.register("register_page_header_buttons", bulletin_doors.header_buttons)
hooks.register("insert_editor_js", bulletin_doors.editor_script)
hooks.register(
    "register_admin_viewset", lambda: [entries.entry_listing, entry_chooser.entry_chooser]
)
hooks.register("register_admin_urls", lambda: attention.urlpatterns)
hooks.register("register_admin_urls", lambda: from_register.urlpatterns)
hooks.register("register_admin_urls", lambda: written_hours.urlpatterns)
for action in entry_actions.ACTIONS:
    hooks.register("register_bulk_action", action)
hooks.register("register_admin_urls", lambda: event_dates.urlpatterns)
hooks.register("register_admin_urls", lambda: event_splitting.urlpatterns)
hooks.register("register_admin_urls", lambda: event_lines.urlpatterns)
hooks.register("before_publish_page", event_dates.look_before_publishing)
hooks.register("register_page_header_buttons", event_dates.header_buttons)
hooks.register("register_admin_urls", lambda: council_urls.urlpatterns)
hooks.register("register_permissions", council.permissions)
hooks.register("register_log_actions", council_overview.register_log_actions)
hooks.register("register_page_header_buttons", council_overview.header_buttons)
hooks.register("construct_homepage_panels", council_overview.add_panel)
hooks.register("before_delete_page", history.say_what_stays)
hooks.register("register_log_actions", history.register_log_actions)
hooks.register("insert_global_admin_css", links.style)
hooks.register("register_admin_urls", lambda: today.urlpatterns)
hooks.register("construct_homepage_panels", today.homepage_panel)
hooks.register("before_delete_page", entry_deletion.say_what_hangs_on_it)
hooks.register("register_log_actions", vocabularies.register_log_actions)
hooks.register("register_rich_text_features", register_figure_feature)
hooks.register("insert_editor_js", report_editor.figure_choices)
hooks.register("register_admin_urls", lambda: report_freezing.urlpatterns)
hooks.register("register_page_header_buttons", report_freezing.header_buttons)
hooks.register("register_log_actions", report_freezing.register_log_actions)
hooks.register("register_admin_urls", lambda: this_year.urlpatterns)
hooks.register("construct_homepage_panels", this_year.homepage_panel)
hooks.register("register_admin_urls", lambda: report_files.urlpatterns)
hooks.register("register_page_header_buttons", report_files.header_buttons)
hooks.register("register_admin_urls", lambda: registration_urls.urlpatterns)
hooks.register("register_page_header_buttons", registration_dates.header_buttons)
hooks.register("register_log_actions", registration_desk.register_log_actions)
hooks.register("register_log_actions", registration_imports.register_log_actions)
