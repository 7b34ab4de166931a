"""The registry, and what a relation does at its door beyond what test_relations.py asks of each."""

import pickle

import numpy as np
import pint
import pytest

from starcalc import Q, economics, inference, launch, network, orbit, thermal
from starcalc.units import (
    RELATIONS,
    Dimensionless,
    Length,
    Unit,
    number,
    plain_unit,
    registry,
    relation,
    text,
    unit_of,
)


@pytest.fixture
def scratch(monkeypatch):
    """A place for relations that only a test needs, so that the package's own list stays as it is."""
    monkeypatch.setattr("starcalc.units.RELATIONS", {})


def test_a_byte_is_information_and_eight_bits():
    assert Q(1, "byte").m_as("bit") == 8
    with pytest.raises(TypeError, match=r"bits_per_token must be in bit/token, but is 2 1/token: write Q"):
        network.token_bit_rate(Q(1, "token/s"), Q(2, "1/token"))


def test_a_byte_has_its_prefixes():
    assert Q(80, "GB").m_as("byte") == pytest.approx(80e9)
    assert Q(100, "Gbit/s").m_as("byte/s") == pytest.approx(12.5e9)


def test_ten_degrees_celsius_is_a_temperature_and_not_a_difference():
    assert Q(10, "degC").m_as("K") == pytest.approx(283.15)
    assert Q(10, "delta_degC").m_as("K") == pytest.approx(10)
    warm = thermal.radiated_flux(Q(20, "degC"), 0.9)
    assert warm.magnitude == pytest.approx(thermal.radiated_flux(293.15, 0.9))


def test_a_solar_flux_unit_is_ten_to_the_minus_22_watts():
    assert Q(1, "sfu").m_as("W/m**2/Hz") == pytest.approx(1e-22, rel=1e-15)


@pytest.mark.parametrize(("unit", "dimension"), [("USD", "[currency]"), ("token", "[token]")])
def test_money_and_tokens_are_dimensions_of_their_own(unit, dimension):
    assert Q(1, unit).dimensionality == {dimension: 1}


def test_dollars_and_tokens_have_their_prefixes():
    assert Q(10, "USD/Mtoken").m_as("USD/token") == pytest.approx(10e-6)
    assert Q(4.1, "MUSD").m_as("USD") == pytest.approx(4.1e6)


def test_a_year_is_8766_hours():
    assert Q(1, "year").m_as("hour") == 8766


def test_every_quantity_belongs_to_one_registry():
    assert pint.application_registry.get() is registry
    assert orbit.period(pint.Quantity(560, "km")).m_as("s") == pytest.approx(orbit.period(560e3))


def test_a_quantity_survives_pickling():
    price = Q(10, "USD/Mtoken")
    copy = pickle.loads(pickle.dumps(price))
    assert copy == price
    assert copy.m_as("USD/token") == price.m_as("USD/token")


@pytest.mark.parametrize(
    ("unit", "plain"),
    [
        ("km", "m"),
        ("hour", "s"),
        ("deg", "rad"),
        ("percent", ""),
        ("percent/year", "1/year"),
        ("USD/hour", "USD/s"),
        ("USD/kW/year", "USD/W/year"),
        ("Gbit/s", "bit/s"),
        ("GB", "byte"),
        ("year", "year"),
        ("sfu", "sfu"),
        ("t", "kg"),
    ],
)
def test_plain_numbers_are_si_but_years_bytes_and_solar_flux(unit, plain):
    assert Q(1, plain_unit(unit)).m_as(plain) == pytest.approx(1, rel=1e-15)


def test_a_bare_number_passes_beside_quantities_where_there_is_no_unit():
    assert inference.fleet_token_rate(200, Q(65, "token/s")).m_as("token/s") == 13_000
    assert inference.fleet_token_rate(Q(20_000, "percent"), Q(65, "token/s")).m_as("token/s") == pytest.approx(13_000)


def test_positions_and_names_may_be_mixed():
    by_name = launch.launch_cost(mass=Q(1, "t"), launch_price=Q(1500, "USD/kg"))
    assert launch.launch_cost(Q(1, "t"), launch_price=Q(1500, "USD/kg")) == by_name
    assert launch.launch_cost(1000.0, launch_price=1500.0) == by_name.m_as("USD")


def test_an_argument_given_twice_is_pythons_own_error():
    with pytest.raises(TypeError, match="multiple values for argument 'altitude'"):
        orbit.period(Q(560, "km"), altitude=Q(560, "km"))


def test_an_error_of_dimension_says_what_was_wanted_and_what_came():
    with pytest.raises(TypeError) as caught:
        orbit.period(Q(90, "min"))
    assert str(caught.value) == "orbit.period: altitude must be convertible to m [length], but 90 min [time] was given."


def test_an_error_of_mixing_says_what_to_write():
    with pytest.raises(TypeError) as caught:
        economics.payback_time(Q(6.5, "MUSD"), 4.1e6)
    said = "economics.payback_time: yearly_income=4100000.0 has no unit, though capital came as Quantities"
    assert str(caught.value).startswith(said)
    assert 'Q(4100000.0, "USD/year")' in str(caught.value)


def test_quantities_may_hold_arrays():
    periods = orbit.period(Q([400, 560, 1500], "km"))
    np.testing.assert_allclose(periods.m_as("s"), orbit.period(np.array([400e3, 560e3, 1500e3])), rtol=1e-15)


def test_a_relation_notes_its_units_and_its_name(scratch):
    @relation
    def doubled(altitude: Length, share: Dimensionless) -> Length:
        return 2 * altitude * share

    assert (doubled.units, doubled.unit) == ({"altitude": Unit("m"), "share": Unit("")}, Unit("m"))
    assert doubled.name.endswith(".doubled")
    assert doubled.portable
    assert doubled(Q(1, "km"), 0.5).m_as("m") == 1000


def test_what_is_no_formula_may_take_a_text_beside_plain_numbers_or_quantities(scratch):
    @relation(portable=False)
    def shade(altitude: Length, shadow: str) -> Length:
        return altitude * {"umbra": 1, "penumbra": 2}[shadow]

    assert not shade.portable
    assert shade(1.0, "penumbra") == 2
    assert shade(Q(1, "km"), "penumbra").m_as("m") == 2000


def test_an_annotation_without_a_unit_has_none():
    assert unit_of(str) is None
    assert unit_of(Length) == Unit("m")


def test_relations_are_known_by_module_and_name():
    assert RELATIONS["orbit.period"] is orbit.period


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (0.0, 4, "0"),
        (0.00012345, 4, "0.0001234"),
        (0.95277, 4, "0.9528"),
        (-0.5, 4, "-0.5"),
        (9.9999, 4, "10"),
        (999.96, 4, "1,000"),
        (12345.6, 3, "12,300"),
        (123456.7, 4, "123,500"),
        (9999999.0, 4, "10,000,000"),
        (1e12, 4, "1e+12"),
        (float("nan"), 4, "nan"),
        (float("inf"), 4, "inf"),
    ],
)
def test_a_number_is_written_with_few_digits(value, digits, written):
    assert number(value, digits) == written


def test_a_quantity_is_written_with_its_short_unit():
    assert text(Q(-6.1, "MUSD")) == "-6.1 MUSD"
    assert text(Q(0.5, "")) == "0.5"
    assert text(Q(1361, "W/m**2")) == "1,361 W/m²"
