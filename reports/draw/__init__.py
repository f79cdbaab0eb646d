"""How a paper is laid out and drawn: house styles say what stands in it, engines how it looks."""
