"""The README promises numbers and shows examples; both are run here."""

import doctest
from pathlib import Path

from starcalc import Scenario, model, show

README = Path(__file__).parents[1] / "README.md"


def test_the_examples_of_the_readme_work_as_printed():
    result = doctest.testfile(str(README), module_relative=False)
    assert result.attempted > 5
    assert result.failed == 0


def test_the_numbers_in_its_prose_are_the_models():
    best, prose = Scenario(), " ".join(README.read_text("utf-8").split())
    satellite, module, ground = (show.words(f, best) for f in (model.satellite, model.module, model.ground))
    costs = [found.cost_per_token.split()[0] for found in (satellite, module, ground)]
    assert f"one satellite costs {satellite.capital}" in prose
    assert f"takes in {satellite.revenue} at first" in prose
    assert f"its net present value is {satellite.net_present_value}" in prose
    assert f"tokens cost {costs[0]}; from a thin sheet that carries its own GPUs, {costs[1]}" in prose
    assert f"from a data centre in Texas, {costs[2]}. They sell for {satellite.price.split()[0]}." in prose
