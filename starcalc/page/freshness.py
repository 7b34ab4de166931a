"""The book is not built from outputs that are older than the table or the code that they came from."""

import os
from pathlib import Path

from sphinx.errors import ExtensionError
from sphinx.util.logging import getLogger

from starcalc.fingerprint import stale

DRAFT = "STARCALC_DRAFT"  # an environment variable: set, the book is built all the same


def refuse_stale(app):
    """Raises ExtensionError that names the chapters and the command; Sphinx calls it before it reads anything."""
    folder = Path(app.srcdir, "book")
    if app.builder.format != "html" or not (names := stale(folder)):
        return
    every = len(names) == len(list(folder.glob("*.ipynb")))
    command = "nox -s execute" if every else f"nox -s execute -- {' '.join(names)}"
    said = f"outputs older than the tables and the code that they came from: {', '.join(names)}; run `{command}`"
    if not os.environ.get(DRAFT):
        raise ExtensionError(f"{said}, look at what changed and commit it (a draft is built with {DRAFT}=1)")
    getLogger(__name__).info("draft, with %s", said)
