"""People named in a reply: a rank or a post beside the name, or a first name we know; others are left out."""

import re

RANK = (
    r"(?:(?:T/|A/|D/)?(?:Ch(?:ief)?\s|C/)?(?:Supt|Superintendent|Insp(?:ector)?|Constable)|DCC|ACC|ACO"
    r"|DCI|DSU|DSP|DI|DS|DC|PC|PS|Sgt|Sergeant|Dr"
    r"|Mr|Mrs|Ms|Miss|Mx|Prof|Rev|Cllr|Det(?:ective)?\s(?:Ch\s)?(?:Supt|Superintendent|Insp(?:ector)?"
    r"|Sgt|Sergeant)|D/(?:Supt|Insp|Sgt))"
)
WORD = r"[A-Z][a-zà-ÿ'’]{1,20}(?:-[A-Z][a-zà-ÿ]{1,20})?"
FULL = rf"{WORD}(?:\s[A-Z]\b\.?)?\s(?:(?:Mc|Mac|O['’])?{WORD})"
RANKED = re.compile(rf"(?<!\w){RANK}\.?\s(?P<n>{WORD}(?:\s[A-Z]\b\.?)?(?:\s{WORD})?)")
POSTED = re.compile(
    rf"(?<![\w])(?P<n>{FULL})(?=\s?(?:[–—-]\s?|,\s?|\()(?:the\s|our\s)?(?:Head|Director|Manager|Officer"
    rf"|Chief|Lead|Senior|Assistant|Deputy"
    r"|Project|Principal|Principal|Executive|Service|HR|IT|Fleet|Finance|OPCC|Payroll|Estates)\b)"
)
PAIR = re.compile(rf"(?<![\w])(?P<n>{FULL})")
KNOWN = frozenset(
    """
    aaron abigail adam adrian ahmed aisha alan alastair albert alex alexander alexandra alice
    alison amanda amelia amir amy andrea andrew angela anita anna anne anthony arthur asha
    barbara ben benjamin bernard beth bethan beverley brian bridget callum carl carol caroline
    catherine charles charlotte chloe chris christina christine christopher claire clare colin
    craig daniel darren david dawn deborah denise derek diane dominic donna dorothy duncan
    edward eleanor elizabeth ella ellen emily emma eric erin ethan eve fatima fiona florence
    frances francis frank freya gareth gary gavin geoffrey george georgina gerald gillian glen
    gordon graham grace greg gwen hannah harriet harry hassan hazel heather helen henry holly
    howard hugh ian imran irene isabel isla ivan jack jacob jacqueline jake james jamie jane
    janet janice jasmine jason jean jeffrey jennifer jeremy jessica jill joan joanna joanne joe
    john jonathan joseph josephine joshua joyce judith julia julian julie karen kate katherine
    kathleen kathryn katie keith kelly kenneth kerry kevin khalid kim kirsty laura lauren
    lawrence leanne lee leon lesley lewis liam linda lisa lorraine louise lucy luke lynn malcolm
    marcus margaret maria marie marion martin mary matthew maureen megan melanie michael
    michelle mike miriam mohammed molly nadia naomi natalie natasha neil nicholas nick nicola
    nicole nigel nina nora oliver olivia omar owen pamela patricia patrick paul paula pauline
    peter philip phillip phoebe priya rachel raj ralph rebecca richard rita rob robert robin
    roger ronald rosemary ross roy russell ruth ryan sally sam samantha samuel sandra sanjay
    sara sarah sean sharon sheila shirley simon sofia sophie stacey stella stephanie stephen
    steve steven stuart sue susan suzanne tanya teresa terry thomas tim timothy tina tom tony
    tracey tracy trevor usha valerie vanessa vera veronica victor victoria vincent vivienne
    walter wayne wendy william yasmin yusuf yvonne zoe
    """.split()  # noqa: SIM905 - a page of words reads better than a page of quotes
)


POSTS = frozenset(
    """
    action assistant audit board business centre chief constable corporate deputy director
    executive finance fleet force group head housekeeping human inspector internal management
    manager office officer operations panel performance police policy procedure project
    resources security senior service services specialist strategic superintendent support
    system systems team training transport unit update
    """.split()  # noqa: SIM905 - a page of words reads better than a page of quotes
)


def names_in(text: str) -> list[tuple[int, int]]:
    """Give the places of people's names, in order, each name once; what may be a thing is left out."""
    ranked = [(match, match.span("n" if " " in match["n"] else 0)) for match in RANKED.finditer(text)]
    posted = [(match, match.span("n")) for match in POSTED.finditer(text)]
    paired = [(match, match.span("n")) for match in PAIR.finditer(text) if _first(match["n"]) in KNOWN]
    found = [
        span for match, span in ranked + posted + paired if not POSTS.intersection(match["n"].lower().split())
    ]
    kept: dict[str, tuple[int, int]] = {}
    last = -1
    for start, end in sorted(set(found), key=lambda span: (span[0], -span[1])):
        if start >= last:
            last = end
            kept.setdefault(text[start:end], (start, end))
    return sorted(kept.values())


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0].lower()
