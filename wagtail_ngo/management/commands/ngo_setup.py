"""Make the groups of editors with the permissions that their tasks need."""

from django.core.management import BaseCommand, CommandError
from wagtail.models import Page, Site

from wagtail_ngo.services.people import roles


class Command(BaseCommand):
    help = (
        "Makes the groups “Redakcja NGO”, “Moderacja NGO” and “Punkt wydarzeń” and gives them "
        "what they lack. May be run again, and should be after a new directory, calendar or "
        "bulletin was made by hand. Takes nothing away."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--parent", type=int, metavar="PAGE",
            help="where editors may begin while there is no page of ours (the site's first page)",
        )  # fmt: skip

    def handle(self, *, parent, **options):
        done = roles.set_up(parent=self.page(parent))
        for line in done or ["Everything is there already."]:
            self.stdout.write(line)

    def page(self, pk):
        if pk is not None:
            page = Page.objects.filter(pk=pk).first()
            if page is None:
                raise CommandError(f"There is no page {pk}.")
            return page
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        return site and site.root_page
