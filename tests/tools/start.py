"""Make what a suite starts from: ``python -m tests.tools.start [--demo]``.

A migrated database, or the example town with its demo, of the settings and the database that the
environment names; ``tests/database.py`` and ``tests/demo.py`` say where they are kept. Without this
every worker of a suite would migrate for itself, for most of a minute.
"""

import sys

import django


def main(arguments: list[str]) -> None:
    django.setup()
    # Their models can be imported from here on.
    from tests import database, demo

    with database.databases():
        if "--demo" in arguments:
            demo.load()


if __name__ == "__main__":
    main(sys.argv[1:])
