"""What holds for every relation of the package, from the moment it is decorated."""

import doctest
import pkgutil
import re
import zlib
from functools import cache
from importlib import import_module
from inspect import cleandoc, unwrap
from itertools import combinations
from math import inf, nan, pi

import dask.array
import jax
import jax.numpy as jnp
import numpy as np
import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_inference import ARGUMENT_SAMPLES as INFERENCE
from test_network import ARGUMENT_SAMPLES as LINKS_AND_ROCKETS

import starcalc
from starcalc import Q, Scenario
from starcalc.assumptions import sources
from starcalc.constants import GM_EARTH, R_EARTH
from starcalc.show import citation
from starcalc.show.citing import bibliography
from starcalc.show.typeset import body_with
from starcalc.units import RELATIONS, Unit, plain_unit

for module in pkgutil.walk_packages(starcalc.__path__, "starcalc."):
    if not re.search(r"\.page|\.make_", module.name):  # Sphinx's side, and scripts that remake a table
        import_module(module.name)

ROUNDING = 1e-12  # sums, powers and functions of ten terms or so, each off by a few 1e-16 of what goes in
KINK = 1e-9  # beside a branch or acos(1) a rounded argument moves the result by its square root, or digits cancel

SCENARIO = Scenario()
SAMPLE = 12  # random points for each relation

# Ranges of the arguments that are no assumption, in plain units; "module.relation.argument" where one relation differs.
# A list holds the texts that an argument takes.
SAMPLES = {
    "carbon": (1e3, 1e6),
    "array_hazard": (0.0, 0.05),
    "carbon_per_chip": (100.0, 400.0),
    "carbon_per_mass": (10.0, 200.0),
    "chip_hazard": (0.01, 0.3),
    "chips": (1.0, 1000.0),
    "expended_carbon": (0.0, 2e5),
    "fuel_carbon": (1e5, 1e6),
    "grid_carbon": (1e-8, 3e-7),
    "nitrogen_oxides": (0.1, 0.5),
    "stage_carbon": (1e5, 1e6),
    "uses": (1.0, 100.0),
    "warming_weight": (0.0, 300.0),
    "depth_of_discharge": (0.1, 0.8),
    "distance": (4e5, 3e6),
    "emergence": (0.0, 1.5),
    "reflectivity": (0.05, 1.0),
    "solar_depression": (0.0, 0.3),
    "year": [2026],
    "debris_flux": (1e-12, 1e-8),
    "dose_rate": (1e-9, 1e-5),
    "wait": (0.0, 5.0),
    "window": (0.0, 3e7),
    "payload_volume": (600.0, 1100.0),
    "received_power": (1e-12, 1e-6),
    "voltage": (28.0, 400.0),
    "side": (1.0, 500.0),
    "satellites": (1.0, 1e5),
    "absorbed_flux": (0.0, 150.0),
    "absorptivity": (0.85, 0.94),
    "area": (1.0, 1000.0),
    "areal_density": (1.0, 6.0),
    "areal_power": (100.0, 450.0),
    "ascending_node": (0.0, 2 * pi),
    "ballistic_area": (1.0, 100.0),
    "beta": (-1.5, 1.5),
    "capital": (1e6, 1e7),
    "capital_per_power": (10.0, 150.0),
    "cell_area": (0.02, 1.0),
    "conductivity": (10.0, 400.0),
    "decline": (0.0, 0.5),
    "delta_v": (1.0, 1000.0),
    "density": (1e-14, 1e-10),
    "drag_coefficient": (0.1, 4.0),
    "dry_mass": (5e4, 1.5e5),
    "duration": (60.0, 3e7),
    "efficiency": (0.1, 0.35),
    "electric_fraction": (0.0, 0.3),
    "elevation": (0.1, 1.5),
    "emissivity": (0.5, 0.95),
    "emissivity_sum": (0.8, 1.9),
    "exhaust_speed": (3000.0, 4000.0),
    "face": ["front", "rear"],
    "faces": (1.0, 2.0),
    "final_altitude": (200e3, 300e3),
    "first_cost": (1.0, 1e6),
    "force": (1e-4, 1.0),
    "front": (0.0, 1.0),
    "gpus": (1.0, 400.0),
    "heat": (1e3, 2e5),
    "heat_capacity": (300.0, 3000.0),
    "high": (500e3, 1500e3),
    "incidence": (0.0, 1.5),
    "inclination": (0.5, 1.8),
    "initial_temperature": (280.0, 350.0),
    "latitude": (0.1, 0.7),
    "learning_rate": (0.05, 0.3),
    "low": (180e3, 400e3),
    "mass": (100.0, 1e6),
    "molar_mass": (0.004, 0.03),
    "other_decline": (0.0, 0.5),
    "output": (1e10, 1e12),
    "perforations": (1.0, 1000.0),
    "power": (1e3, 2e5),
    "propellant": (5e5, 1.5e6),
    "radius": (0.005, 0.05),
    "relative_speed": (1e3, 15e3),
    "resistance": (0.01, 1.0),
    "running_cost": (0.0, 1e5),
    "shadow": ["cylinder", "umbra", "penumbra"],
    "shield_thickness": (1e-4, 20e-3),
    "sink_temperature": (250.0, 350.0),
    "size": (1e-3, 0.1),
    "solar_distance": (147.1e9, 152.1e9),
    "solar_flux": (66.0, 249.0),
    "solar_longitude": (0.0, 2 * pi),
    "specific_impulse": (200.0, 2000.0),
    "speed": (7e3, 8e3),
    "speed_ratio": (3.0, 12.0),
    "temperature": (200.0, 400.0),
    "thickness": (1e-4, 1e-3),
    "token_rate": (1e3, 1e6),
    "tokens": (1e10, 1e12),
    "traffic": (1e4, 1e7),
    "spell": (0.0, 10.0),
    "stops": (0.0, 1000.0),
    "hazard": (0.0, 3.0),
    "early_decline": (0.0, 0.1),
    "units": (1.0, 1000.0),
    "uptime": (0.5, 1.0),
    "view_factor": (0.01, 0.9),
    "wall_temperature_ratio": (0.1, 1.0),
    "yearly_income": (1e5, 1e7),
    "activation_temperature": (1400.0, 2200.0),
    "array_emissivity": (0.7, 0.9),
    "array_temperature": (280.0, 360.0),
    "array_view": (0.0, 0.3),
    "bare_emissivity_sum": (1.4, 1.9),
    "bare_load": (200.0, 600.0),
    "bare_share": (0.0, 2.0),
    "cached_price": (3e-9, 2e-7),
    "cached_share": (0.0, 1.0),
    "fresh_price": (1e-7, 2e-6),
    "reply_price": (2e-7, 4e-6),
    "cycles": (5e3, 3e4),
    "cycles_per_year": (100.0, 6000.0),
    # noon, where β passes through nothing, is a kink and stands with the kinks
    "orbit.least_beta.local_time": (57600.0, 72000.0),
    "sky.ring_elevation.local_time": (57600.0, 72000.0),
    "die_area": (4e-4, 2e-3),
    "die_resistance": (2.5e-5, 5.6e-5),
    "exponent": (1.0, 3.0),
    "fin_efficiency": (0.8, 0.95),
    "panel_emissivity_sum": (1.5, 1.9),
    "panel_load": (900.0, 1500.0),
    "peak": (300.0, 380.0),
    "period": (5600.0, 6100.0),
    "period_exponent": (0.1, 0.4),
    "reference_cycles": (1e4, 6e4),
    "reference_depth": (0.2, 0.4),
    "swing": (50.0, 150.0),
    "test_cycles": (1e3, 5e3),
    "test_peak": (373.0, 398.0),
    "test_period": (1200.0, 3600.0),
    "test_swing": (100.0, 180.0),
    "angle": (0.0, 1.5),
    "argument_of_latitude": (0.2, 1.4),
    "body_area": (5.0, 100.0),
    "body_reflectivity": (0.05, 1.0),
    "extinction_coefficient": (0.1, 0.3),
    "hour": (63000.0, 72000.0),
    "illumination": (0.1, 1.0),
    "limiting_magnitude": (1.0, 7.0),
    "magnitude": (3.0, 8.0),
    "node_spread": (0.0, 7200.0),
    "phase_angle": (0.3, 2.5),
    "plate_area": (5.0, 1000.0),
    "plate_reflectivity": (0.05, 1.0),
    "sky_brightness": (17.0, 22.0),
    "array_area": (100.0, 1000.0),
    "albedo": (0.1, 0.6),
    "sky.bright_satellites.limiting_magnitude": (9.0, 10.0),  # the curve's tail multiplies an error of its exponent
    "sky.star_elevation.declination": (1.5, 1.55),  # never at the horizon, where digits cancel
    "declination": (-1.0, 1.0),
    "solar_elevation": (0.05, 1.5),
    "right_ascension": (0.0, 6.0),
    "sky.satellite_magnitude.plate_area": (1.0, 10.0),  # fainter than magnitude 0, where the sum would cancel
    "sky.satellite_magnitude.body_area": (1.0, 10.0),
    "sky.satellite_magnitude.distance": (1e6, 3e6),
    "sky.sphere_magnitude.area": (1.0, 10.0),
    "sky.sphere_magnitude.distance": (1e6, 3e6),
    "area_per_mass": (0.01, 1.0),
    "air_height": (0.0, 100e3),
    "clearing_time": (0.05, 100.0),
    "dying": (0.0, 1000.0),
    "fallen": (1e3, 1e8),
    "forcing": (1e-4, 1e-2),
    "fragments": (100.0, 5000.0),
    "fuel_intensity": (2.7, 4.0),
    "launch_rate": (100.0, 1e5),
    "mixture_ratio": (2.5, 4.0),
    "oxidiser_intensity": (0.0, 0.3),
    "sinking_speed": (1e-5, 0.1),
    "soot": (1e4, 1e7),
    "strays": (1e-18, 1e-16),
    "volume": (1e19, 3e19),
    "water_per_energy": (1e-12, 1e-9),
    "wrecks": (0.0, 1000.0),
    "fleet": (1.0, 1e6),
    "inertia_difference": (1e3, 1e6),
    "length": (1.0, 100.0),
    "magnetic_field": (2e-5, 5e-5),
    "manoeuvre_rate": (1.0, 100.0),
    "momentum": (1.0, 1e4),
    "offset": (0.0, 30.0),
    "other_mass": (100.0, 1e4),
    "pressure": (1e-7, 1e-4),
    "reentries": (1.0, 1e5),
    "specific_momentum": (1.0, 20.0),
    "torque": (1e-3, 2.0),
    "thermal.bare_share.temperature": (310.0, 360.0),  # bare strips cool there
    "thermal.finned_radiator_area.temperature": (290.0, 400.0),  # it radiates more than it absorbs
    "thermal.hot_spot_rise.power": (1.0, 100.0),
    "thermal.hot_spot_rise.temperature": (290.0, 360.0),
    "thermal.shadow_temperature.duration": (600.0, 2160.0),
    "thermal.shadow_temperature.heat_capacity": (800.0, 5400.0),
    "thermal.hot_spot_temperature.power": (1.0, 20.0),
    "thermal.hot_spot_temperature_linear.power": (1.0, 20.0),
    "environment.collision_rate.density": (1e-18, 1e-16),
    "orbit.drifted_local_time.inclination": (1.65, 1.75),
    "environment.filling_time.fleet": (1.0, 90.0),  # that the launches can hold up
    "environment.survival.duration": (0.1, 10.0),
    "sky.plate_magnitude.area": (1.0, 10.0),  # fainter than magnitude 0, where the sum would cancel
    "sky.plate_magnitude.distance": (1e6, 3e6),
    "solar.mean_remaining_power.duration": (0.1, 10.0),
    "solar.remaining_power.duration": (0.1, 10.0),
    "economics.remaining_value.duration": (0.1, 10.0),
    "thermal.radiator_area.temperature": (290.0, 400.0),  # it radiates more than it absorbs
    "thermal.earth_view_factor.tilt": (0.01, 3.13),  # wider than the table's, so that all three branches are met
}
SAMPLES |= INFERENCE | LINKS_AND_ROCKETS

# Where an argument's name has two units, by the package's contract.
TWO_UNITS = {
    "duration": "years where something compounds yearly, seconds elsewhere",
    "density": "of air by mass, of objects by number",
    "output": "of tokens, and of energy",
}

# Points beside a kink, in plain units, and what the kink is.
KINKS = {
    "orbit.eclipse_fraction": (
        "acos near 1 where the orbit only just grazes the shadow",
        {"altitude": 560e3, "beta": 1.1662646 + np.array([-1e-4, -1e-6, 1e-6, 1e-4])},
    ),
    "orbit.eclipse_duration": (
        "acos near 1 where the first orbits of the season touch the shadow",
        {"altitude": 560e3, "local_time": 64800.0, "day_of_year": 86400 * np.linspace(122, 126, 9)},
    ),
    "orbit.mean_visible_sun": (
        "acos near 1 where the first orbits of the year touch the shadow",
        {"altitude": np.linspace(1380e3, 1400e3, 5), "local_time": 64800.0},
    ),
    "thermal.earth_view_factor": (
        "acos and asin near 1 where the plate's plane only just cuts Earth",
        {"altitude": 560e3, "tilt": np.array([0.4045, 2.7371]) + np.array([[-1e-3], [-1e-4], [1e-4], [1e-3]])},
    ),
    "environment.filling_time": (
        "a logarithm that runs away where launches only just hold the fleet up",
        {"fleet": np.array([14999.0, 14999.99]), "launch_rate": 3000.0, "life": 5.0},
    ),
    "economics.present_value_factor": (
        "a quotient that cancels, beside the series that takes over",
        {"discount_rate": 1e-5 * np.array([0.9, 0.999, 1.001, 1.1, 10.0]), "life": 7.5, "decline": 0.0},
    ),
    "economics.capital_recovery_factor": (
        "the same quotient",
        {"discount_rate": 1e-5 * np.array([0.9, 0.999, 1.001, 1.1, 10.0]), "life": 7.5},
    ),
    "launch.launch_azimuth": (
        "asin near 1 where the orbit only just reaches the site",
        {"latitude": 0.6, "inclination": 0.6 + np.array([1e-6, 1e-4, 1e-2])},
    ),
    "network.ring_latency": (
        "where the grazing arc begins, and where noon and midnight change places",
        {
            "altitude": 560e3,
            "user_latitude": np.array([0.959378, 0.959379, 0.95, 0.133196, 0.133197]),
            "relay_altitude": 550e3,
            "grazing_altitude": 80e3,
        },
    ),
    "network.direct_share": (
        "acos near 1 where the ring is only just always in sight",
        {"altitude": 560e3, "user_latitude": np.array([1.55, 1.4, 1.2, 0.0]), "minimum_elevation": 0.4363},
    ),
    "solar.mean_remaining_power": (
        "a quotient that cancels, beside the series that takes over",
        {"degradation": 2e-6 * np.array([0.9, 0.999, 1.001, 1.1, 10.0]), "duration": 5.0},
    ),
}

# Bodies whose units do not come out, one by one, and why.
INHOMOGENEOUS = {
    "solar.remaining_power": "takes a yearly loss from 1, and a number of years as an exponent",
    "solar.mean_remaining_power": "takes a yearly loss from 1",
    "economics.mean_over_year": "takes a yearly decline from 1",
    "economics.payback_time": "puts 1 where there is no income to divide by",
    "orbit.edge_on_output": "adds a yearly rate to 1, and puts 1 where no chip dies faster than cells age",
    "thermal.fatigue_life": "puts 1 where there are no cycles to divide by",
    "thermal.cycles_to_failure": "puts 1 where there is no swing to divide by",
    "thermal.field_cycles": "by cycles_to_failure",
    "economics.combined_decline": "takes yearly declines from 1",
    "economics.present_value_factor": "adds a yearly rate to 1, and takes a number of years as an exponent",
    "economics.capital_recovery_factor": "by present_value_factor",
    "economics.net_present_value": "by present_value_factor",
    "economics.break_even_revenue": "by capital_recovery_factor",
    "economics.levelised_cost": "by capital_recovery_factor",
    "economics.levelised_energy_cost": "by capital_recovery_factor",
    "network.link_margin": "answers in decibels",
    "economics.remaining_value": "takes a yearly decline from 1, and a number of years as an exponent",
    "economics.break_even_price": "by present_value_factor",
    "economics.late_decline_factor": "by present_value_factor",
    "economics.spares_last": "takes yearly rates from 1",
    "environment.hazard": "takes a yearly rate from 1",
    "economics.interest_before_service": "adds a yearly rate to 1, and takes a number of years as an exponent",
    "environment.filling_time": "adds an infinite number where the launches cannot hold the fleet up",
}

EVERY = list(RELATIONS.values())
CITATIONS = tuple(citation(key, linked=False) for key in sources() if "author" in bibliography()[key].persons)
PORTABLE = [relation for relation in EVERY if relation.portable]
MEASURED = [relation for relation in EVERY if isinstance(relation.unit, Unit)]


def each(relations):
    """One test for each of some relations, under its name."""
    return pytest.mark.parametrize("relation", [pytest.param(relation, id=relation.name) for relation in relations])


def united(relation):
    """The arguments of a relation that have a unit, so that a bare number is no Quantity."""
    return [name for name, unit in relation.units.items() if unit is not None and unit != Unit("")]


def span(relation, argument):
    """Low and high end of an argument in its plain unit: of SAMPLES for this relation, the table, or SAMPLES."""
    own = SAMPLES.get(f"{relation.name}.{argument}")
    if own is None and argument in SCENARIO.names():
        row = SCENARIO.assumption(argument)
        own = tuple(Q(end, row.unit).m_as(relation.units[argument]) for end in row.range)
    found = own or SAMPLES.get(argument)
    if found is None:
        pytest.fail(f"{relation.name}: over which range is {argument} to be tried? Add it to SAMPLES of this file")
    return found


@cache
def samples(relation):
    """Random arguments inside their ranges, in plain units; evenly in the logarithm where a range spans decades."""
    random = np.random.default_rng(zlib.crc32(relation.name.encode()))
    drawn = {}
    for argument in relation.units:
        ends = span(relation, argument)
        if isinstance(ends, list):
            drawn[argument] = ends[0]
        elif ends[0] > 0 and ends[1] / ends[0] > 50:
            drawn[argument] = np.exp(random.uniform(*np.log(ends), SAMPLE))
        else:
            drawn[argument] = random.uniform(*ends, SAMPLE)
    return drawn


def first(relation):
    """The first sample, as plain Python numbers."""
    return {
        name: value if isinstance(value, str | int) else float(value[0]) for name, value in samples(relation).items()
    }


def with_units(relation, arguments):
    """Arguments as Quantities in plain units; text stays text."""
    return {n: v if relation.units[n] is None else Q(v, relation.units[n]) for n, v in arguments.items()}


ELSEWHERE = {
    "ampere": "kiloampere",
    "USD": "megaUSD",
    "bit": "byte",
    "byte": "gigabyte",
    "gray": "rads",
    "hertz": "gigahertz",
    "joule": "kilowatt_hour",
    "kelvin": "degree_Rankine",
    "kilogram": "tonne",
    "meter": "kilometer",
    "mole": "kilomole",
    "newton": "kilonewton",
    "ohm": "kiloohm",
    "radian": "degree",
    "second": "hour",
    "sfu": "picowatt/meter**2/hertz",
    "tesla": "millitesla",
    "token": "megatoken",
    "volt": "kilovolt",
    "watt": "kilowatt",
    "year": "day",
}


def other_unit(unit):
    """Another unit of the same dimension."""
    other = Unit("") if unit != Unit("") else Unit("percent")
    for name, power in Q(1, unit).unit_items():
        other *= Unit(ELSEWHERE[name]) ** power
    return other


# --- what is written ------------------------------------------------------------------------------


@each(EVERY)
def test_a_relation_says_in_one_sentence_what_it_is(relation):
    text = cleandoc(relation.__doc__ or "")
    line, _, rest = text.partition("\n")
    assert re.fullmatch(r"[A-Z].*[^.]\.|[A-Z].*\?", line), f"first line: {line!r}"
    assert not re.search(r"\. [A-Z]", line), f"two sentences in the first line: {line!r}"
    assert rest.startswith("\n"), "an empty line follows the first sentence"


@each(EVERY)
def test_a_relation_shows_itself_at_work(relation):
    examples = doctest.DocTestParser().get_examples(relation.__doc__)
    assert any(f"{relation.__name__}(" in example.source and example.want for example in examples)


@each(EVERY)
def test_a_relation_names_a_source_that_the_book_lists(relation):
    _, found, source = relation.__doc__.partition("Source:")
    assert found, "no 'Source:' in the docstring"
    assert source.split(">>>")[0].strip(), "nothing behind 'Source:'"
    for year in re.finditer(r"(?<=[\w.] )(?:18|19|20)\d\d\b(?!-)", source.split(">>>")[0]):
        named = " ".join(source[: year.end()].split())
        assert named.endswith(CITATIONS), f"no entry of references.bib reads {named!r}"


@each(EVERY)
def test_a_relation_has_no_defaults_for_what_the_table_holds(relation):
    defaults = unwrap(relation).__defaults__ or ()
    with_default = list(relation.units)[len(relation.units) - len(defaults) :]
    assert not [name for name in with_default if relation.units[name] is not None]


@each(EVERY)
def test_an_argument_called_like_an_assumption_takes_its_unit(relation):
    for name in set(relation.units) & set(SCENARIO.names()):
        assert relation.units[name] == plain_unit(SCENARIO.assumption(name).unit) or (
            Q(1, plain_unit(SCENARIO.assumption(name).unit)).m_as(relation.units[name]) == 1
        ), name


def test_one_name_has_one_unit_everywhere():
    units = {}
    for relation in EVERY:
        for name, unit in relation.units.items():
            units.setdefault(name, {}).setdefault(unit, []).append(relation.name)
    torn = {name: found for name, found in units.items() if len(found) > 1 and name not in TWO_UNITS}
    assert not torn


# --- units at the door ----------------------------------------------------------------------------


@each(MEASURED)
def test_quantities_in_any_unit_give_what_plain_numbers_give(relation):
    plain = samples(relation) if relation.portable else first(relation)
    moved = {n: q.to(other_unit(q.units)) if isinstance(q, Q) else q for n, q in with_units(relation, plain).items()}
    answer = relation(**moved)
    assert answer.units == relation.unit
    np.testing.assert_allclose(answer.m_as(relation.unit), relation(**plain), rtol=ROUNDING)


@each(EVERY)
def test_a_wrong_dimension_is_refused_by_name(relation):
    right = with_units(relation, first(relation))
    for name in [name for name, unit in relation.units.items() if unit is not None]:
        with pytest.raises(TypeError, match=rf"^{relation.name}: {name} must be convertible to .*cd"):
            relation(**right | {name: Q(1, "cd")})


@each([relation for relation in EVERY if len(united(relation)) > 1])
def test_plain_numbers_and_quantities_do_not_mix(relation):
    plain = first(relation)
    right = with_units(relation, plain)
    for name in united(relation):
        with pytest.raises(TypeError, match=rf"^{relation.name}: {name}=.* has no unit, though .* came as Quantities"):
            relation(**right | {name: plain[name]})


@each([relation for relation in EVERY if united(relation)])
def test_text_is_refused_by_name(relation):
    plain = first(relation)
    for right in (plain, with_units(relation, plain)):
        for name in united(relation):
            with pytest.raises(TypeError, match=rf"^{relation.name}: {name} is the text '560 km'"):
                relation(**right | {name: "560 km"})


@each(EVERY)
def test_a_missing_or_unknown_argument_is_pythons_own_error(relation):
    right = with_units(relation, first(relation))
    needed = [name for name in relation.units if name not in optional(relation)]
    with pytest.raises(TypeError, match=needed[0]):
        relation(**{name: value for name, value in right.items() if name != needed[0]})
    with pytest.raises(TypeError, match="colour"):
        relation(**right, colour=1)


def optional(relation):
    """The arguments that have a default."""
    defaults = unwrap(relation).__defaults__ or ()
    return list(relation.units)[len(relation.units) - len(defaults) :]


# --- one body, four lives -------------------------------------------------------------------------


def by_numpy(relation, plain):
    return relation(**plain)


def by_jax_compiled(relation, plain):
    return jax.jit(lambda given: relation(**given))({name: jnp.asarray(value) for name, value in plain.items()})


def by_dask(relation, plain):
    lazy = relation(
        **{name: dask.array.from_array(np.asarray(value), chunks=SAMPLE // 2) for name, value in plain.items()}
    )
    assert isinstance(lazy, dask.array.Array), "computed before it was asked for"
    return lazy.compute(scheduler="synchronous")


def with_numbers(relation, plain):
    """Row by row with Python's own floats."""
    rows = zip(*np.broadcast_arrays(*plain.values()), strict=True)
    return [relation(**dict(zip(plain, map(float, row), strict=True))) for row in rows]


# Dask takes a minute for the sums over many looks along a ring, whose every step it meets in other relations.
LOOKS = {"sky.bright_satellites", "sky.satellites_in_sight"}
BY_DASK = [relation for relation in PORTABLE if relation.name not in LOOKS]


@each(PORTABLE)
@pytest.mark.usefixtures("x64")
@pytest.mark.parametrize("backend", [with_numbers, by_jax_compiled])
def test_array_libraries_agree(relation, backend):
    plain = samples(relation)
    np.testing.assert_allclose(backend(relation, plain), by_numpy(relation, plain), rtol=ROUNDING)


@each(BY_DASK)
def test_dask_agrees(relation):
    plain = samples(relation)
    np.testing.assert_allclose(by_dask(relation, plain), by_numpy(relation, plain), rtol=ROUNDING)


@each([RELATIONS[name] for name in KINKS])
@pytest.mark.usefixtures("x64")
def test_libraries_agree_beside_a_kink(relation):
    what, points = KINKS[relation.name]
    plain = {name: np.ravel(values) for name, values in zip(points, np.broadcast_arrays(*points.values()), strict=True)}
    expected = by_numpy(relation, plain)
    answers = {backend.__name__: backend(relation, plain) for backend in (with_numbers, by_jax_compiled, by_dask)}
    for name, answer in answers.items():
        np.testing.assert_allclose(answer, expected, rtol=KINK, atol=KINK, err_msg=f"{name}: {what}")


@each(PORTABLE)
@pytest.mark.usefixtures("x64")
def test_every_slope_is_finite(relation):
    plain = {name: jnp.asarray(values) for name, values in samples(relation).items()}
    slopes = jax.vmap(jax.grad(lambda given: relation(**given)))(plain)
    assert all(np.isfinite(slope).all() for slope in slopes.values()), slopes


@each(PORTABLE)
def test_arguments_broadcast_against_one_another(relation):
    plain = {name: value[:3] for name, value in samples(relation).items()}
    alone = relation(**{name: float(value[0]) for name, value in plain.items()})
    assert np.ndim(alone) == 0
    for name, values in plain.items():
        rest = {other: float(value[0]) for other, value in plain.items()}
        column = relation(**rest | {name: values})
        assert np.shape(column) == (3,)
        assert column[0] == pytest.approx(alone, rel=ROUNDING)
    axes = {name: value.reshape([-1] + [1] * place) for place, (name, value) in enumerate(list(plain.items())[:3])}
    crossed = relation(**{name: float(value[0]) for name, value in plain.items()} | axes)
    assert np.shape(crossed) == (3,) * len(axes)
    assert crossed.flat[0] == pytest.approx(alone, rel=ROUNDING)


# --- dimensions -----------------------------------------------------------------------------------


def with_constants_too(relation):
    """What the body itself makes of Quantities, its constants being Quantities as well."""
    quantities = {name: Q(float(value[0]), relation.units[name]) for name, value in samples(relation).items()}
    body = body_with(relation, lambda value, unit, _: Q(value, unit))
    return Q(body(**quantities)), relation(**quantities)


@each([relation for relation in PORTABLE if relation.name not in INHOMOGENEOUS])
def test_the_units_of_a_body_come_out(relation):
    found, expected = with_constants_too(relation)
    assert found.is_compatible_with(relation.unit), f"{found.units} is not {relation.unit}"
    assert found.m_as(relation.unit) == pytest.approx(expected.m_as(relation.unit), rel=ROUNDING)


@each([RELATIONS[name] for name in INHOMOGENEOUS])
def test_only_bodies_whose_units_cannot_come_out_are_excused(relation):
    try:
        found, expected = with_constants_too(relation)
    except (pint.DimensionalityError, ValueError):  # the latter where a rate is compared with a plain number
        return
    alike = found.is_compatible_with(relation.unit) and found.m_as(relation.unit) == pytest.approx(expected.magnitude)
    assert not alike, "its units come out: strike it from INHOMOGENEOUS"


def test_a_relation_with_a_wrong_power_is_caught():
    def period(altitude):
        return 2 * pi * ((R_EARTH + altitude) ** 2 / GM_EARTH) ** 0.5  # squared where Kepler has a cube

    found = body_with(period, lambda value, unit, _: Q(value, unit))(Q(560, "km"))
    assert not found.is_compatible_with(RELATIONS["orbit.period"].unit)


# --- out of the domain ----------------------------------------------------------------------------

STRANGE = st.sampled_from([nan, inf, -inf, 0.0, -0.0, 1.0, -1.0, 1e300, -1e300, 1e-300]) | st.floats(-1e6, 1e6)


@each(PORTABLE)
@given(data=st.data())
def test_arrays_of_strange_numbers_give_numbers_of_the_same_shape(relation, data):
    plain = {name: np.array(data.draw(st.lists(STRANGE, min_size=3, max_size=3), name)) for name in relation.units}
    with np.errstate(all="ignore"):
        answer = relation(**plain)
    assert np.shape(answer) == (3,)
    assert answer.dtype == np.float64


@each(PORTABLE)
@given(data=st.data())
def test_a_strange_number_gives_what_an_array_of_it_gives(relation, data):
    plain = {name: data.draw(STRANGE, name) for name in relation.units}
    with np.errstate(all="ignore"):
        answer = relation(**plain)  # Python's own floats have no infinite quotient or power, and the door knows
        arrays = relation(**{name: np.array([value]) for name, value in plain.items()})
    assert np.ndim(answer) == 0
    assert np.isrealobj(answer), f"{answer!r} is no real number"
    np.testing.assert_allclose([answer], arrays, rtol=ROUNDING)


@each([relation for relation in PORTABLE if "infinite" in relation.__doc__])
def test_what_is_promised_to_be_infinite_is_so_for_plain_numbers(relation):
    point = first(relation)
    ways = [point | {name: end} for name in point for end in (0.0, 1.0)]
    ways += [point | dict.fromkeys(pair, 0.0) for pair in combinations(point, 2)]
    with np.errstate(all="ignore"):
        assert any(np.isinf(relation(**way)) for way in ways)
