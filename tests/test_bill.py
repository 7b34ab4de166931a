"""The whole sum: its lines add up to what the model says, whatever it is fed."""

import pytest

from starcalc import Q, Scenario, model
from starcalc.model.accounts import FAILURES, LAUNCH, LINES, SHADOW, bill

ROUNDING = 1e-12  # a dozen sums and products, each off by a few 1e-16

SCENARIOS = {
    "best": Scenario(),
    "gas": Scenario("gas"),
    "solar": Scenario("solar"),
    "with a battery": Scenario().but(battery=1),
    "dear money": Scenario().but(
        discount_rate=Q(20, "percent/year"), ground_discount_rate=Q(20, "percent/year"), life=Q(3, "year")
    ),
}


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
@pytest.mark.parametrize("name", ["satellite", "module", "ground"])
def test_the_lines_add_up_to_the_cost_per_token(name, scenario):
    lines = bill(scenario)[name]
    assert tuple(lines) == LINES
    whole = sum(line.m_as("USD/Mtoken") for line in lines.values())
    assert whole == pytest.approx(getattr(model, name)(scenario).cost_per_token.m_as("USD/Mtoken"), rel=ROUNDING)


def test_where_nothing_fails_ages_or_darkens_those_lines_are_empty():
    nothing = Q(0, "1/year")
    calm = bill(
        Scenario().but(
            eclipses=0,
            failure_rate=nothing,
            burnout_rate=nothing,
            dose_limit=Q(1e15, "krad"),
            degradation=nothing,
            fatal_share=0,
        )
    )
    for lines in calm.values():
        assert lines[SHADOW].magnitude == pytest.approx(0, abs=ROUNDING)
        assert lines[FAILURES].magnitude == pytest.approx(0, abs=ROUNDING)


def test_the_ground_launches_nothing():
    assert bill(Scenario())["ground"][LAUNCH].magnitude == 0


def test_a_capital_given_as_one_sum_has_no_lines():
    with pytest.raises(ValueError, match="capital summed from its parts"):
        bill(Scenario("seed"))
