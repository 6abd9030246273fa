"""Words of Wagtail and Django that a Polish editor meets and their Polish catalogues lack.

Named here, they are in ours, and Django takes the Polish from there until theirs have it:
a catalogue that has no translation of a word leaves it to the other apps.
"""

from django.utils.translation import gettext_lazy as _

WAGTAIL = [
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s across entire site."),
    _("Actions (footer)"),
    _("Autosave is paused"),
    _("Correct the validation errors to resume preview (saving will highlight errors)"),
    _("Go to the first error"),
    _("Is commenting action"),
    _("The page could not be created due to validation errors."),
    _("The page could not be saved due to validation errors."),
    _("This data explained"),
    _("Toggle checks"),
    _("User"),
]
DJANGO = [_("- Select an option -"), _("Has date"), _("No date")]
