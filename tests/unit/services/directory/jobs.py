"""Jobs of the import: made, checked and written in one call each."""

import io

from django.utils import timezone

from wagtail_ngo.domain.tables.reading import Limits
from wagtail_ngo.services.directory import imports


def make_job(directory, text, *, publish=True):
    job = imports.create_job(
        directory, io.BytesIO(text.encode()), file_name="spis.csv", limits=Limits()
    )
    imports.set_mapping(job, job.mapping, publish=publish)
    return job


def check(job):
    while not imports.check_rows(job, now=timezone.now(), seconds=0):
        pass
    return [(row.action, row.changes) for row in job.rows.all()]


def write(job):
    while not imports.write_rows(job, now=timezone.now(), seconds=0):
        pass
    return [(row.action, row.message) for row in job.rows.all()]
