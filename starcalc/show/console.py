"""The calculator as one object: a panel driven by Python in JupyterLab, and the page's HTML wherever no kernel runs."""

import tomllib
from contextlib import contextmanager
from html import escape
from math import isfinite

import ipywidgets
import numpy as np
from IPython import get_ipython

from starcalc.assumptions import captions, families, groups
from starcalc.scenario import Scenario, asks
from starcalc.show import outcomes
from starcalc.show.calculator import decisive, page
from starcalc.show.dials import Dial, matching, text
from starcalc.trends import table
from starcalc.units import Q

MOST = 12  # rows that a search shows
UNDATED = 0  # in the place of a year, as a slider of choices takes None for no choice at all
WIDE = {"width": "auto"}
STYLE = """<style>
.calc-panel .widget-html-content { line-height: 1.4; }
.calc-panel p, .calc-panel ul { margin: 0 0 0.4em; } .calc-panel ul { padding-left: 1.2em; }
.calc-panel .dial { border-top: 1px solid var(--jp-border-color2, #ddd); padding: 6px 0; overflow: visible; }
.calc-panel .dial-note, .calc-panel small { color: var(--jp-ui-font-color2, #666); font-size: 0.85em; }
.calc-ratios { display: flex; gap: 2em; margin-bottom: 0.6em; }
.calc-ratio { font-size: 1.9em; font-weight: 700; }
.calc-bars { position: relative; display: grid; grid-template-columns: 3.4em 1fr 4em; gap: 5px 0; align-items: center; }
.calc-bars b { text-align: right; }
.calc-track { display: flex; } .calc-track i { display: block; height: 1.4em; }
.calc-over { position: absolute; inset: -2px 4em -2px 3.4em; }
.calc-rent { position: absolute; top: 0; bottom: 0; border-left: 2px dotted var(--jp-ui-font-color0, #111); }
.calc-table { width: 100%; margin-top: 0.6em; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.calc-table th { font-weight: normal; text-align: left; } .calc-table thead th, .calc-table td { text-align: right; }
.calc-table tfoot tr:first-child > * { font-weight: 700; border-top: 1px solid currentColor; }
.calc-swatch { display: inline-block; width: 0.7em; height: 0.7em; margin-right: 0.5em; border-radius: 2px; }
.calc-refused { border-left: 4px solid #d55e00; padding: 4px 10px; }
</style>"""


@asks
def calculator(scenario=None):
    """The calculator of a scenario, the book's unless one is given: a `Calculator`.

    In JupyterLab a panel, whose `scenario` the next cell goes on with. In the book's page and in a stored notebook a
    list of every assumption, which the page's script makes live. ValueError where an assumption has several values.
    """
    return Calculator(Scenario() if scenario is None else scenario)


class Calculator:
    """Every assumption as a control, and what they come to.

        calc = show.calculator()
        calc                                      # the panel
        calc.scenario                             # what is set there
        calc.set(launch_price=Q(200, "USD/kg"))   # the same from code, and the panel follows

    What a notebook keeps of it are the page's table and all verdicts on `scenario`, for which some thousand worlds a
    claim are drawn when it is shown; `calc.panel` alone comes at once.
    """

    def __init__(self, scenario):
        self.start = single(scenario.with_units)
        self.then = outcomes.outcome(self.start)
        self._scenario, self.now, self._panel = self.start, self.then, None

    def __repr__(self):
        costs = ", ".join(
            f"{name} ${outcomes.dollars(self.now.hours[place])}" for place, name in outcomes.CALLED.items()
        )
        return f"<calculator: {costs} an hour of one GPU, with {self._scenario!r}>"

    @property
    def scenario(self):
        """What is set: a `Scenario`."""
        return self._scenario

    def set(self, **changes):
        """Set assumptions, Quantities as `Scenario.but` takes them. What cannot be is a ValueError; nothing moves."""
        self.take(self._scenario.but(**changes))

    def choose(self, *overlays):
        """Take these overlays, such as "ai1" and "h100", in place of those taken so far; what was set stays set."""
        self.take(self._remade(overlays=overlays))

    def in_year(self, year):
        """Let the trends move what was not set to a year, or to none with None."""
        self.take(self._remade(year=year))

    def reset(self, *names):
        """Take back what was set of these assumptions; without names everything, overlays and year too."""
        if not names:
            return self.take(self.start)
        for name in names:
            self._scenario.assumption(name)
        kept = {name: value for name, value in changes(self._scenario).items() if name not in names}
        own = {name: value for name, value in changes(self.start).items() if name in names}
        return self.take(self._remade(changes=kept | own))

    def _remade(self, **other):
        """The scenario with other overlays, changes or year."""
        now = self._scenario
        made = {"overlays": now.overlays, "changes": changes(now), "year": now.year} | other
        scenario = Scenario(*made["overlays"]).but(**made["changes"])
        rates = tomllib.loads(self.start.to_toml()).get("rates")
        return scenario if made["year"] is None else scenario.in_year(made["year"], rates)

    @asks
    def take(self, scenario):
        """Set everything as a scenario has it. What the model cannot compute is a ValueError, and nothing moves."""
        scenario = single(scenario.with_units)
        now = outcomes.outcome(scenario)
        self._scenario, self.now = scenario, now
        if self._panel is not None:
            self._panel.paint()

    @property
    def data(self):
        """The HTML that a page or a stored notebook has of it."""
        return page(self._scenario).data

    @property
    def panel(self):
        """The widgets, the same ones each time."""
        if self._panel is None:
            self._panel = Panel(self)
        return self._panel.whole

    def _repr_mimebundle_(self, include=None, exclude=None):
        view = self.panel._repr_mimebundle_() if get_ipython() else {}
        return view | {"text/html": self.data, "text/plain": repr(self)}


def changes(scenario):
    """What a scenario changes in its overlays: {assumption: Quantity}."""
    return {name: scenario.quantity(name) for name in scenario.changes()}


def single(scenario):
    """The scenario, if each of its assumptions, and its year, is one number."""
    for name in scenario:
        if np.ndim(scenario[name].magnitude):
            raise ValueError(f"show.calculator: {name} has {np.size(scenario[name].magnitude)} values; give it one")
    if scenario.year is not None and np.ndim(scenario.year):
        raise ValueError(f"show.calculator: the scenario is of {np.size(scenario.year)} years; give it one")
    return scenario


class Panel:
    """The widgets of a calculator, which stand where its scenario does."""

    def __init__(self, calc):
        self.calc, self.dials, self.painting = calc, {}, False
        self.answer, self.changed, self.refused = ipywidgets.HTML(), ipywidgets.HTML(), ipywidgets.HTML()
        self.reset = button("Reset all", "Back to the numbers at first", lambda: self.attempt(calc.reset))
        self.link = ipywidgets.Text(description="Link", continuous_update=False, layout=WIDE)
        self.menus = {family: menu(family, names) for family, names in families().items()}
        first, last, _ = table()
        years = [("as in the book", UNDATED), *((str(year), year) for year in range(first, last + 1))]
        self.year = ipywidgets.SelectionSlider(options=years, description="year", layout=WIDE, continuous_update=False)
        self.draw = button("Draw worlds and judge", "4,096 worlds around these numbers, a few seconds", self.drawn)
        self.design = ipywidgets.ToggleButtons(options=[("the box", "satellite"), ("the sheet", "module")])
        self.near = button("What would it take from here?", "The nearest world in which orbit pays", self.neared)
        self.put = button("Put these numbers in", "Set what the nearest world has", self.taken)
        self.worlds, self.way, self.moves = ipywidgets.HTML(), ipywidgets.HTML(), {}
        self.search = ipywidgets.Text(description="Find", placeholder="name, symbol or meaning", layout=WIDE)
        self.count, self.found = ipywidgets.HTML(), ipywidgets.VBox()
        titles = [f"{heading} ({len(names)})" for heading, names in groups().items()]
        self.groups = ipywidgets.Accordion([ipywidgets.VBox() for _ in titles], titles=titles)
        self.first = ipywidgets.VBox([self.dial(name).whole for name in decisive(calc.start)])
        self.whole = self.laid_out()
        for chooser in self.menus.values():
            chooser.observe(lambda _: self.attempt(self.chosen), names="value")
        self.year.observe(lambda change: self.attempt(self.dated, change.new), names="value")
        self.link.observe(lambda change: self.attempt(self.followed, change.new), names="value")
        self.search.observe(lambda change: self.look(change.new), names="value")
        self.groups.observe(lambda change: self.open(change.new), names="selected_index")
        self.paint()

    def laid_out(self):
        """All widgets in two columns: what it comes to, which stays, and the numbers, which scroll."""
        left = [self.answer, self.changed, ipywidgets.HBox([self.reset]), self.link, self.draw, self.worlds]
        left += [self.design, self.near, self.way, self.put]
        presets = ipywidgets.Accordion(
            [ipywidgets.VBox([*self.menus.values(), self.year])],
            titles=["Spacecraft, chips and others with a name; another year"],
        )
        right = [self.refused, heading("The numbers that decide most"), self.first, presets]
        right += [heading("All numbers"), self.search, self.count, self.found, self.groups]
        columns = [
            ipywidgets.VBox(left, layout={"flex": "1 1 24em", "padding": "0 12px 0 0"}),
            ipywidgets.VBox(
                right,
                layout={"flex": "1.4 1 30em", "max_height": "62em", "overflow": "hidden auto", "display": "block"},
            ),
        ]
        whole = ipywidgets.HBox(columns, layout={"flex_flow": "row wrap", "align_items": "flex-start"})
        whole.add_class("calc-panel")
        return ipywidgets.VBox([ipywidgets.HTML(STYLE), whole])

    def dial(self, name):
        """The row of an assumption, made when it is first asked for."""
        if name not in self.dials:
            calc, row = self.calc, self.calc.scenario.assumption(name)
            self.dials[name] = Dial(
                row,
                float(calc.start.quantity(name).m),
                lambda value: self.attempt(self.moved, name, value),
                lambda: self.attempt(calc.reset, name),
            )
            self.stand(name)
        return self.dials[name]

    def stand(self, name):
        """Let a row stand where the scenario does; what was set can be taken back."""
        calc = self.calc
        now, start = changes(calc.scenario).get(name), changes(calc.start).get(name)
        with self.still():
            value, tried = float(calc.scenario.quantity(name).m), calc.scenario.range_of(name)
            self.dials[name].show(value, now is not None and now != start, tried)

    @contextmanager
    def still(self):
        """While controls are set by code, nothing is asked of the scenario."""
        before, self.painting = self.painting, True
        try:
            yield
        finally:
            self.painting = before

    def attempt(self, change, *given):
        """Do what a reader asks for; what cannot be is said in words, and the controls go back."""
        if self.painting:
            return
        self.refused.value = ""
        try:
            change(*given)
        except (ValueError, TypeError, ArithmeticError) as error:
            self.refused.value = f'<p class="calc-refused" role="alert">{escape(str(error))}. Nothing was changed.</p>'
            self.paint(stale=False)

    def moved(self, name, value):
        """Set an assumption to a number in the table's unit."""
        row = self.calc.scenario.assumption(name)
        if not isfinite(value):
            raise ValueError(f"{name} must be a finite number, such as {row.written()}")
        if row.whole and value != int(value):
            raise ValueError(f"{name} is a whole number: type {round(value)}, not {value:g}")
        self.calc.set(**{name: Q(value, row.unit)})

    def chosen(self):
        """Take the overlays of the menus; those of the start that no menu was moved from keep their places."""
        wanted = {menu.value for menu in self.menus.values()} - {""}
        kept = [name for name in self.calc.scenario.overlays if name in wanted]
        self.calc.choose(*dict.fromkeys([*kept, *(m.value for m in self.menus.values() if m.value in wanted)]))

    def dated(self, year):
        """Take a year, or none."""
        self.calc.in_year(None if year == UNDATED else year)

    def followed(self, link):
        """Take what a link says that was pasted over this panel's own."""
        self.calc.take(Scenario.from_link(link))

    def look(self, query):
        """Show what a search means."""
        names = matching(query, self.calc.scenario) if query.strip() else []
        self.found.children = [self.dial(name).whole for name in names[:MOST]]
        more = f"; the first {MOST}, say more to see others" if len(names) > MOST else ""
        none = "Nothing found: try a word of what it means, or part of its name."
        said = f"{len(names)} of {len(self.calc.scenario)} numbers{more}" if names else none
        self.count.value = f"<small>{said}</small>" if query.strip() else ""

    def open(self, place):
        """Make the rows of a group that is opened."""
        if place is not None and not self.groups.children[place].children:
            names = list(groups().values())[place]
            self.groups.children[place].children = [self.dial(name).whole for name in names]

    def paint(self, stale=True):
        """Let everything stand where the scenario does; what was said of worlds is then of other numbers."""
        calc, scenario = self.calc, self.calc.scenario
        with self.still():
            for name in self.dials:
                self.stand(name)
            for family, chooser in self.menus.items():
                chooser.value = next((name for name in reversed(scenario.overlays) if name in families()[family]), "")
            self.year.value = UNDATED if scenario.year is None else round(scenario.year)
            self.link.value = linked(scenario)
        self.answer.value = outcomes.answered(calc.now, calc.then)
        changed = outcomes.differences(calc.start, scenario)
        self.changed.value, self.reset.disabled = outcomes.listed(changed), not changed
        if stale:
            self.worlds.value = self.way.value = ""
            self.moves, self.put.layout.display = {}, "none"

    def drawn(self):
        """Worlds around the numbers as they are, and then the verdicts."""
        scenario = self.calc.scenario
        self.worlds.value = "<p>Drawing worlds …</p>"
        share = outcomes.many(scenario)

        def progress(whose):
            return lambda done, count: setattr(
                self.worlds, "value", f"{share}<p>Judging {whose}: {done} of {count} claims …</p>"
            )

        found = outcomes.judged(scenario, progress("by these numbers"))
        book = outcomes.judged(Scenario(), progress("by the book's"))
        self.worlds.value = share + outcomes.verdicts(found, book)

    def neared(self):
        """The nearest world in which the design that is chosen costs as little as Texas."""
        self.way.value = "<p>Looking for the nearest world in which orbit pays …</p>"
        self.way.value, self.moves = outcomes.nearest(self.calc.scenario, self.design.value)
        self.put.layout.display = "" if self.moves else "none"

    def taken(self):
        """Set what the nearest world has."""
        self.attempt(lambda: self.calc.set(**self.moves))


def linked(scenario):
    """The page with a scenario's numbers, or why no link can carry them."""
    try:
        return scenario.to_link("calculator.html")
    except ValueError as error:
        return str(error)


def button(label, tooltip, act):
    """A button that does something."""
    made = ipywidgets.Button(description=label, tooltip=tooltip, layout=WIDE)
    made.on_click(lambda _: act())
    return made


def heading(words):
    """A heading among widgets."""
    return text(f"<h3>{escape(words)}</h3>")


def menu(family, names):
    """The overlays of a family as a menu, of which one may be taken."""
    options = [("–", ""), *((f"{name}: {captions()[name]}", name) for name in names)]
    return ipywidgets.Dropdown(options=options, description=family[0].upper() + family[1:], layout=WIDE)
