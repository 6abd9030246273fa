"""Values of a report, kept as JSON and compared with what is counted now."""

import datetime
import json
from decimal import Decimal

from wagtail_ngo.domain.reports.values import Host, ReportValues, differences

VALUES = ReportValues(
    counted_at=datetime.datetime(2028, 1, 3, 12, 30, tzinfo=datetime.UTC),
    figures={"meetings": 11, "share": 12.5, "awarded": (("PLN", Decimal("10.50")),), "none": None},
    before={"meetings": 9, "awarded": ()},
    hosts=(Host("Fundacja A", "Fundacją A"), Host("Klub B")),
    by_month=((datetime.date(2027, 1, 1), 3), (datetime.date(2027, 2, 1), 0)),
    by_kind=(("Szkolenie", 8), ("Inne", 3)),
)


def test_values_come_back_from_json_as_they_were():
    assert ReportValues.from_data(json.loads(json.dumps(VALUES.to_data()))) == VALUES


def test_money_is_kept_as_text_so_that_no_penny_is_lost():
    assert VALUES.to_data()["figures"]["awarded"] == [["PLN", "10.50"]]


def test_only_figures_that_changed_are_told():
    now = ReportValues(
        counted_at=VALUES.counted_at, figures={**VALUES.figures, "meetings": 12, "new": 1}
    )

    assert differences(VALUES, now) == [("meetings", 11, 12)]
    assert differences(VALUES, ReportValues(VALUES.counted_at))[0] == ("meetings", 11, None)
    assert differences(VALUES, VALUES) == []
