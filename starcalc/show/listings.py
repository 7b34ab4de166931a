"""The source that runs, calculations as on paper, and citations."""

from functools import cache
from inspect import getsource, unwrap

from IPython.display import Markdown
from pybtex.database import parse_string
from pybtex.richtext import Text

from starcalc.assumptions import references, sources
from starcalc.labels import nearest
from starcalc.scenario import Scenario
from starcalc.show import typeset


def source(*functions):
    """The listing of relations or calculations: the source that runs."""
    if wrong := [given for given in functions if not callable(given)]:
        raise TypeError(f"show.source takes functions, such as orbit.period, not {wrong[0]!r:.60}")
    return Markdown("\n\n".join(f"```python\n{getsource(unwrap(f)).rstrip()}\n```" for f in functions))


def worked(calculation, scenario, *names):
    """A calculation as on paper, line by line: symbols, numbers put in, result with its unit."""
    if not isinstance(scenario, Scenario):
        raise TypeError(f"show.worked takes a scenario, such as Scenario('seed'), not {scenario!r:.60}")
    blocks = []
    for _, sign, signs, numbers, result in typeset.worked(calculation, scenario, *names):
        steps = [step for step in (signs, numbers) if step != result] + [rf"\mathbf{{{result}}}"]
        blocks.append(sign + " &= " + r" \\ &= ".join(steps))
    return Markdown("$$\n\\begin{aligned}\n" + " \\\\[1.5ex]\n".join(blocks) + "\n\\end{aligned}\n$$")


@cache
def bibliography():
    """The entries of references.bib."""
    return parse_string(references(), "bibtex").entries


def cited(key):
    """Author and year of an entry, and its address, None where it has none."""
    if key not in sources():
        raise ValueError(f"references.bib has no entry {key!r}{nearest(key, sources())}")
    entry = bibliography()[key]
    people = [str(Text.from_latex(" ".join(person.last_names))) for person in entry.persons["author"]]
    who = people[0] + (f" and {people[1]}" if len(people) == 2 else " et al." if len(people) > 2 else "")
    address = f"https://doi.org/{entry.fields['doi']}" if "doi" in entry.fields else entry.fields.get("url")
    return f"{who} {entry.fields['year']}", address


def citation(key, linked=True):
    """Author and year, linked to the text itself where it has an address."""
    label, address = cited(key)
    return f"[{label}]({address})" if address and linked else label
