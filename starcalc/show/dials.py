"""An assumption as a row of the calculator in JupyterLab: its control, what it means, a way back; and finding one."""

import re
from html import escape, unescape

import ipywidgets

from starcalc.assumptions import short
from starcalc.show.calculator import note
from starcalc.show.sentences import html
from starcalc.show.sliders import powers, slider_widget, switch_widget
from starcalc.show.symbols import symbol_html
from starcalc.units import number, short_unit

FEW = 3  # letters: fewer are a symbol, or how a word begins
TAG, WORD, TEX = re.compile(r"<[^>]+>"), re.compile(r"[^\W_]+"), re.compile(r"\\text|[{}\\]")


class Dial:
    """The widgets of an assumption: label and symbol, slider with number box or a switch, meaning and source.

    `original` is the value in the table's unit that the way back leads to, `take(value)` is called with a value that a
    reader gives, as the table's unit has it, and `back()` when he takes it back.
    """

    def __init__(self, assumption, original, take, back):
        self.assumption = assumption
        if assumption.is_switch:
            self.control = switch_widget(assumption, original)
            self.control.description, self.control.layout = "yes", ipywidgets.Layout(flex="1 1 auto")
            parts = [self.control]
        else:
            self.control, line = slider_widget(assumption, original)
            slider, _ = line.children
            slider.description, slider.tooltip = "", short(assumption.about)  # its label stands over it
            slider.layout = ipywidgets.Layout(flex="1 1 auto", width="auto", min_width="8em")
            unit = ipywidgets.HTML(escape(short_unit(assumption.unit)), layout={"width": "5.5em"})
            parts = [slider, self.control, unit]
        to = powers(f"{number(original)} {short_unit(assumption.unit)}".strip())
        self.back = ipywidgets.Button(description="↺", tooltip=f"Back to {to}", layout={"width": "2.6em"})
        words = [f'<p class="dial-note">{note(assumption)}</p>']
        self.head = ipywidgets.HTML()
        self.whole = ipywidgets.VBox([self.head, ipywidgets.HBox([*parts, self.back]), text(*words)])
        self.whole.add_class("dial")
        self.control.observe(lambda change: take(float(change.new)), names="value")
        self.back.on_click(lambda _: back())

    def show(self, value, differs, tried):
        """Stand at a value, in the table's unit, which differs from the original or does not; `tried` is its range."""
        kind, value = type(self.control.value), float(f"{value:.12g}")  # without the dust of conversions
        if self.control.value != kind(value):
            self.control.value = kind(value)
        low, high = tried
        beyond = "" if low <= value <= high else f" · beyond what the book tries, {number(low)} to {number(high)}"
        label, symbol = escape(short(self.assumption.about)), symbol_html(self.assumption.symbol)
        self.head.value = f"<strong>{label}</strong> {symbol}{escape(powers(beyond))}"
        self.back.disabled = not differs


def text(*parts):
    """Parts of HTML as a widget, in which sums of dollars are no formula."""
    return ipywidgets.HTML(html("".join(parts)).data)


def matching(query, scenario):
    """The names of the assumptions that a search means: by name, symbol, label and meaning; all of none."""
    query = query.strip()
    return [name for name in scenario.names() if not query or meant(query, scenario.assumption(name))]


def meant(query, assumption):
    """Whether an assumption is meant. One or two letters are a symbol or how a word begins, more a part of the text."""
    sign = unescape(TAG.sub("", symbol_html(assumption.symbol)))
    if query in (assumption.symbol, sign, TEX.sub("", assumption.symbol)):
        return True
    asked = query.lower()
    spaced = assumption.name.replace("_", " ")
    words = f"{assumption.about} {assumption.name} {spaced} {assumption.symbol} {sign}".lower()
    if len(asked) < FEW:
        return any(word.startswith(asked) for word in WORD.findall(words))
    return all(part in words for part in asked.split())
