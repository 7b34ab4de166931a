"""What every test file shares: hypothesis's profile, double precision for JAX, the page's files."""

import gc
import os
from pathlib import Path

import jax
import pytest
from hypothesis import settings

# A first call reads modules and tables, so a deadline on single examples says nothing about the relation under test.
settings.register_profile("here", deadline=None, max_examples=50, database=None)
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """While tests are found nothing goes, and what there is then stays: Python need not look for what to free there."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


@pytest.fixture
def x64():
    """JAX counts in single precision unless it is told otherwise; a comparison with NumPy needs double."""
    with jax.enable_x64(True):
        yield


@pytest.fixture(scope="session")
def assets(tmp_path_factory):
    """The folder of scripts as it is beside the pages."""
    from starcalc.page import emitter  # here, because the jobs `oldest` and `newest` test starcalc without Sphinx

    folder = tmp_path_factory.mktemp("assets")
    emitter.write(folder / "model.js")
    emitter.write_claims(folder / "claims.js")
    emitter.write_pictures(folder / "pictures.js")
    for script in (Path(__file__).parents[1] / "book/assets").glob("*.js"):
        (folder / script.name).write_bytes(script.read_bytes())
    return folder
