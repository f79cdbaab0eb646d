import pytest

from demo.clients import CLIENTS
from tests.replies import ITEMS, answered, heard, read

FLEET2, FLEET4, STORE, WELL = (item.id for item in ITEMS[:4])

ANSWERS = {
    "plain": {
        FLEET2: "The monthly sample began in August.\n\nIt found 2 exceptions in 40 records.",
        FLEET4: "Still waiting for 4.2.",
        STORE: "Propose closure: found, and a dip sample of 20 showed no error.",
        WELL: "Revised date 30 September 2020, because the board meets in July only.",
    },
    "nasty": {
        FLEET2: "On 14 November the committee wrote:\nthat the sample is too small.",
        FLEET4: "> 90% complete",
        STORE: "----- we ask for delivery by Friday -----\nFrom: 1 April\nTo: 30 June",
        WELL: "Kind regards to the team - it is finished!\nSent from the depot to all sites.",
    },
    "lists": {
        FLEET2: "- the form is in use\n- records are kept\n1. first step done\n2. second step in May",
        FLEET4: "A. Agreed.\n\nB. Not agreed:\n* too costly\n* too late",
        STORE: "\u2022 CCTV \u2013 fitted\n\u2022 doors \u2013 \u201cnext week\u201d",
        WELL: "Item | State\nPolicy | done\nBriefings | 4.2 million minutes, 3 of 7 held",
    },
    "short": {FLEET2: "Done.", FLEET4: "No.", STORE: "95%", WELL: "\U0001f44d"},
}
PREAMBLE = "Please see my answers below."
"""What our Outlook writes above inline answers; with one item it belongs to that item's answer."""
AROUND = {
    "outlook inline": PREAMBLE,
    "outlook inline, HTML only": PREAMBLE,
    "outlook inline, windows-1252": PREAMBLE,
    "outlook damaged": f"This message came from outside the organisation. [EXTERNAL] {PREAMBLE} "
    "This message is confidential and meant for its addressee only.",
    "forwarded to a deputy": "Could you answer this for me, please?",
}


def plain(text: str) -> list[str]:
    """The words of an answer as any client may deliver them."""
    return text.replace("\u2019", "'").split()


@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize("kind", ANSWERS)
@pytest.mark.parametrize("client", CLIENTS)
def test_every_client_brings_every_word_to_its_item(client: str, kind: str, count: int) -> None:
    answers = {item.id: ANSWERS[kind][item.id] for item in ITEMS[:count]}
    found = read(answered(client, answers, count=count), count=count)
    got = {one.item_id: plain(one.text) for one in found.answers}
    around = AROUND.get(client, "").split()
    assert set(got) == set(answers)
    for item, text in answers.items():
        said = plain(text.encode("cp1252", "replace").decode("cp1252") if "1252" in client else text)
        assert " ".join(said) in " ".join(got[item])
        assert len(got[item]) <= len(said) + (len(around) if count == 1 else 0)
    assert set(found.unplaced.split()) <= set(around)


@pytest.mark.parametrize("client", CLIENTS)
def test_an_owner_may_answer_one_of_four(client: str) -> None:
    found = read(answered(client, {STORE: "Found and recorded."}, count=4), count=4)
    if found.answers:
        assert heard(found) == {STORE: "Found and recorded."}
    else:
        assert "Found and recorded." in found.unplaced
        assert found.doubts
