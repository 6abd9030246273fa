"""Words of Wagtail and Django that our editors meet and that have no Polish there yet.

Nobody imports this: the words are here so that our catalogue holds their translations. Once the
others have translated them, Django takes theirs for their templates or ours, whichever comes first.
"""

from django.utils.translation import gettext_noop

WORDS = (
    # Wagtail: how many rows of a list of pages are shown.
    gettext_noop("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    gettext_noop(
        "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s across entire site."
    ),
    # Django 6.1 and Wagtail 8: the first line of a list to choose from.
    gettext_noop("- Select an option -"),
)
