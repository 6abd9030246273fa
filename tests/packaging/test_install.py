"""The built wheel in a site made by ``wagtail start``, following the how-to pages literally."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.packaging import document
from tests.packaging.conftest import TOP

INSTALL = TOP / "docs" / "how-to" / "install.md"
UNINSTALL = TOP / "docs" / "how-to" / "uninstall.md"
UV = [sys.executable, "-m", "uv"]
ALL_TYPES = [
    "ActivityReportPage",
    "BulletinIndexPage",
    "BulletinIssuePage",
    "CouncilElectionPage",
    "CouncilPage",
    "EventIndexPage",
    "EventPage",
    "FundingCallIndexPage",
    "NGODirectoryPage",
    "NGOPage",
    "PartnerBoardPage",
    "PublicBenefitPage",
]


#: With these the sources of this repository would be tested instead of the wheel.
NOT_INHERITED = {"DJANGO_SETTINGS_MODULE", "PYTHONPATH"}


class Machine:
    """A fresh environment and a fresh site in it, and a shell that has both."""

    def __init__(self, folder: Path, python: str, wheel: Path) -> None:
        self.site = folder / "mysite"
        self.environment = {
            **{key: value for key, value in os.environ.items() if key not in NOT_INHERITED},
            "PATH": f"{folder / 'env' / 'bin'}{os.pathsep}{os.environ['PATH']}",
            # `pip install wagtail-ngo` must mean this wheel and no other.
            "PIP_CONSTRAINT": str(folder / "constraint.txt"),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_QUIET": "1",
        }
        (folder / "constraint.txt").write_text(f"wagtail-ngo @ {wheel.as_uri()}\n")
        self.shell(f"'{python}' -m venv '{folder / 'env'}'", folder)

    def shell(self, text: str, folder: Path | None = None) -> str:
        done = subprocess.run(
            ["bash", "-euc", text],
            cwd=folder or self.site,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"
        return done.stdout


def make_site(folder: Path, python: str, pins: list[str], wheel: Path) -> Machine:
    """A site of the given stack, without the package.

    Where uv is here it fetches the libraries beforehand, those that the wheel asks for and no
    others, so that pip finds them in place: ten times faster, with the same outcome.
    """
    machine = Machine(folder, python, wheel)
    quoted = " ".join(f"'{pin}'" for pin in pins)
    if subprocess.run([*UV, "--version"], check=False, capture_output=True).returncode == 0:
        uv, target = " ".join(UV), f"--python '{folder / 'env'}'"
        machine.shell(f"{uv} pip install -q {target} {quoted} '{wheel}'", folder)
        machine.shell(f"{uv} pip uninstall -q {target} wagtail-ngo", folder)
    machine.shell(f"pip install {quoted} && wagtail start mysite", folder)
    return machine


#: What `wagtail start` leaves to the owner of a production site.
LOCAL = 'SECRET_KEY = "packaging"\nALLOWED_HOSTS = ["*"]\n'


def go_into_production(machine: Machine) -> None:
    """Settings as `wagtail start` writes them for a server: static files bear their digest."""
    settings = machine.site / "mysite" / "settings"
    (settings / "local.py").write_text(LOCAL)
    machine.environment["DJANGO_SETTINGS_MODULE"] = "mysite.settings.production"
    assert "ManifestStaticFilesStorage" in (settings / "production.py").read_text()
    machine.shell("python manage.py collectstatic --noinput")


def publish(machine: Machine) -> dict:
    script = (Path(__file__).parent / "publish_pages.py").read_text()
    (machine.site / "publish_pages.py").write_text(script)
    output = machine.shell("python manage.py shell -c 'import publish_pages'")
    line = next(line for line in output.splitlines() if line.startswith("RESULT "))
    return json.loads(line.removeprefix("RESULT "))


def test_following_the_install_page_publishes_every_type_and_leaving_is_clean(
    stack, wheel, tmp_path
):
    python, pins = stack
    machine = make_site(tmp_path, python, pins, wheel)

    document.follow(INSTALL, machine.site, machine.shell)
    go_into_production(machine)
    result = publish(machine)
    installed = machine.shell("python -c 'import wagtail_ngo; print(wagtail_ngo.__file__)'")

    assert installed.startswith(str(tmp_path / "env"))
    assert result["pages"] == dict.fromkeys(ALL_TYPES, 200)
    assert (result["pdf"]["status"], result["pdf"]["type"]) == (200, "application/pdf")
    assert result["pdf"]["start"] == "%PDF-"
    machine.shell("python manage.py makemigrations --check --dry-run")

    for block in document.blocks(UNINSTALL)[:-1]:
        machine.shell(block.text)
    document.undo(INSTALL, machine.site)
    machine.shell(document.blocks(UNINSTALL)[-1].text)
    machine.shell("python manage.py check && python manage.py makemigrations --check --dry-run")
    left = machine.shell(
        'python manage.py shell -c "from django.db import connection; '
        "print([t for t in connection.introspection.table_names() if 'ngo' in t.split('_')])\""
    )
    assert left.strip().splitlines()[-1] == "[]"


def test_every_page_type_of_the_door_is_published_by_the_script():
    from wagtail.models import Page

    from wagtail_ngo import models

    public = [getattr(models, name) for name in models.__all__]
    types = {
        model.__name__ for model in public if isinstance(model, type) and issubclass(model, Page)
    }

    assert types == set(ALL_TYPES)
