"""What a type checker, and so an editor, knows of an installed starcalc: every name, and every planted mistake."""

import ast
import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.metadata import distribution, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from starcalc import Scenario, model, stubs

ROOT = Path(__file__).parents[1]

RIGHT = """
import numpy as np

from starcalc import Q, Scenario, claims, model, orbit, solar, worlds
from starcalc.arrays import symbol
from starcalc.units import Length, Time, relation

seed = Scenario("seed").but(price=Q(5, "USD/Mtoken"))
both = Scenario("seed", "gas").but(altitude=Q(800, "km"), battery=1)
nothing_over_it = Scenario(None)
assert isinstance(seed.name, str) and seed.overlays == ("seed",) and seed.changes() == ["price"]
print(seed, seed.altitude.to("m"), seed["altitude"], seed.quantity("price").magnitude, seed.assumption("price").about)
for name in both:
    assert name in both and both.written(name)
assert dict(both).keys() == both.keys() and len(both) == len(both.names())
assert Scenario.from_toml(both.to_toml()) == both
changes = {"price": Q(3, "USD/Mtoken"), "altitude": Q(600, "km")}
print(both.but(**changes).si.with_units.outside())

swept = Scenario().si.but(launch_price=np.array([100.0, 500.0, 1500.0]), price=1e-6, life=np.float64(5), altitude=5e5)
swept = swept.but(launch_price=[100, 500, 1500]).but(altitude=np.linspace(4e5, 8e5, 3)).but(tilt=symbol("tilt") / 2)
swept = swept.but(tilt=Scenario().si.tilt)

post = model.satellite(seed)
print(f"{post.revenue:.3fP}, {post.return_on_investment:.1fP}", post.inclination.to("deg"))
print(np.round(model.satellite(swept).cost_per_token * 1e6, 2), model.height(seed).revenue, model.fleet(seed).tokens)
print(model.ground(seed).to_dict()["gpus"]["unit"], [row[0] for row in post.rows()], model.RESULTS["revenue"][2])
print(post.to_frame().loc["revenue", "value"], model.bill(Scenario())["ground"], model.comparison(seed).module_premium)


def dearer(scenario: Scenario, times: float) -> Scenario:
    return scenario.but(price=times * scenario.price)


def premium(found: "model.Comparison") -> bool:
    return bool(found.satellite_premium > found.module_premium)


print(premium(model.comparison(dearer(seed, 2))))

print(orbit.period(Q(560, "km")).to("minute"), orbit.period(560e3), orbit.period(altitude=np.array([4e5, 5e5])))
print(orbit.eclipse_fraction(Q([500, 600], "km"), Q(1, "rad")) * 2, solar.irradiance.unit, orbit.period.name)


@relation
def fall(height: Length) -> Time:
    return (height / 4.905) ** 0.5


@relation(portable=False)
def twice(height: Length) -> Length:
    return 2 * height


print(fall(Q(5, "m")), twice(fall(5.0)))

for name, low, high in worlds.tornado(model.satellite, "revenue", seed, ["gpus_given"]):
    print(name, low.to("MUSD/year"), high.magnitude)
print(worlds.break_even(model.satellite, "net_present_value", Q(0, "USD"), seed, "price").to("USD/Mtoken"))
print(worlds.number_of(model.module, seed, "cost_per_token"), claims.verdict(18).word)
"""

WRONG_HEAD = """
from starcalc import Q, Scenario, model, orbit, solar, worlds

scenario = Scenario("seed")
"""

WRONG = {
    "assumption misspelt": "print(scenario.altitud)",
    "keyword of `but` misspelt": 'scenario.but(altitud=Q(800, "km"))',
    "one argument too many": 'orbit.period(Q(560, "km"), 2)',
    "result misspelt": "print(model.satellite(scenario).revenu)",
    "text for a keyword of `but`": 'scenario.but(altitude="800 km")',
    "nothing for a keyword of `but`": "scenario.but(altitude=None)",
    "one argument too few": "orbit.eclipse_fraction(560e3)",
    "keyword of a relation misspelt": "orbit.period(height=560e3)",
    "relation misspelt": "print(orbit.perod(560e3))",
    "calculation misspelt": "print(model.satelite(scenario))",
    "result of another calculation": "print(model.ground(scenario).launch_capital)",
    "result of another calculation that shares some": "print(model.satellite(scenario).hot_spot_temperature)",
    "overlay misspelt": 'Scenario("sed")',
    "scenario changed in place": 'scenario.altitude = Q(800, "km")',
    "name of a scenario for a scenario": 'model.satellite("seed")',
    "world asked with too little": 'worlds.tornado(model.satellite, "revenue", scenario)',
    "field of the table misspelt": 'print(scenario.assumption("price").unti)',
    "unit of a relation misspelt": "print(solar.irradiance.unti)",
}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel, as its users get it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def needed(name):
    """The distributions that one needs, itself first."""
    found = [name]
    for line in requires(name) or []:
        requirement = Requirement(line)
        if not requirement.marker or requirement.marker.evaluate({"extra": ""}):
            found += needed(requirement.name)
    return found


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """A Python in which starcalc is installed from its wheel, with what it needs and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / Path(sys.executable).name
    theirs = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    for name in dict.fromkeys(needed("starcalc")[1:]):
        for top in {path.parts[0] for path in distribution(name).files} - {".."}:
            if top != "__pycache__":
                (theirs / top).symlink_to(distribution(name).locate_file(top))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(theirs)
    ask = "import starcalc; print(starcalc.__file__)"
    answer = subprocess.run([python, "-c", ask], check=True, capture_output=True, text=True, cwd=folder)
    assert Path(answer.stdout.strip()).is_relative_to(theirs)
    return python


@pytest.fixture
def scripts(tmp_path):
    """A folder with a script in which all is right, and one in which every line below the head is wrong."""
    (tmp_path / "right.py").write_text(RIGHT)
    (tmp_path / "wrong.py").write_text(WRONG_HEAD + "\n".join(WRONG.values()) + "\n")
    return tmp_path


def check(complaints):
    """Compare complaints, [(file, line, message)], with what was planted."""
    first = WRONG_HEAD.count("\n") + 1
    planted = dict(enumerate(WRONG, first))
    assert not [complaint for complaint in complaints if complaint[0] != "wrong.py"]
    found = {line for _, line, _ in complaints}
    assert [planted[line] for line in planted if line not in found] == []
    assert [complaint for complaint in complaints if complaint[1] not in planted] == []


@pytest.mark.parametrize("options", [(), ("--strict",)], ids=["default", "strict"])
def test_mypy_passes_what_is_right_and_finds_every_planted_mistake(options, installed, scripts):
    command = [sys.executable, "-m", "mypy", "--config-file=", "--python-executable", str(installed), *options]
    answer = subprocess.run([*command, "right.py", "wrong.py"], cwd=scripts, capture_output=True, text=True)
    assert not answer.stderr
    lines = [re.fullmatch(r"(.+?):(\d+): error: (.*)", line) for line in answer.stdout.splitlines()]
    check([(match[1], int(match[2]), match[3]) for match in lines if match])


def test_pyright_passes_what_is_right_and_finds_every_planted_mistake(installed, scripts):
    (scripts / "pyrightconfig.json").write_text('{"typeCheckingMode": "standard"}')
    command = [sys.executable, "-m", "basedpyright", "--outputjson", "--pythonpath", str(installed)]
    answer = subprocess.run(command, cwd=scripts, capture_output=True, text=True)
    found = json.loads(answer.stdout)
    assert found["summary"]["filesAnalyzed"] == 2
    diagnostics = found["generalDiagnostics"]
    check([(Path(d["file"]).name, d["range"]["start"]["line"] + 1, d["message"]) for d in diagnostics])


def test_what_checkers_pass_runs(capsys):
    exec(compile(RIGHT, "right.py", "exec"), {"__name__": "right"})
    assert capsys.readouterr().out


@pytest.mark.parametrize("line", WRONG.values(), ids=WRONG)
def test_what_checkers_find_fails(line):
    with pytest.raises((AttributeError, TypeError, ValueError)):
        exec(WRONG_HEAD + line, {"__name__": "wrong"})


def test_stubs_are_fresh():
    for path, text in stubs.stubs().items():
        assert path.read_text(encoding="utf-8") == text, f"{path} is stale: run python -m starcalc.stubs"


def test_a_stale_stub_is_named_and_remade(tmp_path, monkeypatch, capsys):
    stub = tmp_path / "scenario.pyi"
    monkeypatch.setattr(stubs, "stubs", lambda: {stub: "fresh"})
    assert stubs.main("--check") == 1
    assert f"{stub} is stale" in capsys.readouterr().out
    assert stubs.main() == 0
    assert stub.read_text() == "fresh"
    assert stubs.main("--check") == 0


def public(body):
    """Public names that statements define."""
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names = [statement.name]
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            names = [target.id for target in targets if isinstance(target, ast.Name)]
        else:
            continue
        yield from (name for name in names if not name.startswith("_"))


@pytest.mark.parametrize(
    ("source", "stub", "kind"),
    [("scenario.py", "scenario.pyi", "Scenario"), ("model/results.py", "model/__init__.pyi", "Results")],
)
def test_stubs_know_every_public_member(source, stub, kind):
    trees = [ast.parse((ROOT / "starcalc" / path).read_text(encoding="utf-8")) for path in (source, stub)]
    classes = [
        node.body for tree in trees for node in tree.body if isinstance(node, ast.ClassDef) and node.name == kind
    ]
    real, known = (set(public(body)) for body in classes)
    assert real <= known
    assert known - real <= set(Scenario().names())
    if source == "scenario.py":
        assert set(public(trees[0].body)) <= set(public(trees[1].body))


@pytest.mark.parametrize("overlay", [None, "seed", "gas", "solar"])
def test_stubs_know_the_results_of_every_scenario(overlay):
    tree = ast.parse((ROOT / "starcalc" / "model" / "__init__.pyi").read_text(encoding="utf-8"))
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    answers = {
        n.name: n.returns.id for n in tree.body if isinstance(n, ast.FunctionDef) and n.name not in ("bill", "slices")
    }
    assert {*answers, "bill", "slices", "Results", "RESULTS", "SLICES"} == set(model.__all__)
    for name, kind in answers.items():
        known = set()
        while kind != "Results":
            known |= {s.target.id for s in classes[kind].body if isinstance(s, ast.AnnAssign)}
            kind = classes[kind].bases[0].id
        assert known == vars(getattr(model, name)(Scenario(overlay))).keys()


def test_the_wheel_holds_code_stubs_tables_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        held = {Path(name) for name in archive.namelist()}
    held = {path for path in held if path.parts[0] == "starcalc"}
    here = {path.relative_to(ROOT) for path in (ROOT / "starcalc").rglob("*.*") if path.suffix != ".pyc"}
    missing = {path for path in here - held if not path.name.startswith("make_")}
    assert not missing
    assert held - here == {Path("starcalc/references.bib")}
    assert {path.suffix for path in held} == {".bib", ".csv", ".py", ".pyi", ".toml", ".typed"}
    assert not [path for path in held if path.name.startswith("test_") or path.name == "conftest.py"]
