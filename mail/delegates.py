"""When somebody else answers for an owner: the owner is asked once whether they stand by it."""

from followup.receipts import HeardItem, Receipt
from mail.arrival import Arrival
from mail.headers import named
from mail.speaking import Speaker
from store import queries
from store.models import Person, Request


def ask(arrival: Arrival, who: Speaker, owner: Person, request: Request, receipt: Receipt) -> None:
    """Ask the owner to stand by words sent for them, instead of a receipt; tell the writer that we do.

    Both only at addresses that are registered. Who wrote gets an answer where the message is surely theirs.
    """
    about = {
        "from": named(who.address),
        "case": "delegate" if who.trust == "delegate" else "own" if who.is_owner else "unsure",
        "refused": receipt.refused,
        "left_out": receipt.left_out,
        "unplaced": receipt.unplaced,
    }
    arrival.tell("confirm", owner, request, about, key=f"confirm:{arrival.inbound.id}")
    if who.trust == "delegate":
        note = f"Thank you. You have answered for {owner.name}; we have asked whether they stand by it."
        write_back(arrival, who.address, f"{note} It counts once they do.", request, receipt.heard)


def write_back(arrival: Arrival, address: str, note: str, request: Request, heard: list[HeardItem]) -> None:
    """Tell whoever wrote for an owner what became of it, if we know them."""
    writer = queries.person_at(arrival.session, address)
    if writer is None or writer.id == request.person_id:
        return
    example = heard[-1].item_id if heard else Receipt().example
    receipt = Receipt(note=note, heard=heard, example=example)
    key = f"receipt:{arrival.inbound.id}:{writer.id}"
    arrival.tell("receipt", writer, request, receipt.model_dump(), key=key)
