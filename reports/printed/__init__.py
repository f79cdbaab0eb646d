"""Our own printed paper read back: from Word, or as far as its lines show it from PDF and plain text."""
