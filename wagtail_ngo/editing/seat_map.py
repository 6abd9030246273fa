"""A map beside the two coordinates of a seat, where the town has one."""

from __future__ import annotations

from django import forms
from django.apps import apps
from django.db.models import Avg
from wagtail.admin.panels import Panel

from wagtail_ngo import conf
from wagtail_ngo.editing.panels import STYLES

#: The middle of Poland, for the first entry of all.
NOWHERE = (52.0, 19.0)


class SeatMapPanel(Panel):
    """A place is chosen by a press on the map, or by its middle with the keyboard.

    The fields stay where they are and can be typed. Without scripts, or without MAP_TILE_URL,
    there is no map.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_ngo/admin/seat_map.html"

        @property
        def media(self):
            scripts = ["wagtail_ngo/js/form-fields.js", "wagtail_ngo/js/seat-map.js"]
            return super().media + forms.Media(js=scripts, css=STYLES)

        def is_shown(self) -> bool:
            return bool(conf.get("MAP_TILE_URL"))

        def get_context_data(self, parent_context=None):
            latitude, longitude = _middle()
            return {
                **super().get_context_data(parent_context),
                "tiles": conf.get("MAP_TILE_URL"),
                "attribution": conf.get("MAP_ATTRIBUTION"),
                "latitude": latitude,
                "longitude": longitude,
                "is_known": (latitude, longitude) != NOWHERE,
            }


def _middle() -> tuple[float, float]:
    """The middle of the seats that are known: where the town is."""
    entries = apps.get_model("wagtail_ngo", "NGOPage").objects.filter(latitude__isnull=False)
    means = entries.order_by().aggregate(latitude=Avg("latitude"), longitude=Avg("longitude"))
    if means["latitude"] is None or means["longitude"] is None:
        return NOWHERE
    return float(means["latitude"]), float(means["longitude"])
