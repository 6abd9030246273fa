"""Addresses of the desk in the admin."""

from django.urls import path

from wagtail_ngo.admin.registration import (
    check_in,
    closing,
    codes,
    counts,
    dates,
    desk,
    imports,
    one,
    sheets,
)

DATE = "ngo/dates/<int:pk>/"
ONE = "ngo/registrations/<int:pk>/"

urlpatterns = [
    path("ngo/dates/", dates.DatesView.as_view(), name="wagtail_ngo_dates"),
    path("ngo/dates/counts/", counts.export, name="wagtail_ngo_dates_counts"),
    path(DATE, desk.DeskView.as_view(), name="wagtail_ngo_date"),
    path(f"{DATE}add/", desk.AddView.as_view(), name="wagtail_ngo_date_add"),
    path(f"{DATE}import/", imports.ImportView.as_view(), name="wagtail_ngo_date_import"),
    path(f"{DATE}letter/", desk.LetterView.as_view(), name="wagtail_ngo_date_letter"),
    path(f"{DATE}seats/", desk.set_seats, name="wagtail_ngo_date_seats"),
    path(f"{DATE}sheet/", sheets.sign_in, name="wagtail_ngo_date_sheet"),
    path(f"{DATE}badges/", sheets.badge_sheet, name="wagtail_ngo_date_badges"),
    path(f"{DATE}check-in/", check_in.check_in, name="wagtail_ngo_check_in"),
    path(f"{DATE}check-in/<int:registration_pk>/", check_in.tick, name="wagtail_ngo_check_in_tick"),
    path("ngo/check-in/<str:token>/", codes.code, name="wagtail_ngo_check_in_code"),
    path(f"{DATE}walk-in/", check_in.walk_in, name="wagtail_ngo_walk_in"),
    path(
        f"{DATE}walk-in/<int:attendance_pk>/undo/",
        check_in.undo_walk_in,
        name="wagtail_ngo_walk_in_undo",
    ),
    path(f"{DATE}close/", closing.CloseView.as_view(), name="wagtail_ngo_close"),
    path(f"{DATE}reopen/", closing.reopen, name="wagtail_ngo_reopen"),
    path(ONE, one.RegistrationView.as_view(), name="wagtail_ngo_registration"),
    path(f"{ONE}<slug:action>/", one.act, name="wagtail_ngo_registration_act"),
]
