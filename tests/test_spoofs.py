"""The forgers' campaign in small: nothing of theirs is accepted, and the owner's own mail is."""

from mail.authentic import TOPMOST
from mail.speaking import Senders
from tests.faults import spoofs
from tests.findings import SQLITE
from tests.world import World


@SQLITE
def test_no_forgery_becomes_an_update_and_genuine_mail_does(world: World) -> None:
    seen = spoofs.campaign(world, 40)
    wanted = ("doubled", "lost", "accepted wrongly", "refused wrongly")
    assert {name: seen[name] for name in wanted} == dict.fromkeys(wanted, 0)
    assert seen["tried"] > 60


@SQLITE
def test_the_campaign_would_see_a_gullible_installation(world: World) -> None:
    gullible = Senders(boundary=TOPMOST, servers=["."], default="unsigned")
    open_door = spoofs.Boundary(gullible, "Received: from a by b; x\r\nX-Nothing: {}\r\n")
    assert spoofs.campaign(world, 4, (open_door,) * 3)["accepted wrongly"] > 0
