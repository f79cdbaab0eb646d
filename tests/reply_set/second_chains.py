"""Ways of answering with another mail between: a second answer, a deputy's answer, a forwarded form."""

from tests.reply_set.second_answers import answer, words
from tests.reply_set.second_clients import Client
from tests.reply_set.second_intros import Names, fill
from tests.reply_set.second_page import Lines
from tests.reply_set.second_people import first
from tests.reply_set.second_styles import Draft, Scene, form, top

DEPUTIES = {
    "college-two": "Ruth Adeyemi", "council-one": "Gethin Pryce", "council-three": "Marged Rowlands", "hospital-four": "Anjali Deshmukh",
    "police-custody": "Sgt Colm Brannigan", "police-one": "Priya Raman", "police-two": "Ewan Tait", "university-five": "Dr Ines Caldeira",
}  # fmt: skip
ASKED = (
    "{deputy}, could you answer this one please? I am in court all week.",
    "Can you pick this up please, you have the figures.",
    "FYI and to action please {deputy}",
)
GMAIL_FORWARD = '<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">{intro}<br></div><br><br>\n{theirs}\n</div>'


def later(template: str) -> str:
    """The attribution of a mail some hours after the request."""
    for old, new in (
        ("10:00", "16:42"),
        ("11:00", "17:42"),
        ("12:00", "18:42"),
        ("5:00", "11:42"),
        ("09:00", "15:42"),
    ):
        if old in template:
            return template.replace(old, new, 1)
    return template


def nested(scene: Scene, template: str) -> Draft:
    """A second answer above the first one: the newest words count."""
    draft, request = top(scene), scene.request
    earlier = tuple(line for line in answer(request.items[0], 1) if line not in words(scene.reply(0)))
    names = Names(
        request.owner, request.owner_address, request.sender, request.reply_to, "RE: " + request.subject
    )
    heading = () if len(request.items) == 1 else (f"[{request.items[0]}]",)
    said: Lines = ("Hello,", "", *heading, *earlier, "", first(request))
    intro = fill(later(template), names)
    plan = draft.plan._replace(chain=(intro, said), banner="", disclaimer=())
    return draft._replace(plan=plan, quoted=(*earlier, *intro))


def forwarded(scene: Scene, template: str) -> Draft:
    """The owner sent the request on to a deputy, who answers it above."""
    request = scene.request
    deputy = DEPUTIES[request.file]
    scene = scene._replace(writer=deputy)
    draft = top(scene)
    subject = "FW: " + request.subject
    address = deputy.lower().replace(" ", ".") + "@" + request.owner_address.split("@")[1]
    intro = fill(later(template), Names(request.owner, request.owner_address, deputy, address, subject))
    ask = ASKED[scene.number % len(ASKED)].format(deputy=deputy.split()[0])
    plan = draft.plan._replace(chain=(intro, (ask, "", first(request)[:1])), banner="", disclaimer=())
    return draft._replace(plan=plan, quoted=(ask, *intro))


def forwarding(client: Client) -> Client:
    """The program when its user presses Forward: nothing is marked as quoted."""
    quote = GMAIL_FORWARD if "gmail_attr" in client.quote else client.quote
    return client._replace(intros=client.forward, mark="", split=("", ""), quote=quote, pause=1)


def sent_on(scene: Scene) -> Draft:
    """Forward pressed in place of Reply, and each answer typed under its form line."""
    return form(scene)
