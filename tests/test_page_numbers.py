"""Numbers in the page: written and said as Python does, and read as people type them."""

import re

import in_node
import numpy as np
import pytest

from starcalc import Q, Scenario
from starcalc.model import RESULTS
from starcalc.page import emitter
from starcalc.page.emitter import tables
from starcalc.phrases import template_of
from starcalc.show import phrase
from starcalc.show.sentences import said
from starcalc.units import number, short_unit

ROWS = tables.assumptions()
UNITS = sorted({row["unit"] for row in ROWS.values()} | {unit for unit, _, _ in RESULTS.values()})
EDGES = [
    0.0,
    -0.0,
    float("nan"),
    float("inf"),
    float("-inf"),
    1e-3,
    9.9995e-4,
    9.99951e-4,
    1e7,
    9999999.5,
    999.95,
    99.995,
]
EDGES += [0.5, 2.5, 112.5, 113.5, 12345.0, 12355.0, 1234.5, 0.125, 0.375, 2.675, 1.005, 99.995, 0.01, 0.005, 100.0]
EDGES += [5e-324, 1.7976931348623157e308, 1e21, 123456789012345680000.0, 0.1 + 0.2, 1 / 3]


def drawn(count):
    """Numbers of all sizes and few digits, on which a rounding ends in a tie, and the edges of every rule."""
    random = np.random.default_rng(560)
    wide = random.choice([-1, 1], count) * 10 ** random.uniform(-8, 14, count)
    short = random.integers(-100_000, 100_000, count) / random.choice([1, 2, 4, 8, 10, 16, 1000], count)
    return [*EDGES, *(-edge for edge in EDGES), *map(float, wide), *map(float, short)]


def test_numbers_are_written_as_in_python(tmp_path):
    values, digits = drawn(5000), [1, 2, 3, 4, 6, 9]
    body = "return given.digits.map((d) => given.values.map((value) => starcalc.numbers.written(value, d)));"
    found = in_node.run(tmp_path, body, {"values": values, "digits": digits})
    for place, several in enumerate(digits):
        expected = [number(value, several) for value in values]
        assert [pair for pair in zip(found[place], expected, strict=True) if pair[0] != pair[1]] == []


def test_quantities_are_said_as_in_python(tmp_path):
    values, digits = drawn(100), [2, 3, 4]
    body = """return given.digits.map((d) => given.units.map((unit) =>
        given.values.map((value) => starcalc.numbers.phrase(value, unit, d))));"""
    found = in_node.run(tmp_path, body, {"values": values, "units": UNITS, "digits": digits})
    templates = [template_of(unit) for unit in UNITS]
    for digit, by_unit in zip(digits, found, strict=True):
        for unit, template, here in zip(UNITS, templates, by_unit, strict=True):
            assert here == [said(value, template, digit) for value in values], unit
            assert here[-1] == phrase(Q(values[-1], unit), digit), unit


def test_the_page_has_the_phrases_of_python_and_only_where_they_say_more():
    phrases = tables.phrases()
    assert phrases["USD/kg"] == "${} per kilogram"
    assert "km" not in phrases
    assert set(phrases) <= set(UNITS)
    assert "per million tokens" in emitter.module()


# --- what people type -----------------------------------------------------------------------------

READ = [
    ("altitude", "800", 800),
    ("altitude", " 800 km ", 800),
    ("altitude", "800km", 800),
    ("altitude", "800 Km", 800),
    ("altitude", "5 km", 5),
    ("altitude", "1 200", 1200),
    ("altitude", "1\u202f200\u00a0km", 1200),
    ("altitude", "1\u2009200,5", 1200.5),
    ("altitude", "1'200", 1200),
    ("altitude", "1e3", 1000),
    ("altitude", "1,2E+3 km", 1200),
    ("altitude", "+800", 800),
    ("altitude", "800.", 800),
    ("price", "0,9", 0.9),
    ("price", "0.9", 0.9),
    ("price", ".9", 0.9),
    ("price", ",9", 0.9),
    ("price", "0,125", 0.125),
    ("price", "1,25", 1.25),
    ("price", "1.234,5", 1234.5),
    ("price", "1,234.5", 1234.5),
    ("price", "1.234.567", 1234567),
    ("price", "1,234,567", 1234567),
    ("price", "1.500", 1.5),
    ("price", "$0.90 per million tokens", 0.9),
    ("price", "0.9 $/Mtoken", 0.9),
    ("launch_price", "$200", 200),
    ("launch_price", "$ 200", 200),
    ("launch_price", "200 $", 200),
    ("launch_price", "200 USD/kg", 200),
    ("launch_price", "200 usd / kg", 200),
    ("launch_price", "$200/kg", 200),
    ("launch_price", "$200 per kilogram", 200),
    ("launch_price", "200 per kg", 200),
    ("launch_price", "1600000", 1600000),
    ("decline", "−15", -15),
    ("decline", "-15 %", -15),
    ("decline", "–15 % a year", -15),
    ("decline", "20 %/year", 20),
    ("decline", "20 percent/year", 20),
    ("availability", "95%", 95),
    ("availability", "95 percent", 95),
    ("life", "5 years", 5),
    ("life", "5 year", 5),
    ("life", "5 yr", 5),
    ("tilt", "85°", 85),
    ("irradiance", "1361 W/m2", 1361),
    ("irradiance", "1361 W/m^2", 1361),
    ("irradiance", "1361 W/m²", 1361),
    ("payload", "100 t", 100),
]
REFUSED = [
    ("altitude", "", "Type a number in km, such as 560."),
    ("altitude", "  ", "Type a number in km, such as 560."),
    ("altitude", "abc", "“abc” is no number: type one in km, such as 560."),
    ("altitude", "NaN", "“NaN” is no number"),
    ("altitude", "Infinity", "“Infinity” is no number"),
    ("altitude", "0x10", "“0x10” is no number"),
    ("altitude", "-", "“-” is no number"),
    ("altitude", "--5", "“--5” is no number"),
    ("altitude", "1.2.3", "“1.2.3” is no number"),
    ("altitude", "1,2,3", "“1,2,3” is no number"),
    ("altitude", "12 34", "“12 34” is no number"),
    ("altitude", "1e400", "That is too large a number"),
    ("altitude", "1/2", "“1/2” is a fraction: write 0.5."),
    ("altitude", "1/0", "“1/0” is a fraction: type a number in km, such as 560."),
    ("altitude", "1,500", "“1,500” can be read in two ways: write 1500 or 1.5."),
    ("altitude", "-1,500 km", "can be read in two ways"),
    ("altitude", "800 m", "“m” is not understood here: this number is in km, so give it in km, such as 560."),
    ("altitude", "800 miles", "“miles” is not understood here"),
    ("altitude", "$5", "“$” is not understood here"),
    ("altitude", "5e", "“e” is not understood here"),
    ("altitude", "2×10³", "“×10³” is not understood here"),
    ("launch_price", "€200", "“€200” is no number"),
    ("launch_price", "200 €", "“€” is not understood here"),
    ("launch_price", "$200 per tonne", "“per tonne” is not understood here"),
    ("launch_price", "−5", "−5 USD/kg cannot be: it is at least 0 USD/kg."),
    ("availability", "120", "120 % cannot be: it lies between 0 and 100 %."),
    ("local_time", "25", "25 h cannot be: it lies between 0 and 24 h."),
    ("gpus_per_model", "5 GPUs", "“GPUs” is not understood here: this number has no unit, such as"),
    ("gpu_rent", "5 mUSD/hour", "is not understood here"),
    ("altitude", "x" * 5000, f"“{'x' * 40}…” is no number"),
]


@pytest.fixture(scope="module")
def typed(tmp_path_factory):
    """What the page makes of each typed text."""
    asked = [[name, text] for name, text, _ in READ + REFUSED]
    body = "return given.map(([name, text]) => starcalc.numbers.parsed(text, starcalc.model.assumptions[name]));"
    found = in_node.run(tmp_path_factory.mktemp("typed"), body, asked)
    return {tuple(key): answer for key, answer in zip(asked, found, strict=True)}


@pytest.mark.parametrize(("name", "text", "value"), READ)
def test_what_people_type_is_read(name, text, value, typed):
    assert typed[name, text] == {"value": value}


@pytest.mark.parametrize(("name", "text", "why"), REFUSED, ids=[text[:20] for _, text, _ in REFUSED])
def test_what_cannot_be_told_is_refused_in_a_sentence(name, text, why, typed):
    assert why in typed[name, text]["why"]
    assert typed[name, text]["why"].endswith(".")


def test_every_value_of_the_table_is_read_in_all_its_spellings(tmp_path):
    """As Python writes it, short, typed and in words, but for its commas between thousands."""
    asked = []
    for name, row in ROWS.items():
        for unit in ("", row["unit"], row["short"]):
            asked.append([name, f"{row['value']!r} {unit}".replace("dimensionless", "")])
        said = phrase(Scenario().quantity(name), 15).replace(",", "")
        asked.append([name, said])
    body = "return given.map(([name, text]) => starcalc.numbers.parsed(text, starcalc.model.assumptions[name]));"
    for (name, text), answer in zip(asked, in_node.run(tmp_path, body, asked), strict=True):
        expected = float(re.sub(r"[^\d.e−+-].*", "", text.replace("$", "")).replace("−", "-"))
        assert answer == {"value": expected}, (name, text)


def test_the_bounds_are_those_of_python(tmp_path):
    body = """return Object.values(starcalc.model.assumptions).map((row) =>
        [-1e30, -1, 0, 0.5, 1, 50, 101, 1e30].map((value) => "value" in starcalc.numbers.possible(value, row)));"""
    best = Scenario()
    for (name, row), allowed in zip(ROWS.items(), in_node.run(tmp_path, body), strict=True):
        least, most = best.assumption(name).possible
        for value, here in zip([-1e30, -1, 0, 0.5, 1, 50, 101, 1e30], allowed, strict=True):
            assert here == (least <= value <= most), (name, value, short_unit(row["unit"]))
