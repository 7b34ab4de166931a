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
    hours = [found.gpu_hour_cost.split(" an ")[0] for found in (satellite, module, ground)]
    assert f"one satellite costs {satellite.capital}" in prose
    assert f"takes in {satellite.revenue} at first" in prose
    assert f"its net present value is {satellite.net_present_value}" in prose
    assert f"An hour of one of its GPUs costs {hours[0]}; of one on a thin sheet" in prose
    assert f"built of the same parts, {hours[1]}; of one in Texas, {hours[2]}." in prose
