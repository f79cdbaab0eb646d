"""Words of a message that belong to no recommendation: from when on a person should see them."""

FEW_WORDS = 5
"""A greeting or a name has no more."""


def worth_reading(unplaced: str) -> bool:
    """Whether words that found no place are more than a greeting."""
    return len(unplaced.split()) > FEW_WORDS
