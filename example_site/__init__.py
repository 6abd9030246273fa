"""A town's web site that existed before wagtail-ngo; ``integration/`` is the whole adoption."""
