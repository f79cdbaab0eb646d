"""Ways of answering: what is typed where, and what a careful human reads in it."""

from collections.abc import Callable
from typing import NamedTuple

from tests.reply_set.second_answers import answer, words
from tests.reply_set.second_clients import Client
from tests.reply_set.second_page import BANNER, Lines, Plan
from tests.reply_set.second_people import closing, disclaimer, greeting
from tests.reply_set.second_requests import Request

COUNT = {1: "the", 2: "both", 3: "all three", 4: "all four", 5: "all five"}
REMARKS = (
    "My answers are below.", "See my comments under each item.", "Please see below, I have typed into your form.",
    "Replies in the text below. Happy to talk it through.", "Comments underneath each one as asked.",
)  # fmt: skip
LOOSE = (
    "Thanks for this. I am on leave until the 26th and will come back to you after that.",
    "Things are moving well and I hope to have figures by the end of the month.",
    "Can we have until Friday please? I am still waiting for the numbers from Finance.",
    "Is this the same list as last time? I thought one of these had moved to another team.",
    "We have done a great deal since June and I would be glad to come to the meeting to explain.",
)


class Draft(NamedTuple):
    """A plan and its labels."""

    plan: Plan
    answers: dict[str, Lines]
    loose: Lines = ()
    quoted: Lines = ()


class Scene(NamedTuple):
    """Who answers what with which program, and the number that chooses among equals."""

    request: Request
    client: Client
    number: int
    writer: str = ""  # who answers, where it is not the owner

    def reply(self, place: int) -> Lines:
        """The answer to the item at this place. Text programs get none that starts like a quotation."""
        lines = answer(self.request.items[place], self.number + place * 3)
        bad = self.client.mark and any(line.startswith(">") for line in lines)
        return answer(self.request.items[place], 1) if bad else lines

    def answers(self, places: Lines | range) -> dict[str, Lines]:
        """The labels when these items are answered in full."""
        return {self.request.items[int(place)]: words(self.reply(int(place))) for place in places}

    def hello(self) -> Lines:
        """The greeting with a blank line after it."""
        lines = greeting(self.request, self.number)
        if len(self.request.items) == 1:  # a sentence beside the answer would be read as the item's
            lines = lines[:1]
        return (*lines, "") if lines else ()

    def bye(self) -> Lines:
        """The closing with a blank line before it, and the telephone's line."""
        mobile = ("", self.client.mobile) if self.client.mobile else ()
        return ("", *closing(self.request, self.number // 2, self.client.dashes, self.writer), *mobile)


def loose_words(*groups: Lines) -> Lines:
    """Lines that belong to no item, without blank ones and the mark of signatures."""
    return tuple(line for group in groups for line in group if line not in {"", "-- "})


def finish(scene: Scene, plan: Plan, answers: dict[str, Lines], loose: Lines, quoted: Lines = ()) -> Draft:
    """Add what gateways add, and tell the telephone's line from the owner's words."""
    added = disclaimer(scene.number)
    banner = ("top", "inside", "", "", "", "")[scene.number % 6] if not scene.client.dashes else ""
    logo = (
        scene.client.name.startswith("outlook")
        and scene.client.parts != "text"
        and bool(plan.top)
        and scene.number % 4 == 0
    )
    plan = plan._replace(disclaimer=added, banner=banner, logo=logo, tight=scene.number % 2 == 0)
    furniture = (*quoted, *added, *((BANNER,) if banner else ()))
    if scene.client.mobile and scene.client.mobile in loose:
        loose = tuple(line for line in loose if line != scene.client.mobile)
        furniture = (*furniture, scene.client.mobile)
    return Draft(plan, answers, loose, furniture)


def named(scene: Scene, places: range) -> tuple[Lines, Lines]:
    """The answers one after another, each with its item's name; and those names that are lines of their own."""
    out: list[str] = []
    headings: list[str] = []
    for place in places:
        item, lines = scene.request.items[place], scene.reply(place)
        title, short = scene.request.titles[item], item.rsplit("-", 1)[1]
        title = title.split(" - part")[0]
        ways = (
            f"[{item}] {title}",
            item,
            f"{item} {title}:",
            f"{title}:",
            f"{short} {title}" if "." in short else f"{item}:",
        )
        prefixes = (f"{item} - ", f"{item}: ", f"{title} - ", f"{short} - " if "." in short else f"[{item}] ")
        if scene.number % 3 == 0 and not lines[0].startswith("* ") and len(words(lines)) == 1:
            out += [prefixes[scene.number // 3 % 4] + lines[0], *lines[1:], ""]
        else:
            heading = ways[scene.number // 2 % 5]
            headings.append(heading)
            out += [heading, *lines, ""]
    return tuple(out[:-1]), tuple(headings)


def everything(scene: Scene) -> range:
    """All the places of the request."""
    return range(len(scene.request.items))


def top(scene: Scene) -> Draft:
    """Words above the quotation: unnamed where one item was asked, named where several were."""
    several = len(scene.request.items) > 1
    body, headings = named(scene, everything(scene)) if several else (scene.reply(0), ())
    plan = Plan(top=(*scene.hello(), *body, *scene.bye()))
    return finish(
        scene, plan, scene.answers(everything(scene)), loose_words(scene.hello(), headings, scene.bye())
    )


def top_some(scene: Scene) -> Draft:
    """One of several items answered above, named."""
    place = scene.number % len(scene.request.items)
    body, headings = named(scene, range(place, place + 1))
    later = "The rest will follow by Friday."
    plan = Plan(top=(*scene.hello(), *body, *scene.bye(), "", "PS", later))
    loose = loose_words(scene.hello(), headings, scene.bye(), ("PS", later))
    return finish(scene, plan, scene.answers(range(place, place + 1)), loose)


def top_all(scene: Scene) -> Draft:
    """One sentence said of all the items."""
    count = COUNT[len(scene.request.items)]
    line = (
        f"No change on {count} items since the last update.", f"{count.capitalize()} items are complete, please close them.",
        f"Nothing to add on {count} recommendations, the dates stand.",
    )[scene.number % 3]  # fmt: skip
    plan = Plan(top=(*scene.hello(), line, *scene.bye()))
    return finish(
        scene, plan, dict.fromkeys(scene.request.items, (line,)), loose_words(scene.hello(), scene.bye())
    )


def top_loose(scene: Scene) -> Draft:
    """Words above that name no item: they belong to none."""
    line = LOOSE[scene.number % len(LOOSE)]
    plan = Plan(top=(*scene.hello(), line, *scene.bye()))
    return finish(scene, plan, {}, loose_words(scene.hello(), (line,), scene.bye()))


def bottom(scene: Scene) -> Draft:
    """Words below the quotation."""
    draft = top(scene)
    return draft._replace(plan=draft.plan._replace(top=(), bottom=draft.plan.top, logo=False))


def _inside(scene: Scene, kinds: Lines, places: range, remark: bool) -> Draft:
    """Words typed after the paragraphs of these kinds, with or without a remark above."""
    spots = {(scene.request.items[place], kinds[place % len(kinds)]): scene.reply(place) for place in places}
    shown = {(block.item, block.kind) for block in scene.request.plain}
    spots = {
        (item, kind if (item, kind) in shown else "form"): lines for (item, kind), lines in spots.items()
    }
    above = (*scene.hello(), REMARKS[scene.number % len(REMARKS)]) if remark else ()
    above_sign = scene.number % 2 == 0 and not scene.client.dashes
    upper = (*above, *scene.bye()) if above_sign else above
    plan = Plan(top=upper, inside=spots, bottom=() if above_sign else scene.bye()[1:])
    return finish(scene, plan, scene.answers(places), loose_words(above, scene.bye()))


def form(scene: Scene) -> Draft:
    """Each answer under its form line."""
    return _inside(scene, ("form",), everything(scene), remark=scene.number % 3 == 0)


def middle(scene: Scene) -> Draft:
    """Each answer somewhere among the paragraphs of its item."""
    return _inside(scene, ("last", "recommendation", "target"), everything(scene), remark=True)


def some(scene: Scene) -> Draft:
    """Some of the items answered under their form lines, the rest left."""
    size = len(scene.request.items)
    return _inside(scene, ("form",), range(scene.number % size, size), remark=scene.number % 2 == 1)


def within(scene: Scene) -> Draft:
    """Typed in the quotation without breaking it."""
    draft = form(scene)
    return draft._replace(plan=draft.plan._replace(within=True))


def same(scene: Scene) -> Draft:
    """Typed on the form line itself."""
    firsts, spots, answers = {}, {}, {}
    for place, item in enumerate(scene.request.items):
        lines = scene.reply(place)
        lines = answer(item, 0) if lines[0].startswith("* ") or len(lines[0]) > 140 else lines
        firsts[item], answers[item] = lines[0], words(lines)
        if lines[1:]:
            spots[item, "form"] = lines[1:]
    plan = Plan(inside=spots, same=firsts, bottom=scene.bye()[1:], within=not scene.client.mark)
    return finish(scene, plan, answers, loose_words(scene.bye()))


def partial(scene: Scene) -> Draft:
    """The quotation cut down to the items answered, or to their headings."""
    kinds = (
        ("heading",),
        ("heading", "recommendation"),
        ("heading", "meta", "recommendation", "last", "target", "form"),
    )[scene.number % 3]
    size = len(scene.request.items)
    draft = _inside(scene, (kinds[-1],), range(scene.number // 3 % size, size), remark=scene.number % 4 == 0)
    items = tuple(item for item, _ in draft.plan.inside)
    return draft._replace(plan=draft.plan._replace(items=items, kinds=kinds))


STYLES: dict[str, Callable[[Scene], Draft]] = {
    "top": top, "top-some": top_some, "top-all": top_all, "top-loose": top_loose, "bottom": bottom, "form": form,
    "middle": middle, "some": some, "within": within, "same": same, "partial": partial,
}  # fmt: skip
