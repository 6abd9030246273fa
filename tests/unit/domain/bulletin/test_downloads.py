import pytest

from wagtail_ngo.domain.bulletin.downloads import is_download, is_program

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"


@pytest.mark.parametrize(
    ("user_agent", "expected"),
    [
        (BROWSER, False),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile Safari/604.1", False),
        # A telephone called Cubot is no robot.
        ("Mozilla/5.0 (Linux; Android 14; CUBOT_X50) Chrome/140 Mobile Safari/537.36", False),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", True),
        ("Mozilla/5.0 (compatible; bingbot/2.0)", True),
        ("facebookexternalhit/1.1", True),
        ("curl/8.5.0", True),
        ("python-requests/2.32", True),
        ("", True),
        ("  ", True),
    ],
)
def test_programs_are_told_apart_where_they_say_what_they_are(user_agent, expected):
    assert is_program(user_agent) is expected


@pytest.mark.parametrize(
    ("request_fields", "expected"),
    [
        ({}, True),
        ({"byte_range": "bytes=0-"}, True),
        ({"byte_range": "bytes=0-1"}, False),
        ({"byte_range": "bytes=65536-"}, False),
        ({"byte_range": "bytes=0-1, 5-9"}, False),
        ({"method": "HEAD"}, False),
        ({"purpose": "prefetch;prerender"}, False),
        ({"user_agent": "Googlebot/2.1"}, False),
    ],
)
def test_only_a_reader_who_fetches_the_whole_file_downloads_it(request_fields, expected):
    usual = {"method": "GET", "byte_range": "", "user_agent": BROWSER}

    assert is_download(**(usual | request_fields)) is expected
