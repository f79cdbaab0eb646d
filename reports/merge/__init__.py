"""Imported papers made one register: the same whatever order they came in, shown first, taken back whole."""
