"""Repeat rules as sentences."""

import datetime

import pytest

from wagtail_ngo.domain.events.recurrence import parse
from wagtail_ngo.domain.events.rule_sentence import sentence

START = datetime.date(2027, 3, 18)


@pytest.mark.parametrize(
    ("text", "english", "polish"),
    [
        ("FREQ=DAILY", "every day", "codziennie"),
        ("FREQ=DAILY;INTERVAL=3", "every 3 days", "co 3 dni"),
        ("FREQ=WEEKLY", "every week on Thursday", "co tydzień w czwartki"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270630",
            "every 2 weeks on Tuesday and Thursday, until 30 June 2027",
            "co 2 tygodnie we wtorki i czwartki, do 30 czerwca 2027",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=5;BYDAY=WE",
            "every 5 weeks on Wednesday",
            "co 5 tygodni w środy",
        ),
        (
            "FREQ=MONTHLY;BYDAY=3TH;COUNT=11",
            "every month on the third Thursday, 11 times",
            "co miesiąc w trzeci czwartek, 11 razy",
        ),
        (
            "FREQ=MONTHLY;BYDAY=-1SU",
            "every month on the last Sunday",
            "co miesiąc w ostatnią niedzielę",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=22",
            "every 22 months on the 18th",
            "co 22 miesiące 18. dnia miesiąca",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=-1",
            "every 12 months on the last day",
            "co 12 miesięcy ostatniego dnia miesiąca",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "every month on the last working day (Monday to Friday)",
            "co miesiąc w ostatni dzień roboczy (od poniedziałku do piątku)",
        ),
        ("FREQ=YEARLY", "every year on 18 March", "co rok 18 marca"),
        (
            "FREQ=YEARLY;BYMONTH=5,6;BYDAY=2SA",
            "every year; in May and June; on the second Saturday",
            "co rok; w maju i czerwcu; w drugą sobotę",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
            "every month; on Friday; days of the month: 13",
            "co miesiąc; w piątki; dni miesiąca: 13",
        ),
    ],
)
def test_sentence_says_the_rule(text, english, polish):
    rule = parse(text)

    assert sentence(rule, START, language="en-gb") == english
    assert sentence(rule, START, language="pl") == polish


def test_language_without_grammar_gets_english():
    assert sentence(None, START, language="de") == "does not repeat"
