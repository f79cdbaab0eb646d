"""The panel paper, both ways round one plain-data Paper."""
