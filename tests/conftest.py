"""What every test file shares: hypothesis's profile, double precision for JAX, Vega's arithmetic, the page's files."""

import os
import re
from pathlib import Path

import jax
import numpy as np
import pytest
import vl_convert
from hypothesis import settings

from starcalc.arrays import vega
from starcalc.page import emitter

# A first call reads modules and tables, so a deadline on single examples says nothing about the relation under test.
settings.register_profile("here", deadline=None, max_examples=50, database=None)
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture
def x64():
    """JAX counts in single precision unless it is told otherwise; a comparison with NumPy needs double."""
    with jax.enable_x64(True):
        yield


@pytest.fixture(scope="session")
def by_vega():
    """A function that has Vega, which draws the published page, compute Formulas over rows of symbols' values.

    Results stand in text marks, which JavaScript writes with as many digits as it takes to tell two numbers apart.
    """

    def compute(formulas, **values):
        columns = np.broadcast_arrays(*values.values())
        rows = [dict(zip(values, map(float, row), strict=True)) for row in zip(*columns, strict=True)]
        signals, steps, results = vega(formulas, {name: f"datum['{name}']" for name in values}, rows=tuple(values))
        joined = " + ' ' + ".join(f"({results[name]})" for name in formulas)
        spec = {
            "params": [{"name": name, "expr": expression} for name, expression in signals.items()],
            "data": {"values": [row | {"row": number} for number, row in enumerate(rows)]},
            "transform": [{"calculate": step, "as": name} for name, step in steps.items()]
            + [{"calculate": f"'row' + datum.row + ' ' + {joined}", "as": "written"}],
            "mark": "text",
            "encoding": {"text": {"field": "written", "type": "nominal"}},
        }
        svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
        found = {int(row): numbers.split() for row, numbers in re.findall(r">row(\d+) ([^<]*)<", svg)}
        assert len(found) == len(rows), "Vega did not write every row"
        table = np.array([[float(number) for number in found[row]] for row in range(len(rows))])
        return dict(zip(formulas, table.T, strict=True))

    return compute


@pytest.fixture(scope="session")
def assets(tmp_path_factory):
    """The folder of scripts as it is beside the pages."""
    folder = tmp_path_factory.mktemp("assets")
    emitter.write(folder / "model.js")
    emitter.write_claims(folder / "claims.js")
    for script in (Path(__file__).parents[1] / "book/assets").glob("*.js"):
        (folder / script.name).write_bytes(script.read_bytes())
    return folder
