"""Fenshire itself: its published paper, its people file, and what they write."""
