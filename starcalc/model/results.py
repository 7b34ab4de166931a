"""What a calculation answers with: named results, each in the unit of results.toml."""

import tomllib
from pathlib import Path
from types import SimpleNamespace

# Unit, symbol and description of every result, for tables, axes and worked calculations.
RESULTS = tomllib.loads(Path(__file__).with_name("results.toml").read_text(encoding="utf-8"))


def results(named):
    """Everything a calculation has named, its scenario aside; what it took from another calculation comes first."""
    found = {}
    for name, value in named.items():
        if name != "s":
            found |= vars(value) if isinstance(value, SimpleNamespace) else {name: value}
    return SimpleNamespace(**found)
