"""Money, against numpy-financial, against exact fractions, and by what must hold whatever the numbers."""

from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import numpy_financial as npf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcalc import Q, economics
from starcalc.constants import SECONDS_PER_YEAR

ROUNDING = 1e-12  # closed forms, away from where they cancel
CANCELLED = 1e-10  # 1 − q^N loses digits until the series takes over at a loss of 1e-5 a year: five times 2e-16 / 1e-5

rates = st.floats(0, 0.5)
declines = st.floats(0, 0.6)
lives = st.integers(1, 30)
amounts = st.floats(1e3, 1e9)
costs = st.floats(0, 1e6)
outputs = st.floats(1e9, 1e13)


def payments(income, life, decline):
    """A yearly income at each year's end, each smaller than the last."""
    return income * (1 - decline) ** np.arange(life)


# --- against numpy-financial ----------------------------------------------------------------------


@given(rate=st.floats(0.001, 0.5), life=lives)
def test_capital_is_recovered_by_numpy_financials_payment(rate, life):
    assert economics.capital_recovery_factor(rate, life) == pytest.approx(npf.pmt(rate, life, -1), rel=CANCELLED)


@given(capital=amounts, income=amounts, rate=st.floats(0.001, 0.5), life=lives, decline=declines)
def test_net_present_value_is_numpy_financials(capital, income, rate, life, decline):
    expected = npf.npv(rate, [-capital, *payments(income, life, decline)])
    found = economics.net_present_value(capital, income, rate, life, decline)
    assert found == pytest.approx(expected, rel=CANCELLED, abs=CANCELLED * (capital + income))


@pytest.mark.parametrize(("income", "life", "decline"), [(4e6, 5, 0.0), (4e6, 5, 0.2), (2e6, 10, 0.1), (9e6, 3, 0.5)])
def test_at_the_internal_rate_of_return_nothing_is_left(income, life, decline):
    capital = 6.5e6
    rate = npf.irr([-capital, *payments(income, life, decline)])
    worth = economics.net_present_value(capital, income, rate, life, decline)
    assert abs(worth) < 1e-9 * capital  # the root finder's own tolerance on the rate


def test_money_at_ten_percent_for_five_years_is_in_every_textbook():
    assert f"{economics.capital_recovery_factor(0.10, 5):.5f}" == "0.26380"  # as in any interest table
    assert f"{economics.present_value_factor(0.10, 5, 0.0):.4f}" == "3.7908"


# --- where the rate goes to zero ------------------------------------------------------------------


def exact_factor(rate, life, decline):
    """Σ (1−g)^(k−1) / (1+r)^k in exact fractions."""
    r, g = Fraction(rate), Fraction(decline)
    return float(sum((1 - g) ** (k - 1) / (1 + r) ** k for k in range(1, life + 1)))


TINY = [0.0, 1e-12, 1e-9, 1e-7, 9e-6, 9.99e-6, 1e-5, 1.01e-5, 1e-4, 1e-3]


@pytest.mark.parametrize("life", [1, 2, 5, 30])
@pytest.mark.parametrize("rate", TINY)
@pytest.mark.parametrize("decline", [0.0, 1e-9, 1e-3, 0.3])
def test_present_value_is_the_exact_sum_at_tiny_rates(rate, life, decline):
    found = economics.present_value_factor(rate, float(life), decline)
    assert found == pytest.approx(exact_factor(rate, life, decline), rel=CANCELLED)


@pytest.mark.parametrize("rate", TINY[1:])
@pytest.mark.parametrize("life", [0.5, 7.5])
def test_a_life_that_is_no_whole_number_continues_the_sum(rate, life):
    with localcontext(prec=60):
        q = 1 / (1 + Decimal(rate))
        expected = float((1 - q ** Decimal(life)) / Decimal(rate))
    assert economics.present_value_factor(rate, life, 0.0) == pytest.approx(expected, rel=CANCELLED)


@pytest.mark.parametrize("life", [1.0, 5.0, 7.5])
def test_without_interest_capital_is_repaid_in_equal_parts(life):
    assert economics.capital_recovery_factor(0.0, life) == pytest.approx(1 / life, rel=ROUNDING)
    assert economics.present_value_factor(0.0, life, 0.0) == pytest.approx(life, rel=ROUNDING)


def test_a_rate_below_zero_is_worth_more_than_its_years():
    assert economics.present_value_factor(-0.02, 5.0, 0.0) == pytest.approx(exact_factor(-0.02, 5, 0.0), rel=ROUNDING)


def test_an_income_that_ends_at_once_is_worth_its_first_payment():
    assert economics.present_value_factor(0.1, 5.0, 1.0) == pytest.approx(1 / 1.1, rel=ROUNDING)


# --- whatever the numbers -------------------------------------------------------------------------


@given(rate=rates, life=lives, decline=declines, step=st.floats(0.01, 0.3))
def test_dearer_money_steeper_decline_and_shorter_life_are_worth_less(rate, life, decline, step):
    here = economics.present_value_factor(rate, life, decline)
    assert economics.present_value_factor(rate + step, life, decline) < here
    assert economics.present_value_factor(rate, life, decline + step) <= here * (1 + CANCELLED)  # equal for one year
    assert economics.present_value_factor(rate, life + 1, decline) > here
    assert 0 < here <= life * (1 + CANCELLED)


@given(capital=amounts, income=amounts, rate=rates, life=lives, decline=declines, scale=st.floats(0.01, 100))
def test_twice_the_business_is_worth_twice_as_much(capital, income, rate, life, decline, scale):
    one = economics.net_present_value(capital, income, rate, life, decline)
    many = economics.net_present_value(scale * capital, scale * income, rate, life, decline)
    assert many == pytest.approx(scale * one, rel=ROUNDING, abs=ROUNDING * scale * (capital + 30 * income))


@given(capital=amounts, running=costs, output=outputs, rate=rates, life=lives)
def test_at_its_levelised_cost_a_token_only_just_pays(capital, running, output, rate, life):
    price = economics.levelised_cost(capital, running, output, rate, life)
    worth = economics.net_present_value(capital, price * output - running, rate, life, 0.0)
    assert abs(worth) <= CANCELLED * (capital + life * running)


@given(capital=amounts, running=costs, tokens=outputs, rate=rates, life=lives, decline=declines)
def test_at_the_price_that_breaks_even_nothing_is_left(capital, running, tokens, rate, life, decline):
    price = economics.break_even_price(capital, running, tokens, rate, life, decline)
    earned = economics.net_present_value(capital, price * tokens, rate, life, decline)
    spent = running * economics.present_value_factor(rate, life, 0.0)
    assert abs(earned - spent) <= CANCELLED * (capital + life * running)


@given(per_watt=st.floats(1, 200), rate=rates, life=lives, running=st.floats(0, 2), availability=st.floats(0.1, 1))
def test_at_the_break_even_revenue_a_watt_only_just_pays(per_watt, rate, life, running, availability):
    revenue = economics.break_even_revenue(per_watt, rate, life, running, availability)
    income = revenue * availability * SECONDS_PER_YEAR - running
    worth = economics.net_present_value(per_watt, income, rate, life, 0.0)
    assert abs(worth) <= CANCELLED * (per_watt + life * running)


@given(capital=amounts, income=amounts)
def test_payback_and_return_are_each_others_inverse(capital, income):
    product = economics.payback_time(capital, income) * economics.return_on_investment(capital, income)
    assert product == pytest.approx(1, rel=ROUNDING)


@given(first_cost=amounts, units=st.floats(1, 1e6), learning_rate=st.floats(0, 0.5))
def test_each_doubling_makes_a_unit_cheaper_by_the_learning_rate(first_cost, units, learning_rate):
    one = economics.learning_cost(first_cost, units, learning_rate)
    doubled = economics.learning_cost(first_cost, 2 * units, learning_rate)
    assert doubled == pytest.approx((1 - learning_rate) * one, rel=ROUNDING)
    assert economics.learning_cost(first_cost, 1.0, learning_rate) == pytest.approx(first_cost, rel=ROUNDING)


@given(decline=declines, other=declines)
def test_two_declines_together_are_steeper_than_each_and_gentler_than_their_sum(decline, other):
    both = economics.combined_decline(decline, other)
    assert max(decline, other) - ROUNDING <= both <= decline + other + ROUNDING
    assert both == economics.combined_decline(other, decline)


def test_a_year_of_tokens_is_31_557_600_seconds_of_them():
    assert economics.yearly_tokens(Q(1, "token/s"), 1).m_as("token/year") == 365.25 * 24 * 3600


def test_revenue_of_a_year_is_the_same_by_the_second_and_by_the_year():
    rate, price = Q(13_000, "token/s"), Q(10, "USD/Mtoken")
    by_year = economics.yearly_revenue(economics.yearly_tokens(rate, 1), price) * Q(1, "year")
    by_second = economics.token_revenue(rate, price, Q(1, "year"))
    assert by_year.m_as("USD") == pytest.approx(by_second.m_as("USD"), rel=ROUNDING)


def test_a_watt_for_a_year_at_a_price_per_energy_earns_it_back():
    income = Q(4, "USD/kWh") * Q(130, "kW") * Q(8766, "hour/year")
    assert economics.revenue_per_energy(income, Q(130, "kW")).m_as("USD/kWh") == pytest.approx(4, rel=ROUNDING)


def test_every_token_price_has_a_source_and_a_grade():
    from starcalc.assumptions import GRADES, sources

    rows = economics.token_prices()
    assert all(row["price"] > 0 and row["grade"] in GRADES and row["source"] in sources() for row in rows)
    assert [row["date"] for row in rows] == sorted(
        (row["date"] for row in rows), key=lambda date: (date[:4], date[5:] or "09")
    )


# A million tokens of reply with the input that goes with them: list prices, weighed by hand by DeepSeek's own day.
DAY = (3.62, 0.5625)


@pytest.mark.parametrize(
    ("model", "date", "mix", "expected"),
    [
        ("DeepSeek V3.2", "2025-09", DAY, 0.920),
        ("DeepSeek V4-Flash", "2026-04", DAY, 0.507),
        ("DeepSeek V4-Pro", "2026-05", DAY, 1.566),
        ("DeepSeek V4-Pro", "2026-05", (8, 0), 4.35),
        ("DeepSeek V4-Pro", "2026-08", (8, 0), 7.26),
        ("DeepSeek V3", "2025-02", DAY, 1.670),
        ("DeepSeek R1", "2025-01", DAY, 3.346),
    ],
)
def test_a_reply_brings_in_its_input_too(model, date, mix, expected):
    (row,) = [row for row in economics.token_prices() if (row["model"], row["date"]) == (model, date)]
    listed = [Q(row[name], "USD/Mtoken") for name in ("cached", "fresh", "price")]
    found = economics.traffic_price(*mix, *listed).m_as("USD/Mtoken")
    assert found == pytest.approx(expected, abs=0.001)


def test_deepseeks_day_of_all_replies_at_r1s_price_makes_what_deepseek_reckoned():
    day = economics.traffic()["chat on DeepSeek"]
    price = economics.traffic_price(608 / 168, 342 / 608, 0.14e-6, 0.55e-6, 2.19e-6)
    assert price * 168e9 == pytest.approx(562_027, rel=0.002)  # USD, as its day 6 prints
    assert (day["prompt_ratio"], day["cached_share"]) == pytest.approx((608 / 168, 342 / 608), abs=0.001)


@pytest.mark.parametrize(("ratio", "share"), [(-1.0, 0.5), (3.0, -0.1), (3.0, 56.25)])
def test_no_traffic_brings_fewer_tokens_than_none_or_caches_more_than_all(ratio, share):
    assert np.isnan(economics.traffic_price(ratio, share, 1e-7, 1e-6, 2e-6))


def test_a_price_that_was_changed_says_until_when():
    v4_pro = [row for row in economics.token_prices() if row["model"] == "DeepSeek V4-Pro"]
    assert [(row["date"], row["price"], row["until"]) for row in v4_pro] == [
        ("2026-04", 3.48, "2026-05"),
        ("2026-05", 0.87, "2026-08"),
        ("2026-08", 1.98, ""),
    ]


@pytest.mark.parametrize("rows", [economics.rents(), economics.traffic().values(), economics.loads().values()])
def test_every_rent_mix_and_load_has_a_source_and_a_grade(rows):
    from starcalc.assumptions import GRADES, sources

    assert all(row["grade"] in GRADES and row["source"] in sources() for row in rows)


def test_rents_are_in_order_and_of_a_kind_and_h100s_fell_and_rose_again():
    rows = economics.rents()
    assert {row["kind"] for row in rows} == {"one year", "three years", "five years", "on demand", "spot", "derived"}
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    assert all((row["low"] or 0) <= row["rent"] <= (row["high"] or 1e3) for row in rows)
    lent = {row["date"]: row["rent"] for row in rows if (row["gpu"], row["kind"]) == ("H100", "one year")}
    assert lent["2026-06"] / lent["2025-10"] == pytest.approx(1.56, abs=0.01)


def test_a_load_is_a_share():
    assert all(0 < row["load"] < 1 for row in economics.loads().values())


def test_spares_last_until_the_survivors_are_fewer_than_the_power_feeds():
    spell = economics.spares_last(0.09, 0.015, 0.2)
    assert 1.2 * 0.91**spell == pytest.approx(0.985**spell)
    assert economics.spares_last(0.09, 0.015, 0.0) == 0
    assert economics.spares_last(0.01, 0.015, 0.1) > 1e6


@pytest.mark.parametrize("failure_rate", [1.0, 9.0, -0.1])
def test_spares_say_nothing_where_all_parts_fail_within_a_year(failure_rate):
    assert np.isnan(economics.spares_last(failure_rate, 0.015, 0.2))
    assert np.isnan(economics.spares_last(0.09, 0.015, -0.2))


# --- within the first year ------------------------------------------------------------------------


@given(rate=rates, life=st.floats(0.01, 1.0, exclude_max=True), decline=declines, spell=st.floats(0, 2))
def test_within_the_first_year_nothing_has_declined(rate, life, decline, spell):
    alone = economics.present_value_factor(rate, life, 0.0)
    assert economics.present_value_factor(rate, life, decline) == pytest.approx(alone, rel=ROUNDING)
    assert economics.late_decline_factor(rate, life, spell, 0.01, decline) == pytest.approx(alone, rel=CANCELLED)
    assert 0 < alone <= life * (1 + CANCELLED)


@given(rate=rates, life=st.floats(0.01, 30.0), decline=declines)
def test_a_mean_output_is_never_more_than_all(rate, life, decline):
    recovery = economics.capital_recovery_factor(rate, life)
    assert recovery * economics.present_value_factor(rate, life, decline) <= 1 + CANCELLED


@given(rate=rates, decline=declines)
def test_the_factor_has_no_step_at_a_year(rate, decline):
    before, at, after = (economics.present_value_factor(rate, life, decline) for life in (1 - 1e-9, 1.0, 1 + 1e-9))
    assert before == pytest.approx(at, rel=1e-8)
    assert after == pytest.approx(at, rel=1e-8)
    assert at == pytest.approx(1 / (1 + rate), rel=ROUNDING)


# --- out of the domain ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("relation", "arguments"),
    [
        (economics.interest_before_service, (-1e6, 0.1, 2.0)),
        (economics.interest_before_service, (1e6, 0.1, -2.0)),
        (economics.interest_before_service, (1e6, -1.5, 2.0)),
        (economics.combined_decline, (1.5, 1.5)),
        (economics.combined_decline, (0.1, 20.0)),
        (economics.present_value_factor, (0.1, -5.0, 0.0)),
        (economics.present_value_factor, (0.1, 5.0, 1.5)),
        (economics.present_value_factor, (-2.0, 5.0, 0.0)),
        (economics.late_decline_factor, (0.1, 5.0, -1.0, 0.0, 0.1)),
        (economics.late_decline_factor, (0.1, -5.0, 1.0, 0.0, 0.1)),
        (economics.capital_recovery_factor, (0.1, -5.0)),
        (economics.net_present_value, (-6.5e6, 4e6, 0.1, 5.0, 0.0)),
        (economics.net_present_value, (6.5e6, 4e6, 0.1, -5.0, 0.0)),
        (economics.return_on_investment, (-6.5e6, 4e6)),
        (economics.payback_time, (-6.5e6, 4e6)),
        (economics.payback_time, (-6.5e6, -4e6)),
        (economics.break_even_revenue, (-50.0, 0.1, 5.0, 1.0, 1.0)),
        (economics.break_even_revenue, (50.0, 0.1, -5.0, 1.0, 1.0)),
        (economics.break_even_revenue, (50.0, 0.1, 5.0, 1.0, -1.0)),
        (economics.levelised_cost, (-1e6, 2e6, 1e11, 0.1, 5.0)),
        (economics.levelised_cost, (1e6, 0.0, -1e11, 0.1, 5.0)),
        (economics.levelised_energy_cost, (-1e6, 2e6, 1e11, 0.1, 5.0)),
        (economics.break_even_price, (-1e6, 2e6, 1e11, 0.1, 5.0, 0.1)),
        (economics.break_even_price, (1e6, 0.0, 1e11, 0.1, -5.0, 0.1)),
        (economics.learning_cost, (-100.0, 8.0, 0.15)),
        (economics.learning_cost, (100.0, -8.0, 0.5)),
        (economics.yearly_energy, (-1e6, -1.0)),
        (economics.revenue_per_energy, (-1e6, -1e6)),
    ],
)
def test_what_has_no_answer_is_no_number(relation, arguments):
    with np.errstate(invalid="ignore"):
        assert np.isnan(relation(*arguments))
        assert np.isnan(relation(*map(np.array, arguments)))


@pytest.mark.parametrize(
    ("relation", "arguments"),
    [
        (economics.payback_time, (6.5e6, 0.0)),
        (economics.payback_time, (6.5e6, -9352.0)),
        (economics.return_on_investment, (0.0, 4e6)),
        (economics.capital_recovery_factor, (0.1, 0.0)),
        (economics.levelised_cost, (1e6, 2e6, 0.0, 0.1, 5.0)),
        (economics.levelised_energy_cost, (1e6, 2e6, 0.0, 0.1, 5.0)),
        (economics.break_even_price, (1e6, 2e6, 0.0, 0.1, 5.0, 0.1)),
        (economics.break_even_revenue, (50.0, 0.1, 5.0, 1.0, 0.0)),
        (economics.revenue_per_energy, (1e6, 0.0)),
    ],
)
def test_what_never_comes_is_infinite_for_plain_numbers_as_for_arrays(relation, arguments):
    with np.errstate(divide="ignore"):
        assert relation(*arguments) == np.inf
        assert relation(*map(np.array, arguments)) == np.inf


def test_a_late_decline_lies_between_an_early_one_and_none():
    early, late, none = (economics.late_decline_factor(0.1, 5.0, spell, 0.0, 0.09) for spell in (0.0, 2.0, 9.0))
    assert early == pytest.approx(economics.present_value_factor(0.1, 5.0, 0.09))
    assert none == pytest.approx(economics.present_value_factor(0.1, 5.0, 0.0))
    assert early < late < none
