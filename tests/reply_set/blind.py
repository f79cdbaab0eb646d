"""The blind part of the reply set: every mail program with every way of answering, from the request mails alone."""

from functools import cache

from tests.reply_set import Case
from tests.reply_set.blind_clients import CLIENTS
from tests.reply_set.blind_furniture import DISCLAIMERS, SIGNATURES
from tests.reply_set.blind_html import html_part
from tests.reply_set.blind_intros import REPLY, attributed, header_rows
from tests.reply_set.blind_mime import message
from tests.reply_set.blind_requests import FILES, request
from tests.reply_set.blind_shape import Plan
from tests.reply_set.blind_text import banner_lines, text_part
from tests.reply_set.blind_words import Para, answer, closing, greeting, named, pointer, tabled

ROUNDS = 3
BANNERS = ("", "inside", "", "", "above", "", "inside")
DEPUTIES = (
    ("Rhiannon Pugh-Bevan", "rhiannon.pugh-bevan", "Rhiannon - can you deal with this one please?"),
    ("يوسف العمري", "y.alomari", "For you, I think. Please answer them direct and copy me in."),
    ("Grzegorz Żółć", "g.zolc", "FYI and action. Deadline is theirs not mine!"),
)  # fmt: skip
TABLED = ("police-two.eml", "police-one.eml", "council-three.eml", "council-one.eml")
PLACES = ("label", "target", "text", "last", "label", "title")


def chosen(asked, turn):
    """Which items are answered: all of them, one, or several, in turn."""
    ids = [item.id for item in asked.items]
    if turn % 3 == 0 or len(ids) == 1:
        return ids
    if turn % 3 == 1:
        return [ids[turn // 3 % len(ids)]]
    return [one for at, one in enumerate(ids) if at != turn // 3 % len(ids)]


def everything(asked):
    """One sentence that answers all the items at once, said so that nobody can doubt it."""
    how_many = {2: "either of the two items", 3: "any of the three items"}.get(
        len(asked.items), "any of these items"
    )
    return [Para("p", (f"No change on {how_many} since my last update.",), "*")]


def opening_plan(client, style, turn):
    """Furniture and people of a reply, before any words of answers."""
    files = TABLED if style == "table" else FILES
    asked = request(files[(turn * 3 + turn // 8) % len(files)])
    lang = client.langs[turn % len(client.langs)]
    plan = Plan(client, asked, style, lang, author=(asked.name, asked.to), marked=bool(client.mark))
    if lang in REPLY and client.page in {"outlook", "owa", "lotus"}:
        plan = plan._replace(client=client._replace(prefix=REPLY[lang]))
    sign = SIGNATURES[turn % len(SIGNATURES)] if turn % 3 == 1 and not client.footer else ()
    return plan._replace(
        banner=BANNERS[turn % len(BANNERS)] if client.page in {"outlook", "owa", "lotus", "gmail"} else "",
        disclaimer=DISCLAIMERS[turn // 4 % len(DISCLAIMERS)] if turn % 4 == 2 else "",
        signature=tuple(line.format(name=asked.name) for line in sign),
    )


def top(plan, turn, ids):
    """Words above the quotation, or below it for a bottom post."""
    asked = plan.request
    table = plan.style == "table"
    if turn % 17 == 5 and len(asked.items) > 1 and not table:
        words = everything(asked)
    else:
        words = named(asked, ids, turn, curl=plan.client.curl, plain=not plan.client.page, table=table)
    words = (*greeting(turn), *words, *(() if plan.signature else closing(turn, plan.author[0])))
    return plan._replace(after=words) if plan.style == "bottom" else plan._replace(before=words)


def between(plan, turn, ids, place):
    """Words inside the quotation, after a line of each answered item."""
    asked, inside = plan.request, {}
    plain = not plan.client.page
    for at, item in enumerate(ids):
        kinds = {piece.kind for piece in asked.html if piece.item == item}
        words = answer(item, turn + at, curl=plan.client.curl, plain=plain, table=plan.style == "table")
        if plan.client.name == "outlook-desktop" and place != "label" and turn % 2 and words[0].kind == "p":
            words = [
                word._replace(name=f"[{plan.author[0]}] ") if word.kind == "p" else word for word in words
            ]
        inside[(item, place if place in kinds else "text")] = tuple(words)
    same = place == "label" and turn % 4 == 1 and all(w[0].kind == "p" for w in inside.values())
    return plan._replace(
        inside=inside,
        same_line=same,
        before=(*pointer(turn),),
        after=tuple(closing(turn, plan.author[0])) * (turn % 5 == 0),
    )


def planned(client, style, turn):
    """The reply of one client in one style."""
    plan = opening_plan(client, style, turn)
    ids = chosen(plan.request, turn)
    if style == "no-quote":
        return top(plan._replace(quote=False, banner=""), turn, ids)
    if style == "forwarded":
        name, local, note = DEPUTIES[turn % len(DEPUTIES)]
        domain = plan.request.to.split("@")[1]
        plan = plan._replace(forwarder=(plan.request.name, plan.request.to, note), author=(name, f"{local}@{domain}"),
                             signature=())  # fmt: skip
        return top(plan, turn, ids)
    if style == "html-only":
        ways = (lambda: top(plan, turn, ids), lambda: between(plan, turn, ids, "label"),
                lambda: between(plan, turn, ids, PLACES[turn % len(PLACES)]))  # fmt: skip
        return ways[turn % 3]()
    if style == "table":
        ids = [item.id for item in plan.request.items if tabled(item.id)]
        return between(plan, turn, ids, "label") if turn % 3 else top(plan, turn, ids)
    if style == "partial":
        return between(plan._replace(request=plan.request.only(ids)), turn, ids, PLACES[turn % 2 * 2])
    if style == "form-lines":
        return between(plan._replace(split=not client.inside), turn, ids, "label")
    if style == "inline-quoted":
        if client.mark == "":  # "Prefix each line of the original message" is Outlook's choice for plain text
            plain = client._replace(mark="> ", width=76, page="", sources=True, name=client.name)
            plan = plan._replace(client=plain, marked=True)
        return between(plan, turn, ids, PLACES[1:][turn % 5])
    if style == "inline-unmarked":
        return between(plan._replace(marked=False), turn, ids, PLACES[1:][turn % 5])
    return top(plan, turn, ids)


def labels(plan):
    """(answers, loose, quoted) of a reply."""
    answers: dict[str, list[str]] = {}
    loose: list[str] = []
    for para in plan.paras():
        if para.item == "*":
            answers |= {item.id: list(para.labelled()) for item in plan.request.items}
        elif para.item:
            answers.setdefault(para.item, []).extend(para.labelled())
        else:
            loose += para.labelled()
    loose += [*plan.signature, *([plan.forwarder[2]] if plan.forwarder[0] else [])]
    quoted = [plan.client.footer] if plan.client.footer else []
    quoted += plan.disclaimer.split("\n") if plan.disclaimer else []
    quoted += banner_lines(plan) if plan.banner else []
    if plan.quote:
        line = attributed(plan.client.intro, plan.lang, plan.request)
        rows = header_rows(plan.client.intro if not line else "outlook", plan.lang, plan.request)
        quoted += [f"{label}: {value}" for label, value in rows] if plan.forwarder[0] or not line else [line]
        quoted += [
            p.body for p in plan.request.text if p.kind in {"text", "target", "foot"} and " " in p.body
        ]
        quoted.append(plan.request.text[2].body)
    words = [line for line in quoted if any(letter.isalnum() for letter in line)]
    return {key: tuple(value) for key, value in answers.items()}, tuple(loose), tuple(words)


def case(client, style, turn):
    """One case of the set."""
    plan = planned(client, style, turn)
    end = "\n"
    text = end.join(text_part(plan)) + end
    page = html_part(plan) if plan.client.page else ""
    if (
        style == "html-only"
        or (style == "table" and turn % 2)
        or (plan.client.page in {"outlook", "owa"} and turn % 7 == 3)
    ):
        text = ""
    answers, loose, quoted = labels(plan)
    attach = turn % 11 == 4
    raw = message(plan, text, page, turn, attach=attach, unix=turn % 5 == 2)
    quirk = "-".join(filter(None, [
        f"banner {plan.banner}" if plan.banner else "", "disclaimer" if plan.disclaimer else "",
        "same line" if plan.same_line else "", "attachment" if attach else "",
        "inside the quotation" if plan.marked and not plan.split and plan.inside else "",
        f"{len(answers)} of {len(plan.request.items)}",
    ])).replace(" ", "_")  # fmt: skip
    name = f"{client.name}/{style}/{plan.lang}/{turn:03d}/{quirk}"
    return Case(name, "blind", client.name, style, plan.request.file, raw, answers, loose, quoted)


@cache
def cases():
    """All the cases, always the same and in the same order."""
    out, turn = [], 0
    for client in CLIENTS:
        for style in (*client.styles, *(["table"] if client.page else [])):
            for _ in range(1 if style == "table" else ROUNDS):
                out.append(case(client, style, turn))
                turn += 1
    return tuple(out)
