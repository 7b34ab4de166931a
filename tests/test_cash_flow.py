"""Money over years: our factors against numpy-financial and pyxirr, cash flow by cash flow."""

import warnings
from math import inf, nan

import numpy as np
import numpy_financial
import pytest
import pyxirr
from hypothesis import assume, given
from hypothesis import strategies as st

from starcalc import Q, economics

# what the post's satellite costs and earns: $50,000 a kilowatt × 130 kW; 13,000 token/s at $10 a million, 365.25 days
CAPITAL, INCOME = 6.5e6, 4_102_488.0

AGREEMENT = 1e-9  # of rates with other tools, which stop their own search at 1e-9 or better
ROUNDING = 1e-11  # sums of up to forty terms

money = st.floats(1e3, 1e9)
rates = st.floats(0.0, 0.5)
declines = st.floats(0.0, 0.6)
lives = st.integers(1, 40)


def flows(capital, income, life, decline):
    """Capital at once, then each year's income at its end: the order in which the tools take them."""
    return [-capital, *(income * (1 - decline) ** year for year in range(life))]


# --- other people's numbers -------------------------------------------------------------------------------------------


def test_the_posts_satellite_returns_56_percent():
    # numpy-financial 1.0.0 and pyxirr 0.10.8 on −6.5M, 5 × 4,102,488: 0.563626 to 1e-5; NPV at 10 % 9,051,657 to 1
    rate = economics.internal_rate_of_return(CAPITAL, INCOME, 5.0, 0.0)
    assert rate == pytest.approx(0.563626, abs=1e-5)
    assert economics.net_present_value(CAPITAL, INCOME, 0.10, 5.0, 0.0) == pytest.approx(9_051_657, abs=1)


def test_at_four_dollars_a_kilowatt_hour_it_returns_64_percent():
    # numpy-financial and pyxirr: 50k$/kW, 8766 h at $4.00/kWh: simple 0.70128, payback 1.426 years, 5-year IRR 0.64264
    capital, income = Q(50_000, "USD"), Q(4, "USD/kWh") * Q(1, "kW") * Q(8766, "hour/year")
    rate = economics.internal_rate_of_return(capital, income, Q(5, "year"), Q(0, "1/year"))
    assert rate.m_as("1/year") == pytest.approx(0.64264, abs=1e-4)
    assert economics.return_on_investment(capital, income).m_as("1/year") == pytest.approx(0.70128, abs=1e-4)
    assert economics.payback_time(capital, income).m_as("year") == pytest.approx(1.426, abs=1e-3)


def test_the_posts_simple_figures():
    # arithmetic: revenue 4,102,488 a year to 1; 0.63115 a year; $3.60 a kWh at 130 kW; $2.34 a GPU-hour of 200, to 1e-4
    tokens = economics.yearly_tokens(13_000.0, 1.0)
    assert economics.yearly_revenue(tokens, 10e-6) == pytest.approx(INCOME, abs=1)
    assert economics.token_revenue(13_000.0, 10e-6, 8766 * 3600.0) == pytest.approx(INCOME, abs=1)
    assert economics.return_on_investment(CAPITAL, INCOME) == pytest.approx(0.63115, abs=1e-4)
    assert economics.revenue_per_energy(INCOME, 130e3) * 3.6e6 == pytest.approx(3.6, abs=1e-4)
    assert economics.gpu_hour_revenue(13_000.0 / 200, 10e-6) * 3600 == pytest.approx(2.34, abs=1e-4)


def test_what_a_kilowatt_hour_must_bring_in():
    # numpy-financial's pmt: 50k$/kW at 10 % over 5 years of 8766 hours: $1.5047 a kWh, to 5e-4
    price = economics.break_even_revenue(50.0, 0.10, 5.0, 0.0, 1.0)
    assert price * 3.6e6 == pytest.approx(1.5047, abs=5e-4)


def test_brealeys_and_everybodys_annuity_tables():
    # annuity factors as printed in every text, to the printed digits: 5 years at 10 % 3.791, 20 at 5 % 12.46
    assert economics.present_value_factor(0.10, 5.0, 0.0) == pytest.approx(3.791, abs=5e-4)
    assert economics.present_value_factor(0.05, 20.0, 0.0) == pytest.approx(12.46, abs=5e-3)


# --- live against numpy-financial and pyxirr --------------------------------------------------------------------------


@given(money, money, rates, lives, declines)
def test_net_present_value_is_that_of_the_cash_flows(capital, income, rate, life, decline):
    ours = economics.net_present_value(capital, income, rate, float(life), decline)
    cash = flows(capital, income, life, decline)
    size = capital + sum(cash[1:])
    assert ours == pytest.approx(numpy_financial.npv(rate, cash), abs=ROUNDING * size)
    assert ours == pytest.approx(pyxirr.npv(rate, cash), abs=ROUNDING * size)


@given(money, st.floats(0.02, 20.0), lives, declines)
def test_internal_rate_of_return_is_that_of_the_cash_flows(capital, yearly_return, life, decline):
    cash = flows(capital, capital * yearly_return, life, decline)
    assume(sum(cash) > -0.9 * capital)  # where nearly all is lost the tools' own searches fail
    ours = economics.internal_rate_of_return(capital, capital * yearly_return, float(life), decline)
    theirs = pyxirr.irr(cash)
    assume(theirs is not None)
    assert ours == pytest.approx(theirs, abs=AGREEMENT * (1 + ours))


@pytest.mark.parametrize("life", [1, 2, 5, 10, 25])
@pytest.mark.parametrize("yearly_return", [0.25, 0.63, 1.5])
@pytest.mark.parametrize("decline", [0.0, 0.2])
def test_numpy_financial_finds_the_same_rate(life, yearly_return, decline):
    cash = flows(1.0, yearly_return, life, decline)
    ours = economics.internal_rate_of_return(1.0, yearly_return, float(life), decline)
    assert ours == pytest.approx(numpy_financial.irr(cash), abs=AGREEMENT)


@given(money, st.floats(0.02, 20.0), st.floats(1.0, 40.0), declines)
def test_at_its_internal_rate_of_return_an_investment_is_worth_nothing(capital, yearly_return, life, decline):
    income = capital * yearly_return
    rate = economics.internal_rate_of_return(capital, income, life, decline)
    worth = economics.net_present_value(capital, income, rate, life, decline)
    # NPV falls by life × capital / (1 + rate) or less for each unit of rate, and the rate is known to its last digits
    assert worth == pytest.approx(0, abs=ROUNDING * capital * life / (1 + rate) * max(1, abs(rate)))


@given(st.floats(1e-6, 0.5), lives)  # closer to zero numpy-financial divides by it
def test_capital_recovery_is_the_payment_of_a_loan(rate, life):
    expected = -numpy_financial.pmt(rate, life, 1.0)
    assert economics.capital_recovery_factor(rate, float(life)) == pytest.approx(expected, rel=1e-9)
    assert economics.capital_recovery_factor(rate, float(life)) == pytest.approx(-pyxirr.pmt(rate, life, 1.0), rel=1e-9)


def test_the_first_payment_comes_after_a_year():
    # the order of cash flows: capital at the start, undiscounted, each year's income at its end
    assert economics.net_present_value(100.0, 110.0, 0.10, 1.0, 0.0) == pytest.approx(0, abs=1e-12)
    cash = flows(CAPITAL, INCOME, 5, 0.2)
    ours = economics.net_present_value(CAPITAL, INCOME, 0.1, 5.0, 0.2)
    assert ours == pytest.approx(numpy_financial.npv(0.1, cash))
    assert abs(ours - numpy_financial.npv(0.1, cash[::-1])) > 1e6, "backwards it is another sum"
    assert ours * 1.1 == pytest.approx(pyxirr.npv(0.1, cash, start_from_zero=True) * 1.1)
    assert ours == pytest.approx(pyxirr.npv(0.1, cash, start_from_zero=False) * 1.1), "not a spreadsheet's NPV"


# --- limits -----------------------------------------------------------------------------------------------------------


@given(lives, declines)
def test_without_interest_a_payment_is_a_payment(life, decline):
    plain = sum((1 - decline) ** year for year in range(life))
    assert economics.present_value_factor(0.0, float(life), decline) == pytest.approx(plain, rel=ROUNDING)
    tiny = np.array([1e-15, 1e-12, 1e-9, 1e-7])
    near = economics.present_value_factor(tiny, float(life), decline)
    np.testing.assert_allclose(near, plain, rtol=life * 1e-7 + ROUNDING)


@given(lives)
def test_without_interest_capital_comes_back_in_equal_parts(life):
    assert economics.capital_recovery_factor(0.0, float(life)) == pytest.approx(1 / life, rel=ROUNDING)


@given(lives, st.floats(1e-7, 1e-3))
def test_the_factor_has_no_step_where_series_and_quotient_meet(life, rate):
    exact = sum((1 + rate) ** -(year + 1.0) for year in range(life))
    assert economics.present_value_factor(rate, float(life), 0.0) == pytest.approx(exact, rel=1e-10)


@given(money, st.floats(0.2, 5.0))
def test_an_endless_income_returns_its_yearly_share_and_a_single_one_its_excess(capital, yearly_return):
    income = capital * yearly_return
    endless = economics.internal_rate_of_return(capital, income, 200.0, 0.0)
    assert endless == pytest.approx(yearly_return, abs=AGREEMENT)
    shrinking = economics.internal_rate_of_return(capital, income, 200.0, 0.03)
    assert shrinking == pytest.approx(yearly_return - 0.03, abs=AGREEMENT)
    single = economics.internal_rate_of_return(capital, income, 1.0, 0.0)
    assert single == pytest.approx(yearly_return - 1, abs=AGREEMENT)
    only_first = economics.internal_rate_of_return(capital, income, 7.0, 1.0)
    assert only_first == pytest.approx(yearly_return - 1, abs=AGREEMENT)


@given(money, lives)
def test_an_income_that_only_gives_the_money_back_returns_nothing(capital, life):
    rate = economics.internal_rate_of_return(capital, capital / life, float(life), 0.0)
    assert rate == pytest.approx(0, abs=AGREEMENT)


def test_what_never_comes_back_has_a_negative_rate():
    rate = economics.internal_rate_of_return(100.0, 10.0, 5.0, 0.0)
    assert rate < 0
    assert rate == pytest.approx(pyxirr.irr(flows(100.0, 10.0, 5, 0.0)), abs=AGREEMENT)


# --- monotone, scaling ------------------------------------------------------------------------------------------------


@given(money, st.floats(0.05, 5.0), st.floats(1.0, 39.0), declines)
def test_rate_grows_with_income_and_life_and_falls_with_decline(capital, yearly_return, life, decline):
    def rate(income=capital * yearly_return, life=life, decline=decline):
        return economics.internal_rate_of_return(capital, income, life, decline)

    assert rate(income=1.1 * capital * yearly_return) > rate()
    assert rate(life=life + 1) >= rate() - AGREEMENT
    assert rate(decline=decline + 0.1) <= rate() + AGREEMENT


@given(money, st.floats(0.05, 5.0), st.floats(1.0, 40.0), declines, st.floats(1e-3, 1e3))
def test_the_rate_knows_no_currency(capital, yearly_return, life, decline, exchange):
    rate = economics.internal_rate_of_return(capital, capital * yearly_return, life, decline)
    other = economics.internal_rate_of_return(exchange * capital, exchange * capital * yearly_return, life, decline)
    assert other == pytest.approx(rate, abs=AGREEMENT)


@given(money, st.floats(0, 1e8), st.floats(1e6, 1e12), rates, lives)
def test_sold_at_its_levelised_cost_an_output_is_worth_nothing(capital, running_cost, output, rate, life):
    for levelised in (economics.levelised_cost, economics.levelised_energy_cost):
        price = levelised(capital, running_cost, output, rate, float(life))
        worth = economics.net_present_value(capital, price * output - running_cost, rate, float(life), 0.0)
        assert worth == pytest.approx(0, abs=1e-9 * (capital + life * running_cost))


def test_levelised_energy_takes_and_gives_units():
    # $1,000 a kilowatt at 7 % over 25 years, $20 a year, 2000 hours: a solar plant's 5 cents, by numpy-financial's pmt
    cost = economics.levelised_energy_cost(
        Q(1, "MUSD"), Q(20, "kUSD/year"), Q(2, "GW*hour/year"), Q(7, "percent/year"), Q(25, "year")
    )
    expected = (-numpy_financial.pmt(0.07, 25, 1e6) + 20e3) / 2e6
    assert cost.m_as("USD/kWh") == pytest.approx(expected, rel=1e-9)


@given(st.floats(1, 1e6), st.floats(0.01, 0.5), st.floats(1, 1e5))
def test_each_doubling_takes_the_same_share_off(first_cost, learning_rate, units):
    once, twice = (economics.learning_cost(first_cost, many * units, learning_rate) for many in (1, 2))
    assert twice == pytest.approx(once * (1 - learning_rate), rel=1e-10)
    assert economics.learning_cost(first_cost, 1.0, learning_rate) == pytest.approx(first_cost)


# --- strange numbers --------------------------------------------------------------------------------------------------


def rate_of(*arguments):
    with np.errstate(all="ignore"):
        return economics.internal_rate_of_return(*arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        (0.0, 1.0, 5.0, 0.0),  # no capital
        (-1.0, 1.0, 5.0, 0.0),
        (1.0, 0.0, 5.0, 0.0),  # no income
        (1.0, -1.0, 5.0, 0.0),
        (1.0, 1.0, 0.5, 0.0),  # less than a year
        (1.0, 1.0, 0.0, 0.0),
        (1.0, 1.0, -3.0, 0.0),
        (1.0, 1.0, 5.0, 1.1),  # more than all is lost each year
        (nan, 1.0, 5.0, 0.0),
        (1.0, nan, 5.0, 0.0),
        (1.0, 1.0, nan, 0.0),
        (1.0, 1.0, 5.0, nan),
    ],
)
def test_what_has_no_rate_of_return_gets_no_number(arguments):
    assert np.isnan(rate_of(*arguments))


def test_one_bad_row_does_not_spoil_the_others():
    rate = rate_of(np.array([6.5e6, 0.0, nan, 6.5e6]), INCOME, np.array([5.0, 5.0, 5.0, 0.0]), 0.0)
    assert rate[0] == pytest.approx(0.563626, abs=1e-6)
    assert np.isnan(rate[1:]).all()


def test_rates_of_arrays():
    assert rate_of(np.array([]), 1.0, 5.0, 0.0).shape == (0,)
    crossed = rate_of(np.array([[1.0], [2.0]]), np.array([0.5, 1.0, 2.0]), 5.0, 0.0)
    assert crossed.shape == (2, 3)
    assert crossed[1, 1] == crossed[0, 0], "only the quotient counts"
    assert np.ndim(rate_of(1.0, 1.0, 5.0, 0.0)) == 0
    with pytest.raises(ValueError, match="broadcast"):
        rate_of(np.ones(2), np.ones(3), 5.0, 0.0)


@given(st.data())
def test_strange_numbers_give_numbers(data):
    strange = st.sampled_from([nan, inf, -inf, 0.0, -1.0, 1e300, 1e-300]) | st.floats(-1e6, 1e6)
    answer = rate_of(*[np.array([data.draw(strange)]) for _ in range(4)])
    assert answer.shape == (1,)
    assert answer.dtype == float


def test_a_decline_above_one_over_a_fractional_life_is_no_number_and_not_a_complex_one():
    with np.errstate(invalid="ignore"):
        assert np.isnan(economics.present_value_factor(0.10, 5.5, 1.5))
        assert np.isnan(economics.learning_cost(1.0, -8.0, 0.15))


def test_no_warning_inside_sensible_ranges():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        life, decline = np.linspace(1, 40, 14), np.linspace(0, 1, 11)[:, None]
        yearly_return = np.geomspace(0.01, 100, 9)[:, None, None]
        assert np.isfinite(economics.internal_rate_of_return(1.0, yearly_return, life, decline)).all()
        rate = np.linspace(0, 1, 21)[:, None]
        assert np.isfinite(economics.present_value_factor(rate, life, 0.3)).all()
        assert np.isfinite(economics.levelised_energy_cost(1e6, 1e4, 1e9, rate, life)).all()
