"""What a bulletin's PDF costs: CPU beside bare WeasyPrint, size, and memory over many exports.

Run it by hand on an idle machine: ``python -m tests.benchmarks.bench_pdf``. Figures go to
docs/reference/performance.md.
"""

import datetime
import logging
import os
import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import django

ROUNDS, EXPORTS, PHOTOS = 5, 50, 20
MOMENT = datetime.datetime(2017, 12, 1, 12, tzinfo=datetime.UTC)


def twelve_pages(texts, bulletin):
    """The sample issue with twenty photographs, all different."""
    photos = tuple(replace(texts.picture(0), name=f"images/bench-{i}.jpg") for i in range(PHOTOS))
    gallery = bulletin.PicturesItem(title="W obiektywie", pictures=photos[1:17])
    news = [
        bulletin.NewsItem(
            title=f"Z życia organizacji {i}", html=texts.paragraphs(i, 5, 6), picture=photos[16 + i]
        )
        for i in range(1, 4)
    ]
    section = bulletin.Section("Galeria roku", anchor="galeria", items=(*news, gallery))
    plain = [replace(one, items=tuple(map(without_picture, one.items))) for one in sections(texts)]
    return texts.sample_issue(cover=photos[0], sections=(*plain, section))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def sections(texts):
    return texts.sample_issue().sections


def without_picture(item):
    if item.kind == "pictures":
        return replace(item, pictures=())
    return replace(item, picture=None) if hasattr(item, "picture") else item


def seconds(*works) -> list[float]:
    """Least CPU time of each work; in turns, so that other work on the machine hits all alike."""
    found: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, times in zip(works, found, strict=True):
            started = time.process_time()
            work()
            times.append(time.process_time() - started)
    return [min(times) for times in found]


def compare(job, report) -> None:
    """Our whole export beside WeasyPrint on the HTML that our export gives it."""
    import weasyprint

    from wagtail_ngo.domain.pdf import cover_png
    from wagtail_ngo.domain.pdf.normalise import normalise
    from wagtail_ngo.domain.pdf.render import DPI
    from wagtail_ngo.services.pdf.assets import faces
    from wagtail_ngo.services.pdf.child import run
    from wagtail_ngo.services.pdf.fetcher import StorageURLFetcher

    final = normalise(job.html, fonts=faces(), report=report)

    def bare():
        fetcher = StorageURLFetcher(job.base_url, media_folders=job.media_folders)
        document = weasyprint.HTML(string=final, base_url=job.base_url, url_fetcher=fetcher)
        return document.write_pdf(dpi=DPI, pdf_variant="pdf/a-2a")

    def ours():
        made = run(job)
        cover_png(made.data)
        return made

    made = ours()
    theirs, whole = seconds(bare, ours)
    say(f"pages                       {made.report.pages}")
    say(f"size                        {len(made.data) / 1e6:.2f} MB, {PHOTOS} photographs")
    say(f"WeasyPrint on the same HTML {theirs:.2f} s CPU")
    say(f"our whole export            {whole:.2f} s CPU, {whole / theirs:.3f} times")


def repeat(job) -> None:
    """Memory of a worker that has its files made in children."""
    from wagtail_ngo import conf
    from wagtail_ngo.services.pdf.child import Limits, made_in_child

    limits, sizes = Limits(**conf.get("PDF_LIMITS")), []
    for _ in range(EXPORTS):
        made_in_child(job, limits)
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        sizes.append(pages * resource.getpagesize() / 1e6)
    say(f"memory of the worker        {sizes[0]:.0f} MB after the first export,")
    say(f"                            {sizes[-1]:.0f} MB after {EXPORTS}, at most {max(sizes):.0f}")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage
    from django.test.utils import override_settings

    from tests.factories import issue_content
    from wagtail_ngo.domain.bulletin import content as bulletin
    from wagtail_ngo.domain.pdf import Report
    from wagtail_ngo.services.bulletin import pdf as bulletin_pdf

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
        for number in range(PHOTOS):
            photo = ContentFile(issue_content.photo(number))
            default_storage.save(f"images/bench-{number}.jpg", photo)
        content = twelve_pages(issue_content, bulletin)
        job = bulletin_pdf._job(content, variant="web", moment=MOMENT)
        compare(job, Report())
        short = issue_content.sample_issue(cover=content.cover, sections=content.sections[:2])
        repeat(bulletin_pdf._job(short, variant="web", moment=MOMENT))


if __name__ == "__main__":
    main()
