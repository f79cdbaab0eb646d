"""Layouts as data: how one organisation's papers are laid out, said in a small file, and what reads by it."""
