"""Web pages for review, cycle and register; not reached yet."""
