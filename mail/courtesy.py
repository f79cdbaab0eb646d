"""Thanks for a receipt: words that say nothing about a recommendation, and stand in for no update."""

from mail.binding import Told
from mail.lines import words
from mail.reply import Reply, every_word
from store.models import Person

SALUTATION = frozenset(
    {"please", "thanks", "thank", "you", "many", "kind", "regards", "best", "wishes", "yours", "sincerely"}
    | {"faithfully", "cheers", "dear", "sir", "madam", "hi", "hello", "all", "team"}
    | {"bitte", "danke", "merci", "s'il", "vous", "plait"}
)
"""Words around the one that matters."""
_CORE = frozenset(
    {"thanks", "thank", "thx", "ta", "cheers", "ok", "okay", "yes", "noted", "received", "perfect", "correct"}
    | {"confirmed", "agreed", "understood", "right", "great", "lovely", "brilliant", "acknowledged"}
    | {"danke", "ja", "merci", "oui", "gracias", "grazie", "bedankt", "dank", "diolch"}
)
"""One of these must be there."""
_BESIDE = frozenset(
    {
        "that's",
        "thats",
        "that",
        "it",
        "this",
        "is",
        "looks",
        "fine",
        "good",
        "very",
        "much",
        "so",
        "and",
        "got",
    }
    | {"for", "the", "your", "with", "a", "lot", "confirming", "confirmation", "receipt", "message", "email"}
    | {"letting", "me", "know", "i", "vielen", "dank", "beaucoup", "yn", "fawr", "muchas", "mille", "wel"}
)
_NO_MATTER = frozenset({("no", "problem"), ("no", "worries")})
LONGEST = 12
"""Words."""
ASKS_NOTHING = ("receipt", "help")
ASKS_YES_OR_NO = "confirm"


def is_only(read: Reply, told: Told | None, person: Person) -> bool:
    """Whether all that answers our receipt, guide or question is a courtesy, without any document.

    What answers a request is never taken for one: "Correct" under an item may be all there is to say.
    """
    if told is None or told.kind not in (*ASKS_NOTHING, ASKS_YES_OR_NO):
        return False
    if any(answer.attachments for answer in read.answers):
        return False
    said = words(every_word(read))
    named = {word for answer in read.answers for word in words(answer.item_id)} | {*words(person.name)}
    said = [word for word in said if word not in named]
    while tuple(said[:2]) in _NO_MATTER:
        said = [*said[2:], "thanks"]
    return len(said) <= LONGEST and not _CORE.isdisjoint(said) and {*said} <= _CORE | _BESIDE | SALUTATION
