"""Build the documentation strictly: a broken link or a page that cannot be read is an error."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
CONFIG = TOP / "var" / "mkdocs.yml"


def main() -> int:
    CONFIG.parent.mkdir(parents=True, exist_ok=True)
    # JSON is YAML; MkDocs refuses a configuration that lies inside the folder of the pages.
    CONFIG.write_text(
        json.dumps(
            {
                "site_name": "wagtail-ngo",
                "docs_dir": str(TOP / "docs"),
                "site_dir": str(TOP / "var" / "docs"),
                "theme": "mkdocs",
                "strict": True,
                "validation": {"links": {"anchors": "warn", "absolute_links": "warn"}},
            }
        )
    )
    return subprocess.call([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(CONFIG)])


if __name__ == "__main__":
    raise SystemExit(main())
