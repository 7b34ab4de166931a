"""Verdicts on the post's claims: each of the three can be reached by moving a number, and the rule draws the line."""

import re
from html import escape
from math import inf

import numpy as np
import pytest

from starcalc import Q, Scenario, claims, model, show
from starcalc.units import Unit
from starcalc.worlds import monte_carlo, shown_in

BEST, SEED = Scenario(), Scenario("seed")
WORDS = ("right", "open", "wrong")
each_claim = pytest.mark.parametrize("number", claims.read())


@each_claim
def test_a_claim_is_answered_by_a_result_that_exists(number):
    asked = claims.claim(number)
    calculation = getattr(model, asked.calculation)
    assert asked.result in {*vars(calculation(SEED)), *SEED.names()}
    shown = "" if asked.over else shown_in(asked.result, SEED)
    assert Unit(asked.unit).is_compatible_with(shown)
    assert asked.test in ("equals", "below", "above")
    assert asked.value > 0 or asked.bound, "a factor from zero is none"
    assert not (asked.central and asked.same_as)
    assert not asked.same_as or asked.same_as in claims.read()


@each_claim
def test_a_claim_is_told_in_our_words_and_in_the_french_that_we_have(number):
    asked = claims.claim(number)
    assert asked.number == number
    assert asked.french not in asked.says
    assert asked.asks.endswith("?")
    assert asked.box.endswith(".")
    assert not asked.says.endswith(".")
    assert not re.search("[“”«»]", asked.says + asked.box), "nobody but the author is quoted, and him we have in French"


@each_claim
def test_a_verdict_says_what_it_rests_on(number):
    asked = claims.claim(number)
    for scenario in (BEST, SEED):
        found = claims.verdict(number, scenario)
        assert found.word in WORDS
        assert found.low <= found.middle <= found.high
        assert (found.kept is not None) == asked.bound
        assert (found.hinge is not None) == (found.word == "open")
        assert found.hinge is None or scenario.assumption(found.hinge).role == "fact"
        assert found.ours == asked.computed(scenario)


def test_the_five_claims_that_are_the_argument_stand_apart():
    assert [number for number, asked in claims.read().items() if asked.central] == [1, 20, 21, 30, 32]


def test_one_mistake_is_counted_once_and_our_own_tests_not_at_all():
    assert claims.claim(31).same_as == 30
    assert 30 in claims.counted()
    assert not {1, 4, 31} & set(claims.counted())


def test_without_a_scenario_the_best_estimate_is_judged():
    assert claims.verdict(21) == claims.verdict(21, BEST)


def test_an_unknown_claim_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match=r"no claim 99; this version answers claims \d+, \d+"):
        claims.verdict(99)


# --- numbers


def test_a_number_within_a_quarter_of_the_middle_world_is_right_inside_nine_worlds_of_ten_open_else_wrong():
    asked = claims.claim(19)

    def word(low, middle, high):
        return claims.of_a_number(asked, *(Q(x, "MUSD/year") for x in (low, middle, high)))

    assert asked.stated.m_as("MUSD/year") == 4
    assert [word(1, middle, 100) for middle in (4, 4.99, 3.21, 5.01, 3.19)] == ["right"] * 3 + ["open"] * 2
    assert [word(*three) for three in ((3.9, 8, 9), (4.1, 8, 9), (1, 2, 4.1), (1, 2, 3.9))] == ["open", "wrong"] * 2


def test_a_number_inside_nine_worlds_of_ten_is_open_and_beyond_them_wrong():
    found = claims.verdict(21)
    asked = claims.claim(21)
    assert found.low < asked.stated < found.high
    assert found.word == "open"
    dear = claims.verdict(21, BEST.but(price=Q(0.05, "USD/Mtoken")))
    assert dear.high < asked.stated
    assert dear.word == "wrong"


def test_what_decides_an_open_claim_could_alone_meet_it():
    found = claims.verdict(21)
    met = claims.claim(21).computed(BEST.but(**{found.hinge: found.flip}))
    assert met.m_as("percent/year") == pytest.approx(60, rel=1e-3)


def test_a_result_of_the_wrong_sign_is_as_far_as_can_be():
    assert claims.claim(21).factor(Q(-5, "percent/year")) == inf
    assert claims.claim(21).factor(Q(30, "percent/year")) == 2


# --- bounds


def filled(percent):
    """The post's scenario with so much of the laser link filled: claim 18 says less than a tenth."""
    share = claims.claim(18).computed(SEED)
    return SEED.but(bits_per_token=SEED.bits_per_token * (Q(percent, "percent") / share).m_as(""))


def test_a_ceiling_that_is_kept_is_right_however_far_below_and_a_broken_one_is_wrong():
    assert claims.claim(18).test == "below"
    for rate in (10, 1000):
        assert claims.verdict(18, SEED.but(token_rate_per_gpu=Q(rate, "token/s"))).word == "right"
    assert [claims.verdict(18, filled(percent)).word for percent in (1, 9.9, 9000)] == ["right", "open", "wrong"]
    assert claims.verdict(13).word == "wrong"


def test_a_bound_is_right_from_nine_worlds_of_ten_on_and_wrong_up_to_one():
    assert [claims.of_a_bound(kept) for kept in (1, 0.9, 0.89, 0.11, 0.09, 0)] == [
        "right",
        "right",
        "open",
        "open",
        "wrong",
        "wrong",
    ]


def test_the_share_of_the_worlds_that_keep_a_bound_is_that_of_a_draw():
    costs = monte_carlo(model.satellite, "launch_to_gpu", BEST)["launch_to_gpu"]
    assert claims.verdict(1).kept == np.mean(costs.m_as("percent") < 100)


def test_where_an_open_bound_flips_it_is_kept_on_one_side_alone():
    asked, found = claims.claim(1), claims.verdict(1)
    sides = [asked.kept(asked.computed(BEST.but(**{found.hinge: found.flip * x}))) for x in (0.99, 1.01)]
    assert found.word == "open"
    assert sides == [True, False]


def test_none_is_kept_by_none_alone():
    asked = claims.claim(33)
    assert (asked.value, asked.test) == (0, "below")
    assert asked.kept(Q(0, ""))
    assert not asked.kept(Q(1, ""))


def test_recent_decides_whether_a_recent_launch_went_to_a_sun_synchronous_orbit():
    # the last Starlink from Vandenberg to such an inclination flew on 26 September 2025, 73 days before the post
    found = claims.verdict(33)
    assert found.hinge == "recent"
    assert 72 <= found.flip.m_as("day") <= 73.1


def test_a_count_in_a_logbook_is_not_said_to_hold_in_worlds():
    for number, asked in claims.read().items():
        if asked.logbook:
            box, rows = show.claim(number).data, show.verdicts(BEST, number).data
            assert "world" not in re.sub(r"<details>.*", "", box)
            assert "weeks in place of 10 the answer is another" in box
            assert rows.endswith('"Middle world (nine of ten)">–</td></tr></tbody></table>')


@pytest.mark.parametrize(
    ("number", "said"), [(1, "it holds by our own numbers"), (21, "our own number passes the post's")]
)
def test_a_box_says_what_the_flip_flips_which_is_our_own_number(number, said):
    found, asked = claims.verdict(number), claims.claim(number)
    assert escape(said) in show.claim(number).data
    at = asked.computed(BEST.but(**{found.hinge: 0.999 * found.flip}))
    assert asked.kept(at) if asked.bound else at.m_as(asked.unit) == pytest.approx(asked.value, rel=0.01)


# --- what the claims themselves fix


def test_users_on_the_equator_are_asked_about_the_equator():
    assert claims.claim(8).setting(BEST).user_latitude.m_as("deg") == 0
    assert claims.claim(8).computed(BEST) > Q(0, "ms") > model.surroundings(BEST).latency_saved


def test_the_700_watts_are_those_of_the_chip_that_the_post_names():
    assert claims.claim(24).setting(BEST).gpu_power.m_as("W") == 700


def test_a_chip_that_a_claim_names_leaves_the_readers_numbers_alone():
    mine = claims.claim(24).setting(BEST.but(launch_price=Q(99, "USD/kg")))
    assert mine.launch_price.m_as("USD/kg") == 99


def test_a_choice_of_altitude_is_held_against_the_best_of_the_others():
    asked = claims.claim(10)
    costs = [model.satellite(other).cost_per_token.m for other in asked.alternatives(BEST)]
    assert asked.computed(BEST).m_as("") == pytest.approx(1 - min(costs) / costs[0])
    assert len(costs) == 1 + len(asked.over["altitude"])


def test_no_altitude_saves_anything_over_the_cheapest_of_them():
    asked = claims.claim(10)
    costs = {other.altitude.m: model.satellite(other).cost_per_token.m for other in asked.alternatives(BEST)}
    assert asked.computed(BEST.but(altitude=Q(min(costs, key=costs.get), "km"))).m == 0
