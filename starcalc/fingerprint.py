"""What stored outputs rest on, as one short word: every table, the code that can reach a chapter, and its own cells.

`book/execute.py` writes it into the notebook when it runs it, and the book is not built from a notebook whose word is
another by now. What writes pages, checks types or remakes tables cannot reach a chapter and does not count, nor do
comments in tables. Neither does `references.bib`, which only names sources: the tests run the chapters again.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

HOME = Path(__file__).parent
OUTSIDE = ("page", "stubs.py", "disputes.py", "fingerprint.py")  # below the package's folder
KEY = "starcalc"  # of a notebook's metadata
KINDS = (".py", ".toml", ".csv")


def counts(path):
    """Whether a file of the package, by its place in it, can reach what a chapter shows."""
    return path.suffix in KINDS and path.parts[0] not in OUTSIDE and not path.name.startswith("make_")


def content(path):
    """What counts of a file: of a table all but its comments, of code every letter, which a chapter may list."""
    lines = path.read_text(encoding="utf-8").splitlines()  # whatever ends them
    return "\n".join(line for line in lines if path.suffix == ".py" or not line.startswith("#"))


def digest(home):
    """The digest of a package in a folder."""
    found = hashlib.sha256()
    for path in sorted(home.rglob("*"), key=lambda each: each.relative_to(home).as_posix()):
        if counts(path.relative_to(home)):
            found.update(f"{path.relative_to(home).as_posix()}\n{content(path)}\n".encode())
    return found.hexdigest()


@cache
def package():
    """The digest of this package, which does not change while it runs."""
    return digest(HOME)


def fingerprint(notebook, rests_on=None):
    """The word for a notebook as it would be run now.

    >>> len(fingerprint({"cells": [{"cell_type": "code", "source": ["1 + 1"]}]}))
    16
    """
    code = ["".join(cell["source"]).strip("\n") for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return hashlib.sha256(json.dumps([rests_on or package(), *code]).encode()).hexdigest()[:16]


def stored(notebook):
    """The word that a notebook carries, of when it was run; "" where it carries none."""
    return notebook["metadata"].get(KEY, {}).get("fingerprint", "")


def stale(folder, rests_on=None):
    """The names of the notebooks in a folder whose outputs are older than what they rest on."""
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(folder).glob("*.ipynb"))}
    return [name for name, notebook in found.items() if stored(notebook) != fingerprint(notebook, rests_on)]
