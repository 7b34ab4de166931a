"""The pages in which things are looked up: what stands on them is what the tables and the code hold."""

import re
from pathlib import Path

import pytest

from starcalc import Scenario, model
from starcalc.assumptions import sources
from starcalc.model import RESULTS
from starcalc.page.emitter.recording import calculations
from starcalc.page.reference import bibliography, files, usage
from starcalc.page.reference.cards import quotable, quoted, typed
from starcalc.page.reference.numbers import values
from starcalc.page.reference.relations import formula
from starcalc.page.reference.usage import homes, used_by, uses
from starcalc.units import RELATIONS, Q

ROOT = Path(__file__).parents[1]
WORDS = re.findall(r"^([^\s`#:].*)\n  \S", (ROOT / "book" / "glossary.md").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", ["satellite", "module", "ground", "server"])
def test_a_calculation_moves_with_what_it_is_said_to_use_and_with_nothing_else(name):
    best = Scenario()
    still = vars(calculations()[name](best.si))
    for assumption in best.names():
        row = best.assumption(assumption)
        ends = [vars(calculations()[name](best.but(**{assumption: Q(end, row.unit)}).si)) for end in row.range]
        if any(end != still for end in ends):
            assert name in used_by(assumption), assumption


def test_a_design_in_orbit_uses_no_price_of_gas():
    assert "gas_price" in uses()["ground"]
    assert "gas_price" not in uses()["satellite"]
    assert "launch_price" in uses()["comparison"]


def test_every_result_has_a_home_and_a_value():
    assert set(homes()) == set(RESULTS)
    found = values("cost_per_token")
    assert [places for places in found.values() if "ground" in places] == [["ground"]]
    assert f"{model.ground(Scenario()).cost_per_token.m:.3f}" in next(
        iter(value for value in found if "ground" in found[value])
    )


@pytest.mark.parametrize(
    ("name", "tex"),
    [
        ("orbit.period", r"T_\text{orb} = 2\pi \, \sqrt{\frac{\left(R_\oplus + h\right)^{3}}{\mu}}"),
        ("launch.sun_synchronous_launches", None),
        ("environment.air_density", None),
    ],
)
def test_the_formula_of_a_relation_is_written_from_its_code(name, tex):
    assert RELATIONS[name]
    assert formula(RELATIONS[name]) == tex


def test_the_source_in_a_docstring_is_found():
    text = RELATIONS["orbit.period"].__doc__
    assert [quotable()[label] for label in quoted().findall(text)] == ["vallado2013"]


@pytest.mark.parametrize(
    ("tex", "plain"), [("S", "S"), (r"\beta_0", "β_0"), (r"S_\text{hot}", "S_hot"), ("P''_s", "P''_s")]
)
def test_a_symbol_can_be_typed_into_the_search(tex, plain):
    assert typed(tex) == plain


@pytest.mark.parametrize("path", files.data_files(), ids=lambda path: path.name)
def test_every_data_file_says_what_it_is(path):
    about, _ = files.told(path)
    assert len(about.split()) > 3
    assert about.endswith((".", "?"))
    assert "CC BY" not in about


def test_people_and_institutions_stand_in_one_alphabet():
    assert bibliography.plain("{NVIDIA}") < bibliography.plain("Pr\\v{s}a") < bibliography.plain("vLLM")


def test_the_files_that_name_a_source_are_known():
    assert "climate.csv" in bibliography.files()["crash2025"]
    assert "launch_price" in {name for names in bibliography.rows().values() for name in names}


def test_the_page_says_of_every_source_who_cites_it():
    chapters = {key for chapter in usage.chapters(ROOT / "book") for key in chapter.sources()}
    assert chapters | set(bibliography.rows()) | set(bibliography.sayings()) | set(bibliography.mentions()) >= sources()


def test_the_page_says_of_a_copy_that_it_is_one():
    assert bibliography.place("starship2020") == "Where: table 3, read in a copy at relayto.com."
    assert bibliography.place("handmer2025").endswith("The address is another's, since the post itself was not found.")


def test_the_glossary_is_in_order_and_says_each_word_once():
    assert 40 <= len(WORDS) <= 70
    assert sorted(set(WORDS), key=str.lower) == WORDS
