"""Data files: comma-separated, a header of comments that says whose they are, empty cells where nothing is known."""

import csv
from pathlib import Path


def beside(module, name, texts=()):
    """The rows of the data file that stands beside a module (its `__file__`), as dictionaries; `texts` stay texts.

    >>> from starcalc.inference import catalogue
    >>> beside(catalogue.__file__, "gpus.csv")[0]["gpu"]
    'H100'
    """
    with Path(module).with_name(name).open(encoding="utf-8", newline="") as file:
        found = csv.DictReader(line for line in file if not line.startswith("#"))
        return [{column: value if column in texts else cell(value) for column, value in row.items()} for row in found]


def catalogue(module, name):
    """The same as a dictionary by the first column."""
    found = beside(module, name)
    key = next(iter(found[0]))
    return {row[key]: {column: value for column, value in row.items() if column != key} for row in found}


def cell(text):
    """A cell of a data file: a number where it is one, None where it is empty.

    >>> cell("80e9"), cell(""), cell("H100")
    (80000000000.0, None, 'H100')
    """
    try:
        return float(text) if text else None
    except ValueError:
        return text
