"""From a slider's move to all numbers repainted, for every live figure of the built book, in a headless Chromium.

    nox -s book; python benchmarks/repaint.py [CHROMIUM]

Prints the median and the 95th percentile of forty moves in milliseconds: what the page works until a frame with all its
numbers in sight is laid out and painted, which is to take 16 at most (what it waits for the screen's next frame is not
counted), and to the end of Vega's drawing, which comes after. Each move is made in three rounds, and its middle time
counts: what the machine does beside the page is hardly ever there twice in the same move. An idle machine, please.
"""

import shutil
import sys
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from platform import machine, node
from statistics import median
from threading import Thread

from playwright.sync_api import sync_playwright

ROUNDS = 3
BOOK = Path(__file__).parents[1] / "_build" / "html"
LIVE = """[...document.querySelectorAll("figure.starcalc-figure")].filter(figure =>
    JSON.parse(figure.querySelector(".starcalc-spec").textContent).usermeta.starcalc.of).map(figure => figure.id)"""
MOVES = """async (id) => {
    const figure = document.getElementById(id), sliders = figure.querySelectorAll("input[type=range]");
    const choices = figure.querySelectorAll("select"), found = [];
    for (let i = 0; i < 40; i++) {
        const moved = sliders[i % sliders.length] ?? choices[i % choices.length];
        if (!moved) return null;
        moved.value = moved.options ? moved.options[i % moved.options.length].value : (i * 37) % Number(moved.max);
        const event = new Event(moved.options ? "change" : "input"), { port1, port2 } = new MessageChannel();
        let begun, heard;
        found.push(await new Promise(done => {
            port1.onmessage = async () => { // comes when the frame is laid out and painted
                const painted = performance.now();
                await figure.starcalcDrawn;
                done([painted, performance.now()].map(time => heard + time - begun));
            };
            requestAnimationFrame(() => { // asked before the page asks: the first of the frame, before Vega is called
                begun = performance.now();
                port2.postMessage(null);
            });
            const start = performance.now();
            moved.dispatchEvent(event);
            heard = performance.now() - start;
        }));
    }
    return found;
}"""


class Quiet(SimpleHTTPRequestHandler):
    """A file server that does not write a line for each request."""

    def log_message(self, *arguments):
        pass


def measured(page, figure):
    """Median and 95th percentile of both times of a figure; None where it has nothing to move."""
    page.locator(f"#{figure}").scroll_into_view_if_needed()
    page.wait_for_function("id => document.getElementById(id).starcalcView", arg=figure, timeout=60_000)
    if page.evaluate(MOVES, figure) is None:  # once to warm up
        return None
    rounds = [page.evaluate(MOVES, figure) for _ in range(ROUNDS)]
    moves = [[median(times) for times in zip(*move, strict=True)] for move in zip(*rounds, strict=True)]
    columns = [sorted(column) for column in zip(*moves, strict=True)]
    return [column[place] for column in columns for place in (20, 37)]


def main():
    """Print a line for each figure."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=BOOK))
    Thread(target=server.serve_forever, daemon=True).start()
    print(f"{datetime.now():%Y-%m-%d %H:%M}, {node()}, {machine()}; ms: painted median, p95; drawn median, p95")
    with sync_playwright() as playwright:
        path = sys.argv[1] if len(sys.argv) > 1 else shutil.which("chromium")
        page = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]).new_page()
        for chapter in sorted(BOOK.glob("book/*.html")):
            page.goto(f"http://127.0.0.1:{server.server_port}/book/{chapter.name}")
            page.mouse.move(300, 300)
            page.mouse.move(310, 310)  # charts replace their pictures once a reader stirs
            for figure in page.evaluate(LIVE):
                if times := measured(page, figure):
                    print(f"{chapter.stem} {figure}:", *(f"{time:.1f}" for time in times), flush=True)


if __name__ == "__main__":
    main()
