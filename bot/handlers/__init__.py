"""What happens when something is pressed, sent or written; each in one transaction."""
