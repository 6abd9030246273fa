import json
from collections import Counter

from wagtail_ngo.domain.pdf.values import Report
from wagtail_ngo.services.pdf import child as pdf_child


def test_the_report_of_a_child_survives_the_way_through_json():
    report = Report(notes=[("characters-removed", "😀")], repairs=Counter(links=3), pages=12)

    header = json.loads(json.dumps({"report": pdf_child.report_data(report)}))

    assert pdf_child._made(header, b"%PDF-").report == report
