"""The house and its rules: what a package shows at its door, which way imports point, how long a file gets."""

import os
import pydoc
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import starcalc
from starcalc import model, orbit
from starcalc.units import RELATIONS

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "starcalc").rglob("*.py"))
FIELDS = ("climate", "economics", "environment", "inference", "launch", "network", "orbit", "sky", "solar", "thermal")
PACKAGES = (*starcalc.__all__[2:], "show")  # after Q and Scenario

# An import that may not be: the file that gets it, what it imports, and the contract that it breaks.
WRONG_ARROWS = [
    ("orbit/circular.py", "starcalc.show", "Imports point down, and rooms on one floor do not know one another"),
    ("solar.py", "starcalc.thermal", "Imports point down, and rooms on one floor do not know one another"),
    ("arrays.py", "starcalc.units", "Imports point down, and rooms on one floor do not know one another"),
    ("model/box.py", "starcalc.worlds", "Imports point down, and rooms on one floor do not know one another"),
    ("orbit/almanac.py", "starcalc.orbit.eclipse", "Inside orbit"),
    ("model/box.py", "starcalc.model.sheet", "Inside model"),
    ("constants.py", "starcalc.arrays", "Constants know units only"),
    ("scenario.py", "altair", "Only what chapters show imports altair, ipywidgets and IPython"),
]


def listed(package):
    """The text of help(package)."""
    return pydoc.render_doc(package, renderer=pydoc.plaintext)


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_shows_what_it_has_and_no_more(name):
    package = import_module(f"starcalc.{name}")
    assert len(set(package.__all__)) == len(package.__all__)
    assert [name for name in package.__all__ if not hasattr(package, name)] == []
    assert dir(package) == sorted(package.__all__)


def test_the_house_shows_its_rooms_and_no_more():
    assert dir(starcalc) == sorted(starcalc.__all__)
    assert [name for name in starcalc.__all__ if not hasattr(starcalc, name)] == []


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_shows_every_relation(name):
    package = import_module(f"starcalc.{name}")
    known = {full.partition(".")[2] for full in RELATIONS if full.startswith(f"{name}.")}
    assert known
    assert known == {shown for shown in package.__all__ if hasattr(getattr(package, shown), "portable")}


@pytest.mark.parametrize("name", FIELDS)
def test_help_lists_every_relation_and_reads_well_in_a_terminal(name):
    text = listed(import_module(f"starcalc.{name}"))
    for full in RELATIONS:
        if full.startswith(f"{name}."):
            assert f"\n    {full.partition('.')[2]}(" in text
    assert "{cite" not in text
    assert not re.search(r":\w+:`|\{\w+\}`", text)


def test_help_lists_no_tools():
    text = listed(orbit)
    assert [tool for tool in ("cos", "index", "reduce", "np", "xp") if re.search(rf"^    {tool}\b", text, re.M)] == []


def test_help_lists_the_calculations():
    text = listed(model)
    assert "\n    satellite(s)" in text
    assert "\n    module(s)" in text


@pytest.fixture
def copy(tmp_path):
    """A folder with the code and the contracts alone."""
    shutil.copytree(ROOT / "starcalc", tmp_path / "starcalc", ignore=shutil.ignore_patterns("__pycache__", "*.csv"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(folder):
    """What import-linter says of the package in a folder: (exit status, text)."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    answer = subprocess.run(
        [*command, "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
    )
    return answer.returncode, answer.stdout + answer.stderr


def test_the_contracts_hold(copy):
    status, text = lint_imports(copy)
    assert status == 0, text


@pytest.mark.parametrize(("file", "imported", "contract"), WRONG_ARROWS)
def test_a_wrong_arrow_breaks_a_contract(file, imported, contract, copy):
    path = copy / "starcalc" / file
    path.write_text(path.read_text(encoding="utf-8") + f"\nimport {imported}\n", encoding="utf-8")
    status, text = lint_imports(copy)
    assert status == 1, text
    importer = f"starcalc.{file.removesuffix('.py').replace('/', '.')}"
    kept, broken = text.split("\nBroken contracts\n")
    assert re.search(rf"^{re.escape(contract)}\W.*BROKEN", kept, re.M)
    assert re.search(rf"{re.escape(importer)} -> {re.escape(imported)}\b", broken)


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_a_file_is_short_and_is_what_it_says(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    assert "Read these as" not in text  # a room that pretends: its functions live elsewhere and only seem to be its own
