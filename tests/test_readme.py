"""The README promises numbers and shows examples; both are run here."""

import doctest
from pathlib import Path

from starcalc import Scenario, model, show

README = Path(__file__).parents[1] / "README.md"


def test_the_examples_of_the_readme_work_as_printed():
    result = doctest.testfile(str(README), module_relative=False)
    assert result.attempted > 5
    assert result.failed == 0


def test_the_numbers_in_the_readme_are_those_the_model_computes():
    ours = show.words(model.satellite, Scenario())
    text = " ".join(README.read_text(encoding="utf-8").split())
    for phrase in (ours.capital, ours.revenue, ours.net_present_value):
        assert phrase in text
    cost, price = (words.removesuffix(" per million tokens") for words in (ours.cost_per_token, ours.price))
    assert f"A million of its tokens cost {cost} and sell for {price}" in text
