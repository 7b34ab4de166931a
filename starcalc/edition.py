"""The edition of the package and of the book."""

EDITION = "0.1.0"  # as in pyproject.toml
