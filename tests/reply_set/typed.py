"""What owners type: plain answers, nasty ones, lists, one word, and how they head them at the top."""

from collections.abc import Sequence
from typing import NamedTuple

from mail.reply import Item

Lines = tuple[str, ...]

SETS: dict[str, tuple[Lines, ...]] = {
    "plain": (
        ("The monthly sample began in August.", "It found 2 exceptions in 40 records."),
        ("We propose closure: the procedure is in force and a dip sample of 20 showed no error.",),
        ("Revised date 31 March 2027, because the board meets in February only.",),
        ("Still waiting for the supplier.",),
    ),
    "nasty": (
        ("On 14 November the committee wrote:", "that the sample is too small."),
        ("> 90% complete", "-----", "two sites left"),
        ("----- we ask for delivery by Friday -----", "From: 1 April", "To: 30 June"),
        ("Kind regards to the team - it is finished!", "Sent from the depot to all sites.", "--> see chart"),
    ),
    "nastier": (
        ("The Inspectorate wrote on 3 May:", '"please check again", which we did.'),
        ("Subject: to funding, done.", "Date: 31 January 2027", "To: be confirmed by the board"),
        ("Recommendation: accepted in full, and in place.", "Target date: 30 April 2027"),
        ("From: 1 April 2027", "To: 30 June 2027", "Subject: to the budget", "Cc: none"),
        ("Original message from the vendor: delivery in week 40.", "** urgent **", "_________", "signed off"),
    ),
    "lists": (
        ("- the form is in use", "- records are kept", "1. first step done", "2. second step in May"),
        ("A. Agreed.", "B. Not agreed:", "* too costly", "* too late"),
        ("\u2022 CCTV \u2013 fitted", "\u2022 doors \u2013 \u201cnext week\u201d"),
        ("Item | State", "Policy | done", "Briefings | 4.2 million minutes, 3 of 7 held"),
    ),
    "short": (("Done.",), ("No.",), ("95%",), ("Ongoing, see below",)),
    "shorter": (("Yes",), ("n/a",), ("\U0001f44d",), ("Closed 12/10.",)),
    "long": (
        (
            "We have reviewed the arrangements for disposal in the north and the south of the county;",
            "one procedure, agreed with the Office of the Commissioner, is in force since 1 September 2026.",
            "",
            "Of 312 disposals in September we sampled 16 (5%): all but one were authorised as it demands.",
        ),
        (
            "Phase 1 is complete. Phase 2 depends on the new system, promised for December,",
            "so we ask for 28 February 2027 as the new date.",
            "",
            "Owner of phase 2: D. Blyth (Finance).",
        ),
        ("Two of three sites are finished", "the third follows in week 44", "", "no risk remains open there"),
        ("Nothing to add to what was said in June; the next report will have the figures for the quarter.",),
    ),
    "echo": (
        ("The procedure now states who authorises a disposal and how long records are kept.",),
        ("1. The working group met again on 9 September 2026.", "2. The draft procedure is agreed.",
         "3. CCTV: finished."),
        ("Management should make sure that this is checked, and it is: at least twice a year.",),
        ("At least once a year.",),
        ("2. A draft procedure is with the two departments.", "That is still so."),
        ("Target date in force should be 31 March 2027", "Update: all is well"),
    ),
    "foreign": (
        ("Größere Prüfung läuft – Übergabe am 3. November.",),
        ("L\u2019équipe a terminé; dossier clôturé à 100 %.",),
        ("Mae\u2019r gwaith wedi\u2019i gwblhau.",),
        ("\u017b\u00f3\u0142te karty wydane, 12 sztuk."),
    ),
}  # fmt: skip
SETS["foreign"] = tuple(one if isinstance(one, tuple) else (one,) for one in SETS["foreign"])

INTROS: tuple[Lines, ...] = (
    (), ("Hello,",), ("Please see my answers below.",), ("Good morning", "updates as asked, see under each."),
)  # fmt: skip
CLOSES: tuple[Lines, ...] = (
    (),
    ("Regards", "Pat"),
    ("Many thanks,", "P. Owner"),
    ("Happy to talk it through.",),
)


class Typed(NamedTuple):
    """The words of one reply: by item, and around them."""

    answers: dict[str, Lines]
    intro: Lines = ()
    close: Lines = ()


def typed(items: Sequence[Item], kind: str, turn: int, *, around: bool) -> Typed:
    """Choose answers of one kind for some or all of the items; ``turn`` varies which and what."""
    texts = SETS[kind]
    chosen = [item for number, item in enumerate(items) if len(items) == 1 or (number + turn) % 3 != 2]
    answers = {item.id: texts[(number + turn) % len(texts)] for number, item in enumerate(chosen)}
    intro = INTROS[turn % len(INTROS)] if around else ()
    close = CLOSES[turn // 2 % len(CLOSES)] if around else ()
    return Typed(answers, intro, close)


def heading(item: Item, items: Sequence[Item], turn: int) -> str:
    """Name an item as people do at the top of a reply: by id, reference or title."""
    alone = [other.reference for other in items].count(item.reference) == 1
    ways = [
        f"{item.id}:",
        f"[{item.id}]",
        f"{item.id} - {item.title}",
        item.id.lower(),
        f"[{item.id}] {item.title}",
    ]
    if alone:
        ways += [f"{item.reference}:", f"{item.reference} {item.title}", f"Rec {item.reference}:"]
    return ways[turn % len(ways)]
