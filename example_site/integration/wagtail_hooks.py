"""The town's one hook: editors reach the public directory from the admin's menu."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from wagtail_ngo.models import NGODirectoryPage


class DirectoryMenuItem(MenuItem):
    """A link to the directory of the site; not shown before there is one."""

    def is_shown(self, request) -> bool:
        return NGODirectoryPage.objects.live().exists()

    def render_component(self, request):
        directory = NGODirectoryPage.objects.live().first()
        self.url = directory.get_url(request) or ""
        return super().render_component(request)


@hooks.register("register_help_menu_item")
def register_directory_link():
    return DirectoryMenuItem(
        _("NGO directory on the site"), "", name="ngo-directory", icon_name="site", order=900
    )
