"""Wagtail's redirects of renamed and moved pages, in batches that every database takes."""

from django.apps import apps

# Wagtail looks for clashes by one OR of two conditions a redirect: SQLite refuses a thousand of
# them, and PostgreSQL takes seconds to plan them.
LARGEST_BATCH = 200


def connect() -> None:
    """Let Wagtail write its redirects in small batches, and clear the old pages from a cache."""
    if not apps.is_installed("wagtail.contrib.redirects"):
        return
    from wagtail.contrib.frontend_cache.utils import PurgeBatch  # noqa: PLC0415 -- app ready
    from wagtail.contrib.redirects import signal_handlers  # noqa: PLC0415 -- app ready

    class SmallBatches(signal_handlers.BatchRedirectCreator):
        def __init__(self, max_size: int, **options) -> None:
            super().__init__(max_size=min(max_size or LARGEST_BATCH, LARGEST_BATCH), **options)

        def pre_process(self) -> None:
            if self.items:  # an empty condition would find every redirect
                super().pre_process()

        def post_process(self) -> None:
            super().post_process()
            if self.items and apps.is_installed("wagtail.contrib.frontend_cache"):
                old = PurgeBatch()
                for redirect in self.items:
                    # A redirect's path has no slash at its end; what was cached has one.
                    old.add_urls(f"{link.rstrip('/')}/" for link in redirect.old_links())
                old.purge()

    signal_handlers.BatchRedirectCreator = SmallBatches
