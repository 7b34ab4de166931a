"""A figure in JupyterLab: the same sentence and chart as in the page, driven by Python."""

from html import escape

import ipywidgets
from IPython import get_ipython

from starcalc.show.sliders import menu_widget, slider_widget, switch_widget
from starcalc.show.specs import MIME

# What the page's style sheet does for it, in JupyterLab's own colours: the bill's strip, verdicts, folds and captions.
STYLE = """<style>
.jp-OutputArea .slice svg { display: block; width: 100%; height: 28px; }
.jp-OutputArea .slice rect { fill: #b8bcc0; } .jp-OutputArea .slice rect.lit { fill: #0072b2; }
.jp-OutputArea .slice tr.lit td { font-weight: 700; }
.jp-OutputArea .claim { border-left: 4px solid #0072b2; padding: 4px 14px; }
.jp-OutputArea [class*=verdict-] { padding: 0 8px 1px; border: 2px solid; border-radius: 12px; }
.jp-OutputArea .verdict-right { color: var(--jp-success-color0, #00694d); }
.jp-OutputArea .verdict-open { color: var(--jp-warn-color0, #8a5a00); border-style: dashed; }
.jp-OutputArea .verdict-wrong { color: var(--jp-error-color0, #b3261e); border-radius: 0; }
.jp-OutputArea .verdict-right::before { content: "✓ "; } .jp-OutputArea .verdict-open::before { content: "? "; }
.jp-OutputArea .verdict-wrong::before { content: "✗ "; }
.jp-RenderedHTML summary { display: list-item; cursor: pointer; color: var(--jp-ui-font-color2, #666); }
.jp-RenderedHTML details > summary { list-style: disclosure-closed inside; }
.jp-RenderedHTML details[open] > summary { list-style: disclosure-open inside; }
.jp-Notebook a[title="Link to this Equation"] { font-size: 0; }
.jp-Notebook a[title="Link to this Equation"]::after { content: attr(href); font-size: 12px; }
.starcalc-caption { color: var(--jp-ui-font-color2, #555); line-height: 1.45; max-width: 640px; }
</style>"""


def view(figure):
    """The panel for a notebook that runs; nothing where no kernel could move it."""
    return panel(figure)._repr_mimebundle_() if get_ipython() else {}


def still(spec):
    """A chart without controls, its sentence, where it has one, and its caption: for a notebook that runs, as above."""
    about, chart = spec["usermeta"]["starcalc"], ipywidgets.Output()
    chart.outputs = drawn(spec)
    words = [ipywidgets.HTML(plain(about["sentence"]))] if about.get("sentence") else []
    whole = ipywidgets.VBox([*words, chart, caption(about["caption"])])
    return whole._repr_mimebundle_() if get_ipython() else {}


def plain(text):
    """A text in HTML, in which no two sums of dollars enclose a formula."""
    return escape(" ".join(text.split())).replace("$", "<span>$</span>")


def drawn(spec):
    """A chart as an output of JupyterLab, which draws it."""
    return ({"output_type": "display_data", "data": {MIME: spec}, "metadata": {}},)


def caption(text):
    """What a figure says, beneath it; and the style of all that a chapter shows."""
    return ipywidgets.HTML(f'{STYLE}<div class="starcalc-caption">{plain(text)}</div>')


def panel(figure):
    """The sentence, the chart, menus, sliders with number boxes, switches, reset, and the caption."""
    menus = {name: menu_widget(name, choices) for name, choices in figure.menus.items()}
    controls, lines = {}, []
    for row in figure.rows:
        if row.is_switch:
            control = line = switch_widget(row, figure.now(row))
        else:
            control, line = slider_widget(row, figure.now(row))
        controls[row.name] = control
        lines.append(line)
    reset = ipywidgets.Button(description="Reset", tooltip="Back to the chapter's values")
    words, chart = ipywidgets.HTML(), ipywidgets.Output()

    def update(_):
        chosen = {name: control.index for name, control in menus.items()}
        scenario = figure.choose(**chosen)
        moved = figure.but(**{name: float(control.value) for name, control in controls.items()})
        scenario = scenario.but(**{name: moved[name] for name in controls})
        words.value = plain(figure.sentence(scenario, chosen))
        spec = figure.computed(scenario)
        chart.outputs = drawn(spec)

    def back(_):
        for row in figure.rows:
            controls[row.name].value = type(controls[row.name].value)(figure.now(row))
        for control in menus.values():
            control.index = 0

    for control in (*menus.values(), *controls.values()):
        control.observe(update, names="value")
    reset.on_click(back)
    update(None)
    return ipywidgets.VBox([words, chart, *menus.values(), *lines, reset, caption(figure.caption)])
