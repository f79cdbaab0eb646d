"""The invented force of Fenshire: its paper, its people, their replies and embedded mail servers."""
