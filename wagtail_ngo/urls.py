"""URLs that belong to no page; a host includes them under a prefix of its choice."""

from django.urls import include, path

from wagtail_ngo.views import hsds as api
from wagtail_ngo.views.bulletin import subscriptions
from wagtail_ngo.views.directory import confirmations, exchange_links

app_name = "wagtail_ngo"
urlpatterns = [
    path("hsds/", include(api)),
    path("confirm/<str:token>/", confirmations.confirm, name="confirm"),
    path("confirm/<str:token>/changes/", confirmations.changes, name="confirm_changes"),
    path("offers/<str:token>/", exchange_links.exchange, name="exchange"),
    path("bulletin/subscription/<str:token>/", subscriptions.confirm, name="bulletin_subscription"),
    path(
        "bulletin/unsubscribe/<str:token>/", subscriptions.unsubscribe, name="bulletin_unsubscribe"
    ),
]
