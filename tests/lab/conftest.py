"""Starts a JupyterLab on a copy of the book and opens a chapter in Chromium, as a reader who downloads it would."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

BOOK = Path(__file__).parents[2] / "book"
CHAPTER, CALCULATOR = "satellite.ipynb", "calculator.ipynb"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 60_000  # milliseconds: what takes one second on an idle machine takes thirty on a busy one
CHART = "application/vnd.vegalite.v5+json"

# Files that a JupyterLab reads at its start: no question and no request about news or new versions.
SETTINGS = {"@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False}}

# What JupyterLab and jupyterlab-myst say on their own account.
NOISE = [
    "of shared singleton module",  # jupyterlab-myst was compiled for another minor version of JupyterLab
    "of shared module",
    "Cross reference target was not found: figure-",  # figures get their numbers from the published book
]

# A chart as text, so that two of them can be compared; Vega numbers its clip paths through the whole page.
PICTURE = """chart => chart.tagName === "CANVAS" ? chart.toDataURL() : chart.outerHTML.replace(/clip\\d+/g, "clip")"""


def chapter():
    """The chapter as it is stored."""
    return json.loads((BOOK / CHAPTER).read_text("utf-8"))


def charts():
    """Every chart of the chapter: (number of the cell, what its spec says about it)."""
    found = []
    for number, cell in enumerate(chapter()["cells"]):
        for output in cell.get("outputs", []):
            if CHART in output.get("data", {}):
                found.append((number, output["data"][CHART]["usermeta"]["starcalc"]))
    return found


def computed(about, values):
    """The sentence that Python writes here over a figure, with the sliders at `values`."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from drawn import figure_of, moved

    figure = figure_of(about)
    return figure.sentence(moved(figure, values))


@pytest.fixture(scope="session")
def jupyterlab(tmp_path_factory):
    """A JupyterLab of our own, on the loopback, in an empty home: its address and token."""
    home = tmp_path_factory.mktemp("jupyterlab")
    shutil.copytree(BOOK, home / "book")
    for name, settings in SETTINGS.items():
        path = home / "config" / "lab" / "user-settings" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(settings))
    places = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"}
    places |= {"JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython"}
    environment = os.environ | {name: str(home / folder) for name, folder in places.items()}
    for name in ("JUPYTER_TOKEN", "JUPYTERLAB_SETTINGS_DIR", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", "--expose-app-in-browser"]
    command += ["--LabApp.extension_manager=readonly"]  # the other one asks a package index
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    log = home / "log"
    with log.open("w") as sink:
        server = subprocess.Popen(command, cwd=home / "book", env=environment, stdout=sink, stderr=sink)
        try:
            yield address(server, home / "runtime", log)
        finally:
            server.terminate()
            server.wait(timeout=60)


def address(server, runtime, log):
    """Where a server that is starting can be reached: it took the first free port, and wrote down which."""
    for _ in range(PATIENCE // 100):
        for path in runtime.glob("jpserver-*.json"):
            try:
                found = json.loads(path.read_text())
            except ValueError:  # still being written
                continue
            return found["url"], found["token"]
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def chromium():
    """A browser for all tests."""
    from playwright.sync_api import sync_playwright

    given = os.environ.get("CHROMIUM")
    names = [given] if given else ["chromium", "chromium-browser", "google-chrome"]
    found = [path for name in names if (path := shutil.which(name))]
    if not found:
        pytest.exit(f"no {' or '.join(names)}: `apt-get install chromium libatomic1`, or set CHROMIUM to a path", 1)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found[0], args=FLAGS)
        yield browser
        browser.close()


class Reader:
    """A reader with the chapter open: remembers every complaint of the console and every request elsewhere."""

    def __init__(self, browser, jupyterlab, notebook=CHAPTER):
        url, token = jupyterlab
        self.page = browser.new_page(viewport={"width": 1280, "height": 900})
        self.page.set_default_timeout(PATIENCE)
        self.complaints, self.outside = [], []
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.look(request, url))
        self.page.goto(f"{url}lab/tree/{notebook}?reset&token={token}")
        self.wait("code.length && kernel?.status === 'idle' && kernel.connectionStatus === 'connected'")

    def hear(self, message):
        """Note errors and warnings of the console that are not JupyterLab's own."""
        if message.type in ("error", "warning") and not any(noise in message.text for noise in NOISE):
            self.complaints.append(message.text)

    def look(self, request, url):
        """Note what is asked of anybody but our own server."""
        if not request.url.startswith((url, url.replace("http", "ws", 1), "data:", "blob:")):
            self.outside.append(request.url)

    def wait(self, condition):
        """Wait for a condition on the open notebook and its kernel."""
        self.page.wait_for_function(
            f"""() => {{
                const panel = window.jupyterapp?.shell.currentWidget;
                const notebook = panel?.content, kernel = panel?.sessionContext?.session?.kernel;
                const code = [...(notebook?.model?.cells ?? [])].filter(cell => cell.type === "code");
                return {condition};
            }}"""
        )

    def run_all(self):
        """Run all cells by the menu, and wait for the last."""
        self.page.get_by_role("menubar").get_by_text("Run", exact=True).click()
        self.page.locator("[data-command='runmenu:run-all']").click()
        self.wait("code.some(cell => cell.executionState === 'running')")
        self.wait("code.every(cell => cell.executionState === 'idle')")

    def cell(self, number):
        """A cell, scrolled into view: JupyterLab draws a cell when a reader comes near it."""
        cell = self.page.locator(f".jp-Notebook .jp-Cell[data-windowed-list-index='{number}']")
        cell.scroll_into_view_if_needed()
        cell.locator(".jp-Cell-outputWrapper, .myst").first.wait_for(state="attached")
        self.page.wait_for_function(
            "cell => [...cell.querySelectorAll('.myst')].every(text => text.childElementCount)",
            arg=cell.element_handle(),
        )
        return cell

    def counts(self):
        """The execution counts of the code cells."""
        return self.page.evaluate(
            """() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
                .filter(cell => cell.type === "code").map(cell => cell.executionCount)"""
        )


class Panel:
    """A live figure: its sliders, its readout and its picture."""

    def __init__(self, reader, number, about):
        self.page, self.sliders = reader.page, about["sliders"]
        self.cell = reader.cell(number)
        self.readout = self.cell.locator(".widget-html-content").first  # the caption is another
        self.chart = self.cell.locator("svg.marks, canvas.marks")
        self.reset = self.cell.get_by_role("button", name="Reset")
        self.chart.evaluate("chart => chart.scrollIntoView({block: 'center'})")  # a chart just redrawn may be gone

    def box(self, name):
        """The number box of a slider."""
        return self.boxes().nth(self.place(name))

    def boxes(self):
        """The number boxes of all sliders."""
        return self.cell.locator("input[type=number]")

    def handle(self, name):
        """The handle of a slider."""
        return self.handles().nth(self.place(name))

    def handles(self):
        """The handles of all sliders."""
        return self.cell.locator(".widget-slider").get_by_role("slider")

    def place(self, name):
        """The row of a slider."""
        return [slider["name"] for slider in self.sliders].index(name)

    def values(self):
        """Where the sliders stand."""
        return {slider["name"]: float(self.box(slider["name"]).input_value()) for slider in self.sliders}

    def sentence(self):
        """What is said over the chart."""
        return self.readout.inner_text()

    def restore(self, picture):
        """Press Reset, and wait for the chapter's picture: far from it a slider's step can be finer than a pixel."""
        self.reset.click()
        self.wait_for(picture)

    def picture(self):
        """What the chart shows."""
        return self.chart.evaluate(PICTURE)

    def wait_for_another(self, picture):
        """Wait until the chart shows something else."""
        self.compare("!==", picture)

    def wait_for(self, picture):
        """Wait until the chart shows this."""
        self.compare("===", picture)

    def compare(self, sign, picture):
        """Wait until the chart compares so with a picture."""
        self.page.wait_for_function(
            f"""([cell, picture]) => {{
                const chart = cell.querySelector("svg.marks, canvas.marks");
                return chart && ({PICTURE})(chart) {sign} picture;
            }}""",
            arg=[self.cell.element_handle(), picture],
            timeout=PATIENCE / 3,
        )


@pytest.fixture(scope="session")
def opened(chromium, jupyterlab):
    """A reader who has opened the chapter and run nothing."""
    return Reader(chromium, jupyterlab)


@pytest.fixture(scope="session")
def running(opened):
    """The same reader, who has now run all cells: tests of the chapter as it is stored come first."""
    opened.run_all()
    live = [(number, about) for number, about in charts() if about["sliders"]]
    opened.pictures = {number: Panel(opened, number, about).picture() for number, about in live}
    return opened


@pytest.fixture(scope="session")
def calculating(chromium, jupyterlab):
    """A reader who has opened the calculator's page and run it; all verdicts take some ten thousand worlds."""
    reader = Reader(chromium, jupyterlab, CALCULATOR)
    reader.page.set_default_timeout(3 * PATIENCE)
    reader.run_all()
    return reader
