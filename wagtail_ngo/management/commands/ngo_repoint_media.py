"""Point the package's image, document and user references at the host's present models."""

from django.core.management import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections

from wagtail_ngo.services import media_keys


class Command(BaseCommand):
    help = (
        "Needed once after WAGTAILIMAGES_IMAGE_MODEL, WAGTAILDOCS_DOCUMENT_MODEL or "
        "AUTH_USER_MODEL was changed on a site that already had tables (check wagtail_ngo.E007)."
    )

    def add_arguments(self, parser):
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS)
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
        parser.add_argument(
            "--clear-lost",
            action="store_true",
            help="empty references whose image or document is not in the new table",
        )

    def handle(self, *args, database, dry_run, clear_lost, **options):
        connection = connections[database]
        keys = media_keys.stray_keys(connection)
        lost = {key: media_keys.lost_rows(key, connection).count() for key in keys}
        for key in keys:
            self.stdout.write(
                f"{key.label}: {key.table} → {key.target._meta.db_table}, "
                f"{lost[key]} references without a counterpart"
            )
        if not dry_run:
            self.repoint(keys, lost, connection, clear_lost)
        self.stdout.write(f"{len(keys)} references {'would be' if dry_run else 'were'} corrected.")

    def repoint(self, keys, lost, connection, clear_lost) -> None:
        if any(lost.values()) and not clear_lost:
            raise CommandError(
                "Some references have no counterpart in the new table. Copy the images or "
                "documents with their ids first, or run again with --clear-lost. "
                "Nothing was changed."
            )
        if fixed := [key.label for key in keys if lost[key] and not key.field.null]:
            raise CommandError(f"These references cannot be emptied: {', '.join(fixed)}.")
        for key in keys:
            if lost[key]:
                media_keys.clear_lost_rows(key, connection)
            media_keys.repoint(key, connection)
