"""A figure in JupyterLab: the same sentence and chart as in the page, driven by Python."""

from html import escape

import ipywidgets
from IPython import get_ipython

from starcalc.show.sliders import menu_widget, slider_widget, switch_widget
from starcalc.show.specs import MIME


def view(figure):
    """The panel for a notebook that runs; nothing where no kernel could move it."""
    return panel(figure)._repr_mimebundle_() if get_ipython() else {}


def panel(figure):
    """The sentence, the chart, menus, sliders with number boxes, switches, and reset."""
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
        words.value = escape(figure.sentence(scenario, chosen)).replace("$", "<span>$</span>")
        spec = figure.computed(scenario)
        chart.outputs = ({"output_type": "display_data", "data": {MIME: spec}, "metadata": {}},)

    def back(_):
        for row in figure.rows:
            controls[row.name].value = type(controls[row.name].value)(figure.now(row))
        for control in menus.values():
            control.index = 0

    for control in (*menus.values(), *controls.values()):
        control.observe(update, names="value")
    reset.on_click(back)
    update(None)
    return ipywidgets.VBox([words, chart, *menus.values(), *lines, reset])
