"""What a calculation answers with: named results, each in the unit of results.toml."""

import tomllib
from functools import wraps
from html import escape
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pint

from starcalc.labels import nearest
from starcalc.units import Quantity, conversion, number, plain_unit, short_unit, unit_called

# Unit, symbol and description of every result, for tables, axes and worked calculations.
RESULTS = tomllib.loads(Path(__file__).with_name("results.toml").read_text(encoding="utf-8"))
ROWS = 12  # of a table that is shown unasked


class Results(SimpleNamespace):
    """The results of a calculation by name: attributes, each a Quantity in the unit of results.toml.

    Of a plain scenario they are plain numbers, in SI units but for years, bytes and sfu.
    """

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise AttributeError(f"no result called {name!r}{nearest(name, vars(self))}")

    def __repr__(self):
        rows = self.rows()
        left = f"\n... and {len(rows) - ROWS} more; print() shows all" if len(rows) > ROWS else ""
        return f"<{len(rows)} results>\n" + aligned(rows[:ROWS]) + left

    def __str__(self):
        return aligned(self.rows())

    def _repr_html_(self):
        cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in self.rows())
        head = "<tr><th>result</th><th>value</th><th>unit</th><th>meaning</th></tr>"
        body = "".join(f"<tr>{row}</tr>" for row in cells)
        return f'<div style="max-height: 30em; overflow: auto"><table>{head}{body}</table></div>'

    def rows(self):
        """Name, value, unit and meaning of each result, as texts."""
        return [
            (name, shown(value), short_unit(unit), RESULTS[name][2])
            for name, (value, unit) in self.magnitudes().items()
        ]

    def magnitudes(self):
        """Each result's number, or array, and its unit: {name: (value, unit)}."""
        found = {}
        for name, value in vars(self).items():
            known = isinstance(value, pint.Quantity)
            unit = value.units if known else plain_unit(RESULTS[name][0])
            found[name] = value.magnitude if known else value, unit
        return found

    def to_dict(self):
        """Results for JSON: {name: {"value": number or list, "unit": text}}; None where there is no number.

        >>> from starcalc import Scenario, model
        >>> model.ground(Scenario()).to_dict()["gpus"]["unit"]
        ''
        """
        return {
            name: {"value": listed(value), "unit": short_unit(unit)}
            for name, (value, unit) in self.magnitudes().items()
        }

    def to_frame(self):
        """Results as a pandas DataFrame: a row each with value, unit and meaning; of arrays, a column each.

        The columns of arrays have their units in `frame.attrs["units"]`.
        """
        import pandas

        found = self.magnitudes()
        if all(np.ndim(value) == 0 for value, _ in found.values()):
            rows = {name: (value, short_unit(unit), RESULTS[name][2]) for name, (value, unit) in found.items()}
            return pandas.DataFrame.from_dict(rows, orient="index", columns=["value", "unit", "meaning"])
        columns = dict(zip(found, np.broadcast_arrays(*(value for value, _ in found.values())), strict=True))
        frame = pandas.DataFrame({name: column.ravel() for name, column in columns.items()})
        frame.attrs["units"] = {name: short_unit(unit) for name, (_, unit) in found.items()}
        return frame


def calculation(function):
    """Mark a function of a scenario as a calculation, which says what it wants where it is given something else."""

    @wraps(function)
    def call(s):
        if s is None or isinstance(s, str | int | float | dict | list | tuple | type):
            raise TypeError(f"model.{function.__name__} takes a scenario, such as Scenario('seed'), not {s!r:.60}")
        if hasattr(type(s), "recorded_calculation"):  # which keeps a calculation as one step
            return s.recorded_calculation(call)
        return function(s)

    return call


def results(named, *given):
    """Everything a calculation has named, its scenario and what it was given aside; another's results as its own."""
    found = {}
    for name, value in named.items():
        if name not in ("s", *given):
            found |= vars(value) if isinstance(value, Results) else {name: in_its_unit(name, value)}
    return Results(**found)


def in_its_unit(name, value):
    """A result in the unit of results.toml; of one number, as Python's own."""
    if not isinstance(value, pint.Quantity):
        return float(value) if isinstance(value, np.number) or (type(value) is np.ndarray and not value.ndim) else value
    unit = unit_called(RESULTS[name][0])
    factor, _ = conversion(value.units, unit)
    magnitude = value.m_as(unit) if factor is None else value.magnitude * factor
    return Quantity(float(magnitude) if np.ndim(magnitude) == 0 else magnitude, unit)


def shown(value):
    """A number with few digits; of an array, its kind and shape."""
    if isinstance(value, int | float):
        return number(value)
    return f"{type(value).__name__} {np.shape(value)}"


def listed(value):
    """A number or nested lists of numbers, None for NaN, which JSON does not know."""
    if np.ndim(value):
        return [listed(inner) for inner in np.asarray(value, dtype=float)]
    return None if np.isnan(float(value)) else float(value)


def aligned(rows):
    """Rows of texts as a table in columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        f"{name:{widths[0]}}  {value:>{widths[1]}} {unit:{widths[2]}}  {meaning}" for name, value, unit, meaning in rows
    )
