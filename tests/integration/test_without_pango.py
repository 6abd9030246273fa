"""Where Pango is absent only PDF export says so."""

import json
import subprocess
import sys
from pathlib import Path

from wagtail_ngo.enums import FileStatus

TOP = Path(__file__).parents[2]


def test_the_site_serves_pages_and_only_the_file_says_what_is_missing():
    command = [sys.executable, "-m", "tests.integration.without_pango"]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    line = next(line for line in done.stdout.splitlines() if line.startswith("RESULT "))
    found = json.loads(line.removeprefix("RESULT "))

    assert found["messages"] == ["wagtail_ngo.W006"]
    assert found["page"] == [200, True]
    assert found["pdf"] == 404
    status, error = found["file"]
    assert status == FileStatus.FAILED
    assert "ango" in error
    assert "apt-get install libpango-1.0-0" in error
