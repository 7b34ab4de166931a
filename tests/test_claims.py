"""Verdicts on the post's claims: each of the four can be reached by moving a number, and the rule draws the line."""

import pytest

from starcalc import Q, Scenario, claims, model
from starcalc.units import Unit
from starcalc.worlds import shown_in

SEED = Scenario("seed")
AMISS = {  # claims that the post's own numbers do not bear out, and why
    1: "the post gives no price of a launch, and at what Falcon costs its buyers the launch costs more than the GPUs",
    13: "the size of the bus is ours, and no size it may have would do",
    28: "the post says nothing of what carries the heat from a chip into the sheet, nor how warm the chip is above it",
}
each_claim = pytest.mark.parametrize("number", claims.read())


@each_claim
def test_a_claim_is_answered_by_a_result_that_exists(number):
    asked = claims.claim(number)
    calculation = getattr(model, asked.calculation)
    assert asked.result in {*vars(calculation(SEED)), *SEED.names()}
    assert Unit(asked.unit).is_compatible_with(shown_in(asked.result, SEED))
    assert asked.test in ("equals", "below", "above")
    assert asked.value > 0 or (asked.value == 0 and asked.test == "below"), "none is a bound of zero"
    assert not asked.hinge or asked.hinge in claims.arguable()


@each_claim
def test_a_claim_is_quoted_and_said_in_our_words(number):
    asked = claims.claim(number)
    assert asked.number == number
    assert len(asked.quote.split()) > 3
    assert asked.says != asked.quote
    assert not asked.says.endswith(".")


@each_claim
def test_a_verdict_names_an_assumption_where_it_hangs_on_one(number):
    for scenario in (Scenario(), SEED):
        word, hinge = claims.verdict(number, scenario)
        assert word in ("holds", "holds with a caveat", "depends on", "wrong")
        assert (hinge in Scenario().names()) == (word in ("holds with a caveat", "depends on"))


@each_claim
def test_by_its_own_numbers_the_post_is_within_a_factor_of_two_of_what_it_says(number):
    assert (claims.verdict(number, SEED)[0] in ("holds", "holds with a caveat")) == (number not in AMISS)


def test_without_a_scenario_the_best_estimate_is_judged():
    assert claims.verdict(21) == claims.verdict(21, Scenario())


def test_an_unknown_claim_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match=r"no claim 99; this version answers claims \d+, \d+"):
        claims.verdict(99)


# --- four verdicts: claim 19 says 4 million dollars a year, and revenue is proportional to the price


def at_price(factor):
    """The post's scenario with a price at which the revenue is some times what claim 19 says."""
    asked = claims.claim(19)
    revenue = asked.computed(SEED)
    return SEED.but(price=SEED.price * (factor * asked.stated / revenue).m_as(""))


@pytest.mark.parametrize(
    ("factor", "word"),
    [
        (1.0, "holds"),
        (1.249, "holds"),
        (1 / 1.249, "holds"),
        (1.251, "holds with a caveat"),
        (1 / 1.251, "holds with a caveat"),
        (1.999, "holds with a caveat"),
        (1 / 1.999, "holds with a caveat"),
        (2.001, "depends on"),
        (1 / 2.001, "depends on"),
        (20.0, "depends on"),
    ],
)
def test_a_quarter_off_holds_and_a_factor_of_two_is_a_caveat(factor, word):
    assert claims.verdict(19, at_price(factor))[0] == word


def test_what_a_verdict_hangs_on_could_alone_bring_the_claim_near():
    scenario = at_price(20)
    _, hinge = claims.verdict(19, scenario)
    value, reached = claims.needed(19, scenario, hinge)
    moved = scenario.but(**{hinge: value})
    assert claims.verdict(19, moved)[0] in ("holds", "holds with a caveat")
    assert reached.m_as("USD/year") == pytest.approx(claims.claim(19).computed(moved).m_as("USD/year"))


def test_where_two_numbers_would_have_to_move_the_claim_is_wrong():
    # 13,000 tokens a second: a fifth of a GPU at one token a second is out of reach of either range alone
    few_and_slow = SEED.but(gpus_given=0.2, token_rate_per_gpu=Q(1, "token/s"))
    assert claims.verdict(17, few_and_slow) == ("wrong", None)
    assert claims.verdict(17, SEED.but(gpus_given=0.2))[0] == "depends on"


def test_a_ceiling_that_is_kept_holds_however_far_below():
    assert claims.claim(18).test == "below"
    for rate in (10, 1000):
        assert claims.verdict(18, SEED.but(token_rate_per_gpu=Q(rate, "token/s"))) == ("holds", None)


def test_a_broken_bound_never_holds():
    def filled(percent):
        share = claims.claim(18).computed(SEED)
        return SEED.but(bits_per_token=SEED.bits_per_token * (Q(percent, "percent") / share).m_as(""))

    assert claims.verdict(18, filled(9))[0] == "holds with a caveat"
    assert claims.verdict(18, filled(10.1))[0] == "depends on"
    assert claims.verdict(13) == ("wrong", None)


def test_a_result_of_the_wrong_sign_is_as_far_as_can_be():
    losing = SEED.but(price=Q(0.1, "USD/Mtoken"), running_cost_per_power=Q(1000, "USD/kW/year"))
    assert claims.claim(21).distance(claims.claim(21).computed(losing)) == float("inf")
    assert claims.verdict(21, losing)[0] in ("depends on", "wrong")


def test_an_assumption_that_passes_the_claim_on_its_way_reaches_it():
    asked = claims.claim(19)
    assert claims.nearest_distance(asked, Q(1, "MUSD/year"), Q(100, "MUSD/year")) == 1
    assert claims.nearest_distance(asked, Q(100, "MUSD/year"), Q(1, "MUSD/year")) == 1
    assert claims.nearest_distance(asked, Q(8, "MUSD/year"), Q(100, "MUSD/year")) == 2


def test_none_holds_only_at_none():
    asked = claims.claim(33)
    assert (asked.value, asked.test) == (0, "below")
    assert asked.distance(Q(0, "")) == 1
    assert asked.distance(Q(1, "")) == float("inf")


def test_what_holds_only_over_a_part_of_an_open_number_holds_with_a_caveat():
    # the last Starlink from Vandenberg to such an inclination flew on 26 September 2025, 73 days before the post
    assert claims.verdict(33, SEED.but(recent=Q(72, "day"))) == ("holds with a caveat", "recent")
    assert claims.verdict(33, SEED.but(recent=Q(73, "day")))[0] == "depends on"


def test_no_verdict_hangs_on_a_switch():
    for name in claims.arguable():
        assert Scenario().assumption(name).range != (0, 1)
