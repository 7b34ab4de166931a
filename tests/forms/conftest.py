"""The book's other forms as the jobs have made them, beside the pages that they were made of."""

import json
import re
from pathlib import Path

import pytest

from starcalc.page import still

BUILT = Path(__file__).parents[2] / "_build" / "html"
SPEC = re.compile(r'<script type="application/json" class="starcalc-spec">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="session")
def index():
    """The book's first page."""
    return still.read(BUILT / still.INDEX)


@pytest.fixture(scope="session")
def listed(index):
    """Every page of the book in its order: (path, title)."""
    return [page for _, pages in still.contents(index) for page in pages]


def figures_of(path):
    """What the specification of each figure of a page says of it."""
    return [json.loads(spec)["usermeta"]["starcalc"] for spec in SPEC.findall((BUILT / path).read_text("utf-8"))]


@pytest.fixture(scope="session")
def figures(listed):
    """The same of all figures of the book."""
    return [figure for path, _ in listed for figure in figures_of(path)]
