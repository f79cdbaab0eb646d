"""Messages, modals and the Home tab: each drawn from plain values, and read back where it asks something."""
