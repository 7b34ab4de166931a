"""The whole sum: its lines add up to what the model says, whatever it is fed."""

import pytest

from starcalc import Q, Scenario, model
from starcalc.model.accounts import FAILURES, LAUNCH, LINES, SHADOW, bill
from starcalc.model.slices import LIFTS, STEERING
from starcalc.show.strips import WHERE

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


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
@pytest.mark.parametrize("name", ["satellite", "module"])
def test_the_slices_add_up_to_the_cost_per_token_and_none_is_negative(scenario, name):
    costs = model.slices(scenario)[name]
    assert tuple(costs) == model.SLICES == tuple(WHERE)
    whole = sum(cost.m_as("USD/Mtoken") for cost in costs.values())
    assert whole == pytest.approx(getattr(model, name)(scenario).cost_per_token.m_as("USD/Mtoken"), rel=ROUNDING)
    assert min(cost.magnitude for cost in costs.values()) >= -ROUNDING


@pytest.mark.parametrize("name", ["satellite", "module"])
def test_the_lifted_slices_are_the_launch_of_the_bill(name):
    best = Scenario()
    found = getattr(model, name)(best)
    costs, line = model.slices(best)[name], bill(best)[name][LAUNCH].magnitude
    bought = found.battery_capital * found.recovery / (found.tokens * best.with_units.availability / found.uptime)
    lifted = sum(cost.magnitude for slice_, cost in costs.items() if slice_ in (*LIFTS, STEERING))
    assert lifted - bought.m_as("USD/Mtoken") == pytest.approx(line, rel=ROUNDING)


@pytest.mark.parametrize("switch", ["capital_from_parts", "mass_from_parts"])
def test_what_is_given_as_a_whole_has_no_slices(switch):
    with pytest.raises(ValueError, match=f"but\\({switch}=1\\)"):
        model.slices(Scenario().but(**{switch: 0}))
