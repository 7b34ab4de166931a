"""The source that runs, calculations as on paper, and citations."""

from inspect import getsource, unwrap

from IPython.display import Markdown

from starcalc.scenario import Scenario
from starcalc.show import typeset
from starcalc.show.citing import cited, folded


def source(*functions):
    """The listing of relations or calculations, folded: the source that runs."""
    if wrong := [given for given in functions if not callable(given)]:
        raise TypeError(f"show.source takes functions, such as orbit.period, not {wrong[0]!r:.60}")
    listed = "\n\n".join(f"```python\n{getsource(unwrap(f)).rstrip()}\n```" for f in functions)
    names = ", ".join(f"`{f.__name__}`" for f in functions)
    return Markdown(folded(f"The code: {names}", listed))


def worked(calculation, scenario, *names):
    """A calculation as on paper, folded, line by line: symbols, numbers put in, result with its unit."""
    if not isinstance(scenario, Scenario):
        raise TypeError(f"show.worked takes a scenario, such as Scenario('seed'), not {scenario!r:.60}")
    blocks = []
    for _, sign, signs, numbers, result in typeset.worked(calculation, scenario, *names):
        steps = [step for step in (signs, numbers) if step != result] + [rf"\mathbf{{{result}}}"]
        blocks.append(sign + " &= " + r" \\ &= ".join(steps))
    steps = "$$\n\\begin{aligned}\n" + " \\\\[1.5ex]\n".join(blocks) + "\n\\end{aligned}\n$$"
    return Markdown(folded("Every step, with its numbers", steps))


def citation(key, linked=True):
    """Author and year, linked to the text itself where it has an address."""
    label, address = cited(key)
    return f"[{label}]({address})" if address and linked else label
