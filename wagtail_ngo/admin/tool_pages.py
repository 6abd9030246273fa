"""Pages of the admin that are neither a listing nor an editor."""

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class ToolPage(WagtailAdminTemplateMixin):
    """Named in the trail above the page: without that Wagtail shows "Home" as its title."""

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_header_title()}]
