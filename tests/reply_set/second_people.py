"""The owners of the second part: how they greet and close, their signatures, and what their gateways add."""

from tests.reply_set.second_requests import Request

ROLES = {
    "college-two": ("IT Manager", "Stavenhall College, Mill Lane", "ext. 2214"),
    "council-one": ("Licensing Team Leader", "Town Hall, Kestleford", "01632 960 231"),
    "council-three": (
        "Head of Parking and Highways | Pennaeth Parcio a Phriffyrdd",
        "County Hall",
        "T: 01632 960 877",
    ),
    "hospital-four": ("Chief Pharmacist", "Harrowmere General, Level 2", "Bleep 4471"),
    "police-custody": ("Chief Inspector 2207", "Head of Custody, Criminal Justice", "Mob: 07700 900 412"),
    "police-one": ("Payroll Services Manager", "Shared Service Centre", "Ext 5518 | 07700 900 118"),
    "police-two": ("Evidential Property Manager", "Evidence and Property, HQ Annexe", "Tel: 01632 960 060"),
    "university-five": ("Deputy Registrar", "Registry, Senate House", "+44 1632 960 555"),
}
GREETINGS = (
    ("Hi,",), ("Dear colleagues,",), ("Good morning", ), ("Morning all,",), (), ("Hello both",), ("Dear {sender}",),
    ("Afternoon,", "", "Sorry this is late, we have been short of people."), ("All",), ("Hi", "", "Thanks for the reminder. Ours below."),
)  # fmt: skip
CLOSINGS = (
    "Kind regards", "Thanks,", "Many thanks", "Best wishes,", "Regards,", "", "Cheers", "Yours sincerely,", "KR", "Thanks again,",
)  # fmt: skip
DISCLAIMERS = (
    (
        "This e-mail and any attachment is intended for the named recipient only. If you have received it in error please tell the sender and delete it.",
        "Internet e-mail is not secure. The organisation accepts no liability for changes made to this message after it was sent.",
    ),
    (
        "**********************************************************************",
        "The information in this message may be OFFICIAL-SENSITIVE. It may be monitored and recorded and may be disclosed under the Freedom of Information Act 2000.",
        "**********************************************************************",
    ),
    ("Please consider the environment before printing this e-mail.",),
    (
        "Croesewir gohebiaeth yn Gymraeg neu yn Saesneg / We welcome correspondence in Welsh or English.",
        "Mae'r neges hon yn gyfrinachol ac ar gyfer y sawl a enwir yn unig.",
    ),
)


def first(request: Request) -> str:
    """What the owner is called by colleagues."""
    return request.owner.split()[0]


def greeting(request: Request, number: int) -> tuple[str, ...]:
    """How the owner begins."""
    return tuple(line.format(sender=request.sender) for line in GREETINGS[number % len(GREETINGS)])


def closing(request: Request, number: int, dashes: bool, writer: str = "") -> tuple[str, ...]:
    """How the owner, or who writes for the owner, ends: a formula, a name and, mostly, a signature."""
    formula = CLOSINGS[number % len(CLOSINGS)]
    name = (writer or request.owner).split()[0]
    lines = (formula, name) if formula else (name,)
    if number % 4 == 3:
        return lines
    signature = (writer, "Business Support Officer") if writer else (request.owner, *ROLES[request.file])
    return (
        (*lines, "", "-- " if dashes else "", *signature)
        if dashes or number % 2
        else (*lines, "", *signature)
    )


def disclaimer(number: int) -> tuple[str, ...]:
    """What the organisation's mail server adds below, every third time."""
    return DISCLAIMERS[number // 3 % len(DISCLAIMERS)] if number % 3 == 1 else ()
