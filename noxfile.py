"""The project's jobs: `nox -s book`, `nox -s tests` and so on; `nox --list` names them all."""

import os
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import nox
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["lint", "tests", "book"]

# Where this is set, as in many containers, each of some sixty interpreters compiles all that it imports, for seconds.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

PROJECT = nox.project.load_toml("pyproject.toml")
LOCK = Path("requirements.lock")
PYTHONS = nox.project.python_versions(PROJECT)

# What the browser's job needs first; .ci/run builds the book beside other jobs, and says so.
BUILT = [] if os.environ.get("STARCALC_BUILT") else ["book"]

# Tests of starcalc alone need these; those of the files named below also need a field's own tools, or the chapters.
TOOLS = ("hypothesis", "numpy-financial", "pytest", "pytest-xdist", "vl-convert-python")
BESIDE = (
    *("book", "cash_flow", "charts_in_pages", "doors", "emitter", "environment", "errata", "exchange", "fingerprint"),
    *("followed", "house", "links", "neighbours", "notation", "orbit", "page", "page_asking"),
    *("page_bars", "page_numbers", "page_terms", "page_worlds", "reference", "ring", "sentences"),
    *("site", "sky_places", "solar", "still", "thermal", "thermal_loop", "typing"),
)


def install(session, *groups, extras=()):
    """Install the groups, and starcalc with its extras, each file checked against the hashes of the lock.

    Tried: with `-c requirements.lock` uv and pip both refuse a file whose hash the lock does not hold, dependencies of
    dependencies included. pip then takes no editable project, hence the second step; uv lets a package through that
    the lock does not name, hence the check.
    """
    wanted = [*nox.project.dependency_groups(PROJECT, *groups, "build"), *PROJECT["project"]["dependencies"]]
    for extra in extras:
        wanted += PROJECT["project"]["optional-dependencies"][extra]
    install_locked(session, *wanted)
    session.install("--no-deps", "--no-build-isolation", "--editable", ".")


def install_locked(session, *wanted):
    """Install what is wanted, at the versions and with the hashes of the lock."""
    locked = set(re.findall(r"^([a-z0-9-]+)==", LOCK.read_text(), re.MULTILINE))
    if missing := {canonicalize_name(Requirement(line).name) for line in wanted} - locked:
        session.error(f"{LOCK} does not name {', '.join(sorted(missing))}: run `nox -s lock`")
    session.install("--constraint", str(LOCK), *wanted)


def newest_python():
    """The newest Python that starcalc names and this machine has. pyenv's python3.14 may be there and start nothing."""
    for version in reversed(PYTHONS):
        path = shutil.which(f"python{version}")
        if path and subprocess.run([path, "-c", ""], capture_output=True).returncode == 0:
            return version
    return PYTHONS[-1]


def check_alone(session, *options, oldest):
    """Install starcalc, its extras and the tests' tools without the lock, say what came, and test starcalc alone."""
    needs = list(PROJECT["project"]["dependencies"])
    for extra in PROJECT["project"]["optional-dependencies"].values():
        needs += extra
    tools = [line for line in nox.project.dependency_groups(PROJECT, "tests") if Requirement(line).name in TOOLS]
    # Pinned to the bounds, an oldest that cannot be installed is an error, where a resolver would take a later one.
    session.install(*options, *(line.replace(">=", "==") if oldest else line for line in needs), *tools)
    session.install("--no-deps", "--editable", ".")
    say = "import sys; from importlib.metadata import version; print('Python', sys.version.split()[0]"
    say += "".join(f", '{name}', version('{name}')" for name in (Requirement(line).name for line in needs))
    session.run("python", "-c", f"{say})")
    ignored = ["starcalc/page", "tests/in_node.py", *(f"tests/test_{name}.py" for name in BESIDE)]
    # make_*.py remake tables, with a field's own tools.
    options = ["--ignore-glob=*/make_*.py", *(f"--ignore={path}" for path in ignored)]
    session.run("pytest", "-n", "2", *options, *session.posargs)


def find_chromium(session):
    """Hand the browser's path to the tests as CHROMIUM, or say in one line how to get one."""
    given = os.environ.get("CHROMIUM")
    names = [given] if given else ["chromium", "chromium-browser", "google-chrome"]
    found = [path for name in names if (path := shutil.which(name))]
    if not found:
        session.error(f"no {' or '.join(names)}: `sudo apt-get install chromium libatomic1`, or set CHROMIUM to a path")
    session.env["CHROMIUM"] = found[0]


@nox.session
def book(session):
    """Build the book to _build/html/index.html, from nothing; a warning fails."""
    install(session, "book", extras=["notebook"])
    # Sphinx remembers pages but not their warnings, so a second try would pass.
    shutil.rmtree("_build", ignore_errors=True)
    session.run("jupyter-book", "build", ".", "-W", "-n", "--keep-going")


@nox.session
def same(session):
    """Build the last commit twice, in two places, and compare every file."""
    install(session, "book", extras=["notebook"])
    place = Path(session.create_tmp()).resolve()
    pages = []
    # What differs from machine to machine: folder, order of sets, time zone.
    for name, seed, zone in (("one", "1", "UTC"), ("another/folder", "2", "Pacific/Auckland")):
        home = place / name
        shutil.rmtree(home, ignore_errors=True)
        session.run("git", "clone", "--quiet", ".", str(home), external=True)
        env = {"PYTHONPATH": str(home), "PYTHONHASHSEED": seed, "TZ": zone}
        session.run("jupyter-book", "build", str(home), "-W", "-n", "--keep-going", env=env)
        pages.append(str(home / "_build" / "html"))
    # On the day of the commit itself today's date may stand in a page by right.
    committed = session.run("git", "log", "-1", "--format=%cs", external=True, silent=True).strip()
    today = date.today().isoformat()
    session.run("python", "jobs/same.py", *pages, *([today] if today != committed else []))


@nox.session
def plain(session):
    """Build the book by plain Sphinx 9 and MyST-NB, without Jupyter Book: the way out of it. It may fail."""
    asked = [Requirement(line) for line in nox.project.dependency_groups(PROJECT, "book")]
    needs = [each.name for each in asked if each.name != "jupyter-book"]  # the newest of each, whatever the lock says
    needs += ["sphinx>=9", "myst-nb", "pyyaml", "sphinx-copybutton", "sphinx-external-toc"]
    session.install("--upgrade", *needs, *PROJECT["project"]["dependencies"])
    session.install(*PROJECT["project"]["optional-dependencies"]["notebook"])
    session.install("--no-deps", "--editable", ".")
    shutil.rmtree("_build/plain", ignore_errors=True)
    session.run("python", "jobs/plain.py", "_build/plain")
    session.run("sphinx-build", "-c", "_build/plain", "-W", "-n", "--keep-going", ".", "_build/plain/html")


@nox.session
def tests(session):
    """Run doctests and tests, then every notebook against its stored outputs; with arguments, pytest with those."""
    install(session, "tests", "neighbours", "reference", "book", extras=["notebook", "jax", "dask", "worlds"])
    if session.posargs:
        session.run("pytest", *session.posargs)
        return
    # worksteal: neighbours stay in one process, which has at hand what the tests of a file share.
    session.run("pytest", "-n", "2", "--dist", "worksteal")
    notebooks = sorted(map(str, Path("book").glob("*.ipynb")))
    # loadfile: any other distribution splits one notebook over two kernels.
    session.run("pytest", "--nbval", "--nbval-current-env", "-n", "2", "--dist", "loadfile", *notebooks)


@nox.session(python=PYTHONS[:1])
def oldest(session):
    """Test starcalc alone on the oldest Python and the oldest of everything that pyproject.toml allows."""
    check_alone(session, oldest=True)


@nox.session(python=[newest_python()])
def newest(session):
    """Test starcalc alone on the newest Python here and the newest of everything, whatever the lock says."""
    check_alone(session, "--upgrade", oldest=False)


@nox.session(requires=BUILT)
def browser(session):
    """Build the book, then use it in Chromium; with STARCALC_BUILT=1, the book that is there."""
    find_chromium(session)
    install(session, "browser", extras=["notebook"])  # to draw a figure again as Python does
    session.run("pytest", "-n", "2", "--confcutdir=tests/browser", "tests/browser", *session.posargs)


@nox.session(requires=["book"])
def pdf(session):
    """Build the book, then print it as one PDF beside its pages."""
    find_chromium(session)
    install(session, "book", "browser", extras=["notebook"])
    session.run("python", "book/paper.py")
    session.run("pytest", "--confcutdir=tests/forms", "tests/forms/test_paper.py", *session.posargs)


@nox.session(requires=["book"])
def epub(session):
    """Build the book, then bind it as an EPUB beside its pages."""
    install(session, "book", "browser", extras=["notebook"])
    session.run("python", "book/ebook.py")
    session.run("pytest", "--confcutdir=tests/forms", "tests/forms/test_ebook.py", *session.posargs)


@nox.session
def edition(session):
    """Add the built book to a site's folder, `-- FOLDER`, which keeps every edition that is out."""
    install(session, "book", extras=["notebook"])
    session.run("python", "book/edition.py", *session.posargs)


@nox.session
def corners(session):
    """Run every chapter in all four worlds at the corners, and look for senseless sentences."""
    install(session, "tests", "neighbours", "reference", "book", extras=["notebook", "jax", "dask", "worlds"])
    session.run("pytest", "-n", "2", "tests/corner_worlds.py", env={"STARCALC_CORNERS": "all"})


@nox.session
def lab(session):
    """Open a chapter in JupyterLab, in Chromium."""
    find_chromium(session)
    install(session, "lab", extras=["notebook", "jax", "dask", "worlds"])
    session.run("pytest", "--confcutdir=tests/lab", "tests/lab", *session.posargs)


@nox.session
def binder(session):
    """Have repo2docker's own classes read the repository, as Binder does before it builds."""
    install_locked(session, *nox.project.dependency_groups(PROJECT, "binder"))
    # repo2docker imports a module by the name that it had.
    quiet = ["-W", "ignore:pythonjsonlogger:DeprecationWarning"]
    session.run("pytest", *quiet, "--confcutdir=tests/binder", "tests/binder", *session.posargs)


@nox.session(venv_backend="none")
def links(session):
    """Ask every web address whether it is there, and the Internet Archive for copies; `-- --save` has it keep more."""
    session.run("python3", "jobs/links.py", *session.posargs, external=True)


@nox.session
def execute(session):
    """Run the chapters and store their outputs; `-- --check` only compares."""
    install(session, "execute", extras=["notebook", "jax", "dask", "worlds"])
    session.run("python", "book/execute.py", *session.posargs)


@nox.session
def release(session):
    """Make a release of a version, `-- 0.2.0`; with `--draft` after it, whatever stands against it."""
    version, *more = session.posargs or session.error("which version? nox -s release -- 0.2.0")
    against = [0, 1] if "--draft" in more else [0]
    session.run("python", "jobs/release.py", "check", version, success_codes=against)
    find_chromium(session)
    install(session, "book", "release", extras=["notebook"])
    for name in ("_build", "dist"):
        shutil.rmtree(name, ignore_errors=True)
    # The same commit makes the same files.
    session.env["SOURCE_DATE_EPOCH"] = session.run(
        "git", "log", "-1", "--format=%ct", external=True, silent=True
    ).strip()
    session.run("hatchling", "build")
    session.run("twine", "check", "--strict", *map(str, Path("dist").iterdir()))
    session.run("check-wheel-contents", *map(str, Path("dist").glob("*.whl")))
    # Chapters are dated each by its own last commit.
    session.run("jupyter-book", "build", ".", "-W", "-n", "--keep-going", env={"SOURCE_DATE_EPOCH": None})
    session.run("python", "jobs/paper.py", f"dist/starcalc-{version}.pdf")
    session.run("python", "jobs/release.py", "pack", version)


@nox.session
def stubs(session):
    """Write what editors and type checkers know of assumptions and results; `-- --check` only compares."""
    install(session, "build")
    session.run("python", "-m", "starcalc.stubs", *session.posargs)


@nox.session
def lint(session):
    """Check style, form and the direction of imports."""
    install_locked(session, *nox.project.dependency_groups(PROJECT, "lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("lint-imports")


@nox.session
def lock(session):
    """Resolve requirements.lock anew, keeping what still fits; `-- --upgrade` takes the newest of everything."""
    session.install("uv")
    # fewest: one version for all Pythons wherever possible, so that stored outputs do not depend on the Python.
    options = ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest", "--generate-hashes"]
    options += ["--no-emit-index-url", "--custom-compile-command", "nox -s lock", "--quiet"]
    extras = [f"--extra={name}" for name in PROJECT["project"]["optional-dependencies"]]
    groups = [f"--group={name}" for name in PROJECT["dependency-groups"]]
    options += [*extras, *groups, "--output-file", str(LOCK)]
    session.run("uv", "pip", "compile", "pyproject.toml", *options, *session.posargs)
