#!/usr/bin/env python
"""Django's command line for the example town site."""

import os
import sys
from pathlib import Path


def main() -> None:
    # The site is a package of the repository, so the repository's top must be importable.
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.path.remove(str(Path(__file__).resolve().parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "example_site.settings.dev")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- app ready

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
