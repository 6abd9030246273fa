"""Fill the empty list of kinds of events; editors may change all of it."""

import uuid

from django.db import migrations

NAMESPACE = uuid.UUID("6f1b1f0e-2d0b-5d0c-9a53-7f0a4f2f9d11")
KINDS = [
    ("spotkanie-integracyjne", "Spotkanie integracyjne"),
    ("spotkanie-informacyjne", "Spotkanie informacyjne"),
    ("szkolenie", "Szkolenie"),
    ("wybory", "Wybory"),
    ("wydarzenie-specjalne", "Wydarzenie specjalne"),
    ("inne", "Inne wydarzenie"),
]


def seed(apps, schema_editor):
    model = apps.get_model("wagtail_ngo", "EventKind")
    if model.objects.exists():
        return
    model.objects.bulk_create(
        model(
            slug=slug,
            name=name,
            sort_order=10 * number,
            uuid=uuid.uuid5(NAMESPACE, f"EventKind/{name}"),
        )
        for number, (slug, name) in enumerate(KINDS, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("wagtail_ngo", "0002_seed_vocabularies")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
