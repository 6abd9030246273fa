"""Links in the sentences of the admin are seen without their colour, in forms and help as well."""

from django.templatetags.static import static
from django.utils.html import format_html


def style() -> str:
    """``<link>`` of the style sheet, for Wagtail's hook ``insert_global_admin_css``."""
    return format_html(
        '<link rel="stylesheet" href="{}">', static("wagtail_ngo/css/admin-links.css")
    )
