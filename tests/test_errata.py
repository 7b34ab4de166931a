"""What earlier editions got wrong: each row can be computed, says something else than it did, and names a chapter."""

from pathlib import Path

import pytest

from starcalc import Q, Scenario
from starcalc.page.reference import errata
from starcalc.show import phrase

BOOK = Path(__file__).parents[1] / "book"
every = pytest.mark.parametrize("row", errata.read(), ids=lambda row: row.name)


@every
def test_an_erratum_has_a_new_number_that_differs_from_the_old_one_as_printed(row):
    new, old = row.computed(Scenario()), Q(row.said, row.unit)
    assert new.units == old.units
    assert phrase(new, 2) != phrase(old, 2)


@every
def test_an_erratum_says_why_and_where(row):
    assert row.kind in errata.KINDS
    assert len(row.why.split()) > 8
    assert (BOOK / f"{row.chapter}.ipynb").exists()


def test_the_new_number_follows_the_table():
    row = next(row for row in errata.read() if row.name == "box-over-texas")
    cheap = Scenario().but(launch_price=Q(100, "USD/kg"))
    assert row.computed(cheap) < row.computed(Scenario())


def test_the_five_largest_are_there_and_the_page_is_reached_from_where_one_disagrees():
    assert len([row for row in errata.read() if row.kind == "mistake"]) >= 5
    assert "(errata.md)" in (BOOK / "disagree.md").read_text("utf-8")
