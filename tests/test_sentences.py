"""Sentences follow the reader: what a page says by anybody's numbers is what the chapter says, run with them."""

import json
from contextlib import suppress
from pathlib import Path

import in_node
import numpy as np
import pytest

import starcalc
from starcalc import Q, Scenario, show
from starcalc.page.sentences import Chapter, marked, script
from starcalc.page.sentences.marking import START
from starcalc.page.sentences.symbols import Worth
from starcalc.page.sentences.words import rendered

BOOK = Path(__file__).parents[1] / "book"
BEST = Scenario()
CHAPTERS = ["latency", "launch"]  # of many numbers and choices, and quickly run
SILENT = ("figure", "tornado", "claim", "worked", "assumptions", "elasticities", "ladder", "bars", "source", "trends")
CELLS = {
    0: """from operator import attrgetter
from starcalc import Q, Scenario, model, show, worlds
best, post = Scenario(), Scenario("seed")
box, texas = model.satellite(best), model.ground(best)
ours, theirs = show.words(model.satellite, best), show.words(model.satellite, post)
cheap = model.satellite(best.but(launch_price=Q(100, "USD/kg")))
dear = [name for name, one in (("box", box), ("Texas", texas)) if one.cost_per_token > best.price]
""",
    1: """show.say(f'''An hour is **{ours.gpu_hour_cost.split()[0]}**, in the post {theirs.gpu_hour_cost};
{show.number((box.gpu_hour_cost / texas.gpu_hour_cost).m_as(''), 2)} times Texas. {'No' if box.gpu_hour_cost >
texas.gpu_hour_cost else 'Yes'}, by {show.phrase(box.gpu_hour_cost - texas.gpu_hour_cost, 2)}.''')""",
    2: """show.say(f'''It pays at {show.spread(model.comparison, best, 'satellite_hour_premium')}.
{', '.join(dear) or 'None'} loses: {show.times(box.gpu_hour_cost, cheap.gpu_hour_cost)} times,
{best.altitude.m_as('km'):.1f} km, {min(box.mass, cheap.mass).m_as('t'):,.2f} t;
{max(('a', best.life), ('b', best.age), key=lambda each: each[1])[0]}.''')""",
    3: """found = worlds.monte_carlo(model.satellite, "cost_per_token", best)
rows = [f"| {name} | {show.phrase(value)} |" for name, value in (("price", best.price), ("life", best.life))]
show.say("\\n".join(["| what | ours |", "|---|---|", *rows]))""",
    4: """show.say(f"{len(found)} worlds at {ours.altitude}.")""",
}


def run(cells, scenario, monkeypatch):
    """What a chapter says, by the place of its cell, when `Scenario()` is this one."""
    said, place = {}, None
    with monkeypatch.context() as patched:
        patched.setattr(starcalc, "Scenario", lambda *names: Scenario(*names) if names else scenario)
        for name in ("say", "solution"):
            patched.setattr(show, name, lambda text: said.__setitem__(place, text.replace("$", "\\$")))
        for name in SILENT:
            patched.setattr(show, name, lambda *given, **named: None)
        namespace = {}
        for place, source in cells.items():
            with suppress(ValueError, IndexError):  # what has no answer there
                exec(compile(source, str(place), "exec"), namespace)
    return said


def code_of(name):
    """The code cells of a chapter by their place."""
    cells = json.loads((BOOK / f"{name}.ipynb").read_text("utf-8"))["cells"]
    return {i: "".join(cell["source"]) for i, cell in enumerate(cells) if cell["cell_type"] == "code"}


def somewhere(seed):
    """A scenario with a dozen numbers elsewhere in their ranges."""
    random = np.random.default_rng(seed)
    rows = [BEST.assumption(name) for name in random.choice(BEST.names(), 12, replace=False)]
    moved = {row.name: row for row in (*rows, BEST.assumption("launch_price")) if not row.whole and not row.bundle}
    return BEST.but(**{name: Q(float(random.uniform(*row.range)), row.unit) for name, row in moved.items()})


@pytest.mark.parametrize("seed", range(6))
def test_a_recorded_sentence_says_what_the_cell_says_by_other_numbers(monkeypatch, seed):
    chapter, scenario = Chapter(CELLS), somewhere(seed)
    said = run(CELLS, scenario, monkeypatch)
    assert chapter.sentences.keys() == said.keys() == {1, 2, 3, 4}
    assert [None in chapter.sentences[place] for place in said] == [False, False, False, True]
    for place, text in said.items():
        assert marked(chapter.sentences[place], text, Worth(scenario), []) != text, text


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapters_sentences_follow_other_numbers(monkeypatch, name):
    cells = code_of(name)
    chapter = Chapter(cells)
    followed = {place: one for place, one in chapter.sentences.items() if any(isinstance(part, tuple) for part in one)}
    assert len(followed) > 10
    scenario = somewhere(len(name))
    said = run(cells, scenario, monkeypatch)
    for place, template in followed.items():
        if place in said:
            assert marked(template, said[place], Worth(scenario), []) != said[place], said[place]


def test_the_page_says_it_too(tmp_path):
    """Numbers, choices and formats by JavaScript are Python's, for all scenarios."""
    chapter, slots, book = Chapter(CELLS), [], Worth(BEST)
    monkeypatch = pytest.MonkeyPatch()
    for place, text in run(CELLS, BEST, monkeypatch).items():
        assert START in marked(chapter.sentences[place], text, book, slots)
    scenarios = [somewhere(seed) for seed in range(8)]
    changes = [{n: float(one.quantity(n).m) for n in one.changes()} for one in scenarios]
    body = f"""{(in_node.ASSETS / "told.js").read_text("utf-8")}\n{script(slots)}
    return given.map((changes) => {{
      const values = starcalc.told.values(starcalc.model.scenario(changes));
      return starcalc.told.slots.map((slot) => starcalc.telling.text(slot, values, () => "SPREAD") ?? null);
    }});"""
    for scenario, found in zip(scenarios, in_node.run(tmp_path, body, changes), strict=True):
        worth = Worth(scenario)
        known = ["SPREAD" if slot and slot[0][0] == "spread" else slot and rendered(slot, worth) for slot in slots]
        assert found == known
        assert found.count(None) == found.count("SPREAD") == 1


def test_where_a_program_tries_too_many_comparisons_the_text_stays_as_printed():
    many = """from starcalc import Q, Scenario, show
best = Scenario()
names = ["price", "launch_price", "altitude", "life", "age", "utilisation", "packing", "failure_rate", "burnout_rate"]
show.say(f"{sorted(names, key=lambda name: best.quantity(name).m)[0]}")"""
    assert Chapter({0: many}).sentences == {0: [None]}


def test_a_sentence_that_was_printed_by_another_edition_is_left_alone():
    assert marked(["It costs ", "much."], "It costs little.", Worth(BEST), []) == "It costs little."
