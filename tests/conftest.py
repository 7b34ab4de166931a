"""What every test file shares: how hypothesis searches, and double precision for JAX."""

import os

import jax
import pytest
from hypothesis import settings

# A first call reads modules and tables, so a deadline on single examples says nothing about the relation under test.
settings.register_profile("here", deadline=None, max_examples=50, database=None)
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture
def x64():
    """JAX counts in single precision unless it is told otherwise; a comparison with NumPy needs double."""
    with jax.enable_x64(True):
        yield
