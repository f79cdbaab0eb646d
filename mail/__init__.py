"""E-mail: requests out, replies in."""
