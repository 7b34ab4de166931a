"""What a picture is made of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np


@dataclass(frozen=True)
class Table:
    """Rows of constants under the names of their columns, and a function of a scenario and a row: what is drawn of it.

    The constants belong to what is drawn, too.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    function: Callable

    def computed(self, s):
        """Its columns for a scenario of plain numbers, as arrays by name."""
        constants = dict(zip(self.columns, np.array(self.rows, dtype=float).T, strict=True))
        with np.errstate(all="ignore"):
            found = self.function(s, SimpleNamespace(**constants))
        return constants | {name: np.broadcast_to(values, len(self.rows)) for name, values in found.items()}


@dataclass(frozen=True)
class Picture:
    """Named tables, and a function of a scenario that answers single numbers by name."""

    numbers: Callable
    parts: dict[str, Table] = field(default_factory=dict)

    def tables(self, s):
        """What its tables hold for a scenario of plain numbers: {table: [{column: number}, ...]}."""
        return {name: in_rows(table.computed(s)) for name, table in self.parts.items()}

    def told(self, s):
        """Its single numbers for a scenario of plain numbers."""
        with np.errstate(all="ignore"):  # as of an orbit that cannot be
            return {name: float(value) for name, value in self.numbers(s).items()}


def in_rows(columns):
    """Columns as rows of plain numbers."""
    values = (column.tolist() for column in columns.values())
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]
