"""From an owner's words to paragraphs as a mail program holds them."""

from typing import NamedTuple

from tests.reply_set.blind_answers import ANSWERS, CLOSINGS, EXTRA, GREETINGS, POINTERS

MARKS = {"* ": "ul", "# ": "ol", "| ": "table"}


class Para(NamedTuple):
    """A paragraph, list or table the author typed; `item` is empty for words of no item.

    `name` is what the author puts before the words to say which item they are for."""

    kind: str
    lines: tuple[str, ...]
    item: str = ""
    name: str = ""

    def labelled(self):
        """The lines as labels: each cell of a table on its own."""
        if self.kind == "table":
            return tuple(cell for row in self.lines for cell in row.split(" | "))
        return self.lines


def paragraphs(words, item=""):
    """Cut a text of the bank into paragraphs, lists and tables."""
    for block in words.split("\n\n"):
        lines: list[str] = []
        kind = "p"
        for line in block.split("\n"):
            own = MARKS.get(line[:2], "p")
            if own != kind and lines:
                yield Para(kind, tuple(lines), item)
                lines = []
            kind = own
            lines.append(line[2:].rstrip(" |") if own == "table" else line[2:] if own != "p" else line)
        yield Para(kind, tuple(lines), item)


def curled(words):
    """Straight quotes as Word's and Apple's autocorrection leave them."""
    out = []
    for at, letter in enumerate(words):
        opens = at == 0 or words[at - 1] in " (\n"
        out.append({"'": "‘" if opens else "’", '"': "“" if opens else "”"}.get(letter, letter))
    return "".join(out).replace(" - ", " – ")


def tabled(item):
    """The answers for an item that hold a table."""
    return [words for words in ANSWERS[item] if "\n| " in "\n" + words]


def answer(item, turn, *, curl=False, plain=False, table=False):
    """The `turn`th answer for an item; now and then with one more line that looks like something else.

    `plain` leaves out lists and tables, which a text program does not have; `table` wants a table."""
    bank = [a for a in ANSWERS[item] if not plain or not any(m in "\n" + a for m in ("\n| ", "\n* ", "\n# "))]
    bank = tabled(item) if table else bank
    words = bank[turn % len(bank)]
    extra = EXTRA[turn % len(EXTRA)].replace("* ", "" if plain else "* ")
    if extra and len(words) > 30:
        words += "\n\n" + extra
    return list(paragraphs(curled(words) if curl else words, item))


def bare(words):
    return [Para("p", tuple(words))] if words and any(words) else []


def greeting(turn):
    return bare([GREETINGS[turn % len(GREETINGS)]])


def pointer(turn):
    return bare([POINTERS[turn % len(POINTERS)]])


def closing(turn, name):
    lines = [line.format(name=name, first=name.split()[0]) for line in CLOSINGS[turn % len(CLOSINGS)]]
    return bare(lines)


ORDINALS = ("first", "second", "third", "fourth", "fifth")


def naming(turn, request, item):
    """How the author says which item the words are for: before the words, or as a heading line of its own.

    Numbers alone are used only where a human could not mistake them: two parts and unique in the request."""
    numbers = [one.number for one in request.items]
    place = ORDINALS[[one.id for one in request.items].index(item.id)]
    sure = "." in item.number and numbers.count(item.number) == 1
    ways = [
        (f"{item.id}: ", ""), ("", f"[{item.id}] {item.title}"), ("", item.id),
        (f"{item.number} - ", "") if sure else (f"{item.id} - ", ""), ("", f"{item.number} {item.title}"),
        (f"{item.title}: ", ""), (f"The {place} one: ", ""), ("", f"Re {item.id}"), (f"[{item.id}] ", ""),
        (f"{item.id.lower()} ", ""), ("", f"{item.title}"), ("", f"{item.id} - {item.title}"),
        (f"Re the {place} one - ", ""), ("", f"{item.number}. {item.title}:"), (f"{item.id.replace('-', ' ', 1)}: ", ""),
    ]  # fmt: skip
    return ways[turn % len(ways)]


def named(request, ids, turn, *, curl=False, plain=False, table=False):
    """A top post's answers: each under its name where the request has more items than one."""
    out = []
    for at, item in enumerate(one for one in request.items if one.id in ids):
        told = answer(item.id, turn + at, curl=curl, plain=plain, table=table)
        if len(request.items) == 1:
            return told
        before, heading = naming(turn, request, item)
        if heading:
            out.append(Para("p", (heading,)))
        elif told[0].kind == "p":
            told[0] = told[0]._replace(name=before)
        else:
            out.append(Para("p", (before.strip(" -"),)))
        out += told
    return out
