"""The edition of the package and of the book."""

EDITION = "0.2.0"  # as in pyproject.toml
