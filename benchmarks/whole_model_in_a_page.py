"""How long the page takes from a moved slider to the repainted picture when every assumption has one.

    python benchmarks/whole_model_in_a_page.py

Builds a page with the satellite's cost and a slider for each assumption, opens it in headless Chromium (CHROMIUM names
it, if it is not /usr/bin/chromium), moves sliders one after another, and prints the median and the 95th percentile of
the time in Vega and to the next painted frame. Target: one frame of 60 a second. No test times anything.
"""

import json
import os
import sys
from statistics import median, quantiles

import vl_convert
from playwright.sync_api import sync_playwright

from starcalc import Scenario, model, show

FRAME = 1000 / 60  # ms
MOVES = 200

PAGE = """<!doctype html><meta charset="utf-8"><div id="figure"></div>
<script type="module">{bundle}
const options = {{mode: "vega-lite", actions: false}};
vegaEmbed("#figure", {spec}, options).then(found => window.view = found.view);
</script>"""

MOVE = """async ([names, moves]) => {
  const times = [], painted = [];
  for (let i = 0; i < moves; i++) {
    const {name, low, high} = names[i % names.length];
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    await view.signal(name, low + (high - low) * Math.random()).runAsync();
    times.push(performance.now() - start);
    await new Promise(requestAnimationFrame);
    painted.push(performance.now() - start);
  }
  return [times, painted];
}"""


def main():
    """Build, open, move, print."""
    best = Scenario()
    names = [name for name in best.names() if name not in ("launch_price", "gpu_rent")]
    results = ["cost_per_token", "break_even_price"]
    figure = show.figure(
        model.satellite, results, "launch_price", names, name="all", title="All", caption="All.", alt="All."
    )
    spec = figure.spec()
    spec["params"] = [{key: value for key, value in param.items() if key != "bind"} for param in spec["params"]]
    moved = [
        {"name": name, "low": best.assumption(name).range[0], "high": best.assumption(name).range[1]} for name in names
    ]
    bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.set_content(PAGE.format(bundle=bundle, spec=json.dumps(spec)))
        page.wait_for_function("window.view")
        times, painted = page.evaluate(MOVE, [moved, MOVES])
        browser.close()
    worst = quantiles(times, n=20)[-1]
    print(f"{len(names) + 1} sliders, {len(json.dumps(spec)) / 1e3:.0f} kB of chart, {len(spec['params'])} params")
    print(f"recomputed in {median(times):.1f} ms (median), {worst:.1f} ms (95 %); painted in {median(painted):.1f} ms")
    sys.exit(0 if median(times) < FRAME else f"over one frame, {FRAME:.1f} ms")


if __name__ == "__main__":
    main()
