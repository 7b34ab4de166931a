"""The command for whoever disagrees: old and new numbers, and the verdicts that move."""

import re
from pathlib import Path

import pytest

from starcalc import Q, Scenario, claims, disputes, model

ASKED = "launch_price=50 satellite_cost_per_power=5"


def test_what_moves_is_printed_old_and_new_with_every_verdict_that_moves(capsys):
    disputes.main(ASKED.split())
    said, scenario = capsys.readouterr().out, Scenario.from_link("?" + ASKED.replace(" ", "&"))
    moved = {n for n in claims.read() if claims.verdict(n).word != claims.verdict(n, scenario).word}
    assert moved
    for number in claims.read():
        assert (f"claim {number}, " in said) == (number in moved)
    assert "box over Texas" in said
    assert said.rstrip().endswith("numbers and verdicts move.")
    page = (Path(__file__).parents[1] / "book" / "disagree.md").read_text("utf-8")
    assert f"python -m starcalc.disputes {ASKED}\n" in page
    (sample,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    assert sample in said, "book/disagree.md shows what the command prints"


def test_the_page_for_whoever_disagrees_knows_this_editions_ratio():
    page = (Path(__file__).parents[1] / "book" / "disagree.md").read_text("utf-8")
    ratio = model.comparison(Scenario()).satellite_premium.m
    assert f"on those of this edition it is {ratio:.2g} times" in " ".join(page.split())


def test_the_books_own_numbers_move_nothing(capsys):
    disputes.main([f"launch_price={Scenario().launch_price.m}"])
    assert capsys.readouterr().out == "Nothing moves: the book has these numbers already.\n"


def test_a_link_from_the_book_is_understood_as_the_same_numbers_typed(capsys):
    """Those of above, whose verdicts are known by now."""
    disputes.main(ASKED.split())
    typed = capsys.readouterr().out
    changed = {"launch_price": Q(50, "USD/kg"), "satellite_cost_per_power": Q(5, "USD/W")}
    disputes.main([Scenario().but(**changed).to_link("ground.html#figure-space-and-ground")])
    assert capsys.readouterr().out == typed


def test_what_a_link_moves_on_the_ground_is_told(monkeypatch, capsys):
    monkeypatch.setattr(claims, "read", dict)  # without the verdicts, which are told above
    disputes.main([Scenario().but(grid_price=Q(100, "USD/MWh")).to_link("ground.html#figure-space-and-ground")])
    assert "in Texas" in capsys.readouterr().out


@pytest.mark.parametrize(("given", "answer"), [("lunch_price=5", "launch_price"), ("launch_price=cheap", "cheap")])
def test_what_is_not_understood_is_said_and_nothing_is_computed(given, answer, capsys):
    with pytest.raises(SystemExit):
        disputes.main([given])
    assert answer in capsys.readouterr().err
