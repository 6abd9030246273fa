"""URLs that belong to no page; a host includes them under a prefix of its choice."""

from django.urls import include, path, register_converter

from wagtail_ngo.views import hsds as api
from wagtail_ngo.views.bulletin import subscriptions
from wagtail_ngo.views.council import nominations
from wagtail_ngo.views.directory import confirmations, exchange_links, search_alerts
from wagtail_ngo.views.registration import codes
from wagtail_ngo.views.registration import links as registrations


class TokenConverter:
    """What our links hold: letters, figures, and the marks of signed values. No zero byte."""

    regex = r"[A-Za-z0-9_:=.-]{1,1000}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TokenConverter, "token")

app_name = "wagtail_ngo"
urlpatterns = [
    path("hsds/", include(api)),
    path("confirm/<str:token>/", confirmations.confirm, name="confirm"),
    path("confirm/<str:token>/changes/", confirmations.changes, name="confirm_changes"),
    path("confirm/<str:token>/changes/<slug:name>/", confirmations.correct, name="confirm_fact"),
    path("nominate/<str:token>/", nominations.nominate, name="nomination"),
    path("offers/<str:token>/", exchange_links.exchange, name="exchange"),
    path("search/by-mail/<token:token>/", search_alerts.confirm, name="search_alert"),
    path("search/by-mail/<token:token>/end/", search_alerts.unsubscribe, name="search_alert_end"),
    path(
        "bulletin/subscription/<token:token>/", subscriptions.confirm, name="bulletin_subscription"
    ),
    path(
        "bulletin/unsubscribe/<token:token>/",
        subscriptions.unsubscribe,
        name="bulletin_unsubscribe",
    ),
    path("registration/confirm/<str:token>/", registrations.confirm, name="registration_confirm"),
    path("registration/offer/<str:token>/", registrations.offer, name="registration_offer"),
    path("registration/check-in/<str:token>/", codes.check_in, name="registration_check_in"),
    path("registration/check-in/<str:token>/code/", codes.code_picture, name="registration_code"),
    path("registration/<str:token>/", registrations.manage, name="registration_manage"),
    path("registration/<str:token>/change/", registrations.change, name="registration_change"),
]
