"""Fill the empty list of kinds of events; editors may change all of it."""

import uuid

from django.db import migrations

NAMESPACE = uuid.UUID("6f1b1f0e-2d0b-5d0c-9a53-7f0a4f2f9d11")
KINDS = [
    ("spotkanie-integracyjne", "Spotkanie integracyjne", "meeting"),
    ("spotkanie-informacyjne", "Spotkanie informacyjne", "meeting"),
    ("szkolenie", "Szkolenie", "training"),
    ("wybory", "Wybory", "election"),
    ("wydarzenie-specjalne", "Wydarzenie specjalne", "other"),
    ("inne", "Inne wydarzenie", "other"),
]


def seed(apps, schema_editor):
    model = apps.get_model("wagtail_ngo", "EventKind")
    if model.objects.exists():
        return
    model.objects.bulk_create(
        model(
            slug=slug,
            name=name,
            counts_as=counts_as,
            sort_order=10 * number,
            uuid=uuid.uuid5(NAMESPACE, f"EventKind/{name}"),
        )
        for number, (slug, name, counts_as) in enumerate(KINDS, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("wagtail_ngo", "0002_seed_vocabularies")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
