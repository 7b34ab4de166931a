"""What a chapter says follows its numbers: its code runs in worlds far from the book's, and says nothing senseless."""

import ast
import json
import os
import re

import pytest
from corners import BOOK, CORNERS, said

NAMES = sorted(path.stem for path in BOOK.glob("*.ipynb"))
SENSELESS = re.compile(r"\bnan\b|\binf\b|\bNone\b(?! of)|<Quantity|\$−|no answer|  ,")
# How two numbers compare. In a sentence that is computed, code has to choose it.
COMPARED = re.compile(
    r"\b(?:[Oo]rbit|box|sheet|Texas|satellite) (?:still )?(?:is (?:cheaper|dearer)|costs (?:more|less)|loses|beats)\b"
)


# All of it takes minutes: with STARCALC_CORNERS every chapter goes to all four, else to one each.
EVERYWHERE = bool(os.environ.get("STARCALC_CORNERS"))
TURNS = {(name, corner): (n - m) % len(CORNERS) for n, name in enumerate(NAMES) for m, corner in enumerate(CORNERS)}
VISITS = [visit for visit, turn in TURNS.items() if EVERYWHERE or turn == 0]


@pytest.mark.parametrize(("name", "corner"), VISITS)
def test_a_chapter_has_sense_in_a_world_at_the_corner(name, corner):
    found = said(name, CORNERS[corner])
    assert found
    assert not [sentence for sentence in found if SENSELESS.search(sentence)]


def typed(name):
    """What stands typed, and not chosen, in the computed sentences of a chapter."""
    for cell in json.loads((BOOK / f"{name}.ipynb").read_text("utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        for node in ast.walk(ast.parse("".join(cell["source"]))):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) in ("show.say", "show.solution")
                and isinstance(node.args[0], ast.JoinedStr)
            ):
                yield from (part.value for part in node.args[0].values if isinstance(part, ast.Constant))


@pytest.mark.parametrize("name", NAMES)
def test_a_comparison_in_a_computed_sentence_is_chosen_by_code(name):
    assert not [f"{found[0]}: {text}" for text in typed(name) if (found := COMPARED.search(text))]
