"""One register of symbols: none has two meanings, and every formula of a chapter keeps to it."""

from itertools import combinations
from pathlib import Path

import pytest

from starcalc.page.reference.notation import OWN, alike, by_symbol
from starcalc.page.reference.tex import symbols
from starcalc.page.reference.usage import chapters

BOOK = Path(__file__).parents[1] / "book"
CHAPTERS = chapters(BOOK)
MEANINGS = by_symbol()


@pytest.mark.parametrize("symbol", MEANINGS)
def test_no_symbol_has_two_meanings(symbol):
    for one, other in combinations(MEANINGS[symbol], 2):
        assert alike(one, other), f"{symbol} is {one.kind} {one.name}, {one.about}, and {other.kind} {other.name}"


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.name)
def test_every_symbol_of_a_chapter_is_in_the_register(chapter):
    assert chapter.symbols() <= set(MEANINGS), "add it to starcalc/page/reference/symbols.toml"


def test_every_symbol_that_only_formulas_use_is_used():
    assert set(OWN) <= set().union(*(chapter.symbols() for chapter in CHAPTERS))


@pytest.mark.parametrize(
    ("tex", "found"),
    [
        (r"\frac{P_\text{GPU}}{\kappa}\,e^{-\lambda t}", [r"P_\text{GPU}", r"\kappa", r"\lambda", "t"]),
        (r"\sum_{t=1}^{L} R^{t-1}", ["t", "L", "R"]),
        (r"m_p'' = \Delta v_p + T_A^+ + \dot n", ["m_p''", r"\Delta v_p", "T_A^+", r"\dot n"]),
        (r"c_{e,\text{pv}} \leq C_{\text{GPU}0}", [r"c_{e,\text{pv}}", r"C_{\text{GPU}0}"]),
        (r"\text{NPV} = \text{share left} \times 3\;\mathrm{kW}", [r"\text{NPV}"]),
    ],
)
def test_symbols_of_a_formula(tex, found):
    assert symbols(tex) == found
