"""Stubs, by which editors complete and type checkers check: made from the tables of assumptions and of results.

python -m starcalc.stubs            writes scenario.pyi and model/__init__.pyi
python -m starcalc.stubs --check    names those that are stale, and exits with 1
"""

import sys
from inspect import cleandoc
from pathlib import Path
from textwrap import indent, wrap

from starcalc import model, scenario
from starcalc.assumptions import TABLE, read
from starcalc.model import RESULTS, Results
from starcalc.scenario import Scenario
from starcalc.units import number, short_unit

HERE = Path(__file__).parent
WIDTH = 120
MADE = "# Made by `python -m starcalc.stubs`; change the tables, or stubs.py, instead.\n"

SCENARIO_HEAD = '''
from collections.abc import Callable, Iterator, KeysView, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal, ParamSpec, Protocol, TypeAlias, TypeVar, type_check_only

import pint

from starcalc.assumptions import Assumption

_P = ParamSpec("_P")
_R = TypeVar("_R")
_Overlay: TypeAlias = Literal[OVERLAYS]

@type_check_only
class _Number(Protocol):
    """What can be multiplied and divided: a Quantity, a number, an array of any library. No text can."""

    def __mul__(self, other: Any, /) -> Any: ...
    def __truediv__(self, other: Any, /) -> Any: ...

_Value: TypeAlias = _Number | Sequence[float]

ASKED: dict[str, tuple[Callable[[Any], bool], str]]

def asks(function: Callable[_P, _R]) -> Callable[_P, _R]: ...
'''

# Members of Scenario and of Results, whose source has no types.
SCENARIO = {
    "__init__": "(self, *overlays: _Overlay | None) -> None",
    "__getitem__": "(self, name: str) -> Any",
    "__iter__": "(self) -> Iterator[str]",
    "__len__": "(self) -> int",
    "__contains__": "(self, name: object) -> bool",
    "si": "(self) -> Scenario",
    "with_units": "(self) -> Scenario",
    "names": "(self) -> list[str]",
    "keys": "(self) -> KeysView[str]",
    "assumption": "(self, name: str) -> Assumption",
    "quantity": "(self, name: str) -> pint.Quantity[Any]",
    "written": "(self, name: str) -> str",
    "outside": "(self) -> list[str]",
    "name": "(self) -> str | None",
    "overlays": "(self) -> tuple[str, ...]",
    "changes": "(self) -> list[str]",
    "in_year": "(self, year: Any, rates: Mapping[str, Any] | None = None) -> Scenario",
    "year": "(self) -> Any",
    "range_of": "(self, name: str) -> tuple[float, float]",
    "moved_by": "(self) -> dict[str, list[str]]",
    "to_toml": "(self) -> str",
    "from_toml": "(cls, toml: str | Path) -> Scenario",
    "to_link": "(self, page: str) -> str",
    "from_link": "(cls, link: str) -> Scenario",
}

MODEL_HEAD = """
from typing import Any, type_check_only

import pandas
import pint

from starcalc.scenario import Scenario

RESULTS: dict[str, list[str]]
SLICES: tuple[str, ...]
"""

RESULTS_MEMBERS = {
    "__init__": "(self, **named: Any) -> None",
    "rows": "(self) -> list[tuple[str, str, str, str]]",
    "magnitudes": "(self) -> dict[str, tuple[Any, pint.Unit]]",
    "to_dict": "(self) -> dict[str, dict[str, Any]]",
    "to_frame": "(self) -> pandas.DataFrame",
}


def stubs():
    """The text of each stub by its path."""
    return {HERE / "scenario.pyi": scenario_stub(), HERE / "model" / "__init__.pyi": model_stub()}


def scenario_stub():
    """The table of assumptions as attributes of a scenario and as keywords of `but`."""
    rows, overlays = read(TABLE)
    literals = "".join(f'\n    "{name}",' for name in overlays) + "\n"
    head = SCENARIO_HEAD.replace("OVERLAYS", literals)
    changes = "".join(f"    {name}: _Value = ...,\n" for name in rows)
    body = members(Scenario, SCENARIO | {"but": f"(\n    self,\n    *,\n{changes}) -> Scenario"})
    for row in rows.values():
        low, high = map(number, row.range)
        body += attribute(row.name, "Final[Any]", row.about, short_unit(row.unit), f"{low} to {high}")
    return MADE + quoted(scenario.__doc__) + head + "\n" + class_stub("Scenario", Scenario.__doc__, body)


BILLS = (model.bill, model.slices)  # which answer with costs by name


def model_stub():
    """Each calculation as a function, with a class of the results that it answers with."""
    answers = {}
    for name in model.__all__:
        function = getattr(model, name)
        if callable(function) and function not in (model.Results, *BILLS):
            answers[name] = tuple(vars(function(Scenario())))
    functions, classes = "", ""
    for name, found in sorted(answers.items()):
        others = [other for other in answers if set(answers[other]) < set(found)]
        base = max(others, key=lambda other: len(answers[other]), default=None)
        known = answers.get(base, ())
        body = "".join(attribute(n, "Any", RESULTS[n][2], short_unit(RESULTS[n][0])) for n in found if n not in known)
        inherits = f"{name.capitalize()}({base.capitalize() if base else 'Results'})"
        classes += "\n@type_check_only\n" + class_stub(inherits, f"What `model.{name}` answers with.", body)
        functions += define(name, f"(s: Scenario) -> {name.capitalize()}", getattr(model, name).__doc__)
    for bill in BILLS:
        signature = "(scenario: Scenario) -> dict[str, dict[str, pint.Quantity[Any]]]"
        functions += define(bill.__name__, signature, bill.__doc__)
    results = "\n" + class_stub("Results", Results.__doc__, members(Results, RESULTS_MEMBERS))
    names = "\n__all__ = [\n" + "".join(f'    "{name}",\n' for name in model.__all__) + "]\n"
    return MADE + quoted(model.__doc__) + MODEL_HEAD + names + results + classes + "\n" + functions.rstrip("\n") + "\n"


def class_stub(name, docstring, body):
    """A class's stub."""
    return f"class {name}:\n" + indent(quoted(docstring) + "\n" + body.rstrip("\n") + "\n", "    ")


def members(kind, types):
    """A class's methods and properties with their types and docstrings."""
    text = ""
    for name, signature in types.items():
        member = vars(kind).get(name)
        decorator = {property: "@property\n", classmethod: "@classmethod\n"}.get(type(member), "")
        text += decorator + define(name, signature, getattr(member, "__doc__", None))
    return text


def define(name, signature, docstring):
    """A function's stub."""
    if not docstring or name.startswith("__"):
        return f"def {name}{signature}: ...\n"
    return f"def {name}{signature}:\n" + indent(quoted(docstring), "    ") + "\n"


def attribute(name, kind, about, *more):
    """An attribute, and below it what it is."""
    told = f"{about} [{', '.join(filter(None, more))}]" if any(more) else about
    lines = wrap(told, WIDTH - len('    """"""'), break_long_words=False)
    return f"{name}: {kind}\n" + quoted("\n".join(lines))


def quoted(docstring):
    """A docstring between its quotation marks."""
    text = cleandoc(docstring).replace("\\", "\\\\")
    return f'"""{text}\n"""\n' if "\n" in text else f'"""{text}"""\n'


def main(*arguments):
    """Write the stubs, or with --check only compare; answer with the exit status."""
    fresh = stubs()
    stale = [path for path, text in fresh.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if "--check" in arguments:
            print(f"{path} is stale: run python -m starcalc.stubs")
        else:
            path.write_text(fresh[path], encoding="utf-8")
            print(f"wrote {path}")
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
