"""The published JSON schemas of HSDS 3.0, where they are at hand."""

import json
import os
import warnings
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator

HERE = Path(__file__).resolve()


def folder() -> Path:
    """The folder named in HSDS_SCHEMAS, or ``shared/data/hsds-3.0`` beside a parent folder."""
    if named := os.environ.get("HSDS_SCHEMAS"):
        return Path(named)
    beside = (parent / "shared/data/hsds-3.0" for parent in HERE.parents)
    return next((one for one in beside if one.is_dir()), Path("/nonexistent"))


#: What HSDS 3.0 asks of every object, for machines without the schemas (2 MB each, CC BY-SA).
REQUIRED = {
    "organization": ["id", "name", "description"],
    "service": ["id", "name", "status"],
}


@cache
def validator(name: str) -> Draft202012Validator:
    path = folder() / f"{name}.json"
    if path.is_file():
        schema = json.loads(path.read_text())
    else:
        text = f"{name}: required fields only; name the schemas in HSDS_SCHEMAS"
        warnings.warn(text, stacklevel=2)
        schema = {"type": "object", "required": REQUIRED[name.removesuffix("_list")]}
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(item: dict, name: str) -> list[str]:
    """What the schema ``name`` (organization, service_list …) finds wrong, formats included."""
    return [f"{list(e.path)}: {e.message}" for e in validator(name).iter_errors(item)]
