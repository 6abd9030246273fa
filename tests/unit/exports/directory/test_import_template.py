"""The file that an office starts its import from."""

import openpyxl
import pytest

from tests.factories.directory import ActivityAreaFactory
from wagtail_ngo.enums import OrganizationStatus
from wagtail_ngo.exports.directory.import_template import (
    EXAMPLE,
    allowed_values,
    template_rows,
    template_workbook,
)
from wagtail_ngo.models import ActivityArea
from wagtail_ngo.services.directory.columns import COLUMNS

pytestmark = pytest.mark.django_db


def test_names_of_all_columns_stand_above_one_example():
    names, example = template_rows()

    assert names == [str(column.label) for column in COLUMNS]
    assert {column.key: cell for column, cell in zip(COLUMNS, example, strict=True) if cell} == (
        EXAMPLE
    )


def test_columns_with_a_list_tell_what_their_cells_may_hold():
    area = ActivityAreaFactory(name="Sztuka ludowa")
    lists = dict(allowed_values())
    labels = {column.key: str(column.label) for column in COLUMNS}

    assert lists[labels["is_public_benefit"]] == ["yes", "no"]
    assert lists[labels["status"]] == [str(label) for label in OrganizationStatus.labels]
    assert lists[labels["areas"]] == [str(one) for one in ActivityArea.objects.all()]
    assert str(area) in lists[labels["areas"]]
    assert labels["title"] not in lists


def test_the_workbook_holds_the_rows_as_text_and_the_lists_on_a_second_sheet():
    with template_workbook() as file:
        assert file.tell() == 0
        book = openpyxl.load_workbook(file)
    sheet, values = book.worksheets

    assert (sheet.title, values.title) == ("Organizations", "Allowed values")
    assert [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] == list(
        template_rows()
    )
    assert sheet.freeze_panes == "B2"
    assert all(cell.font.b for cell in sheet[1])
    assert {sheet.column_dimensions[cell.column_letter].number_format for cell in sheet[1]} == {"@"}
    columns = [[cell for cell in column if cell] for column in values.iter_cols(values_only=True)]
    assert columns == [[name, *allowed] for name, allowed in allowed_values()]
    assert all(cell.font.b for cell in values[1])
    assert not any(cell.font.b for cell in values[2])
