"""A pattern that is only tried where it can match: letters without which it cannot are looked for first.

Long alternatives are tried at every letter of a reply, and most replies hold none of what they are about.
"""

import re
from collections.abc import Iterator


class Sieved:
    """A pattern, and what every text that it matches holds once its case is folded."""

    def __init__(self, pattern: re.Pattern[str], needs: str) -> None:
        self.pattern, self._needs = pattern, re.compile(needs)

    def may_match(self, folded: str) -> bool:
        """Whether a text, its case folded, holds what the pattern needs."""
        return self._needs.search(folded) is not None

    def search(self, text: str) -> re.Match[str] | None:
        """Find the pattern as ``re`` does."""
        return self.pattern.search(text) if self.may_match(text.casefold()) else None

    def sub(self, words: str, text: str) -> str:
        """Replace what the pattern finds as ``re`` does."""
        return self.pattern.sub(words, text) if self.may_match(text.casefold()) else text

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find the pattern everywhere as ``re`` does."""
        return self.pattern.finditer(text) if self.may_match(text.casefold()) else iter(())
