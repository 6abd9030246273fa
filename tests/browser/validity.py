"""HTML validity by the Nu Html Checker (npm package vnu-jar, needs Java and npm)."""

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

#: Remarks that are no error of ours: the checker does not know these yet.
IGNORED = ()


@cache
def checker() -> Path | None:
    """The jar: from VNU_JAR, or installed once below var/tools; None where that cannot be."""
    if given := os.environ.get("VNU_JAR"):
        return Path(given)
    tools = settings.REPOSITORY_DIR / "var" / "tools"
    jar = tools / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    npm = shutil.which("npm")
    if not jar.exists() and npm and shutil.which("java"):
        tools.mkdir(parents=True, exist_ok=True)
        subprocess.run(  # noqa: S603 -- fixed words
            [npm, "install", "--no-audit", "--no-fund", "--prefix", str(tools), "vnu-jar"],
            check=False,
            capture_output=True,
            timeout=300,
        )
    return jar if jar.exists() and shutil.which("java") else None


def invalid_html(documents: dict[str, str], folder: Path) -> list[str]:
    """Errors of the documents (address: HTML), each with its address. One run for all."""
    jar = checker()
    if jar is None:
        pytest.skip("the Nu Html Checker needs Java and npm (or VNU_JAR)")
    names = {}
    for number, (address, html) in enumerate(documents.items()):
        file = folder / f"{number}.html"
        file.write_text(html, encoding="utf-8")
        names[file.as_uri().removeprefix("file:")] = address
    command = ["java", "-Xss2m", "-jar", str(jar), "--format", "json", "--exit-zero-always"]
    done = subprocess.run(  # noqa: S603 -- fixed words
        [*command, "--errors-only", str(folder)], capture_output=True, text=True, timeout=300
    )
    return [
        f"{names.get(message['url'].removeprefix('file:'), message['url'])}: {message['message']} "
        f"[{message.get('extract', '').strip()}]"
        for message in json.loads(done.stderr or done.stdout)["messages"]
        if not any(part in message["message"] for part in IGNORED)
    ]
