"""The post's claims, each in a box with its computed verdict, and all of them in a table."""

from html import escape

from starcalc import claims, model
from starcalc.assumptions import short
from starcalc.scenario import Scenario, asks
from starcalc.show.sentences import between, html, phrase, words
from starcalc.units import number

KEPT = (  # from which share of the worlds a bound is said to hold how
    (1.0, "in every world"),
    (0.995, "in nearly every world"),
    (0.005, "in {} worlds of a hundred"),
    (1e-9, "in hardly any world"),
)
HEADS = ("Claim", "Verdict", "The post says", "Its number", "Ours", "In nine worlds of ten")


@asks
def claim(number_, scenario=None):
    """A claim of the post with its computed verdict, in a box of its own that can be linked to, as #claim-16."""
    asked, scenario = claims.claim(number_), (scenario or Scenario()).with_units
    found = claims.verdict(number_, scenario)
    said = f"The post: {asked.says}."
    test = f"Our test: {asked.asks}" if asked.ours else asked.asks[0].upper() + asked.asks[1:]
    sentences = {"told": told(asked, scenario, found), "rests": rests_on(asked, found, scenario)}
    sentences = " ".join(f'<span class="{name}">{escape(text)}</span>' for name, text in sentences.items())
    return html(
        f'<aside class="claim" id="claim-{number_}" aria-label="Claim {number_} of the post">'
        f"<p><strong>Claim {number_}.</strong> {escape(said)}</p>"
        f'<p class="verdict">{badge(found.word)} {sentences}</p>'
        f"<details><summary>The test, and the sentence as we have it</summary><p>{escape(test)}</p>"
        f'<p><q lang="fr">{escape(asked.french)}</q></p></details></aside>'
    )


def told(asked, scenario, found):
    """What a claim's own sentence says, with the numbers in their places."""
    results = vars(words(getattr(model, asked.calculation), asked.setting(scenario)))
    theirs = phrase(asked.computed(Scenario("seed")), 2)
    digits = 3 if phrase(found.ours, 2) == phrase(asked.stated, 2) else 2  # 1,361 beside 1,400 is not 1,400
    spread = f"{alone(found)} in nine worlds of ten"
    return asked.box.format(**results | {"theirs": theirs, "ours": phrase(found.ours, digits), "between": spread})


def alone(found):
    """Nine worlds of ten as words, without saying so."""
    if phrase(found.low) == phrase(found.high):
        return phrase(found.low, 2)
    return between(found.low, found.high).removesuffix(" in nine worlds of ten")


def rests_on(asked, found, scenario):
    """How far a claim is off, or how many worlds keep it, and what it hangs on where it is open."""
    if asked.bound:
        kept = next((words for least, words in KEPT if found.kept >= least), "in no world")
        said = f"It holds {kept.format(number(100 * found.kept, 2))}."
    elif found.factor > claims.QUARTER:
        way = "high" if found.middle.m_as(asked.unit) < asked.value else "low"
        said = f"Beside the middle world the post is too {way}, by a factor of {number(found.factor, 2)}."
    else:
        said = f"The two lie within {number(100 * (found.factor - 1), 1)} %." if found.factor > 1.005 else ""
    return f"{said} {hangs(asked, found, scenario)}".strip()


def hangs(asked, found, scenario):
    """What decides an open claim, and where it flips."""
    if found.hinge is None:
        return ""
    name = short(scenario.assumption(found.hinge).about)
    if found.flip is None:
        return f"What decides it most is the {name}, though not alone."
    return (
        f"It hangs on the {name}: at {phrase(found.flip)}, for our {phrase(scenario.quantity(found.hinge))}, it flips."
    )


def stated(asked):
    """The number of a claim as text."""
    if asked.test == "below" and asked.value == 0:
        return "none"
    return {"below": "less than ", "above": "more than "}.get(asked.test, "") + phrase(asked.stated)


def badge(word):
    """A verdict as a word, which the page colours."""
    return f'<strong class="verdict-{word}">{word}</strong>'


@asks
def verdicts(scenario=None):
    """All claims, one row each, linked to where they are answered; our own tests are marked."""
    rows = ""
    for key, asked in claims.read().items():
        found = claims.verdict(key, scenario)
        link = f'<a href="{asked.chapter}.html#claim-{key}">{key}</a>'
        test = stated(asked) + (" (our test)" if asked.ours else "")
        again = f" It is claim {asked.same_as} again." if asked.same_as else ""
        cells = [link, badge(found.word), escape(asked.says + again), test, phrase(found.ours, 2), alone(found)]
        cells = (f'<td data-head="{text}">{cell}</td>' for text, cell in zip(HEADS, cells, strict=True))
        rows += f"<tr>{''.join(cells)}</tr>"
    head = "<tr>" + "".join(f"<th>{text}</th>" for text in HEADS) + "</tr>"
    return html(f'<table class="verdicts"><thead>{head}</thead><tbody>{rows}</tbody></table>')
