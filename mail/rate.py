"""How much mail may go in a minute, in all and to one domain; counted in the register, for all workers."""

import datetime as dt
from collections.abc import Sequence

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from store.models import Outbox, Sent

WINDOW = dt.timedelta(minutes=1)


class Rate(BaseModel):
    """The most messages in any minute; 0 is no limit."""

    per_minute: int = Field(default=0, ge=0)
    per_minute_to_domain: int = Field(default=0, ge=0)


def not_before(session: Session, rate: Rate, address: str, at: dt.datetime) -> dt.datetime | None:
    """Give the moment from which a message to this address may go; None when it may go now."""
    if not (rate.per_minute or rate.per_minute_to_domain):
        return None
    wanted = (
        select(Outbox.done_at, Sent.address)
        .join(Sent, col(Sent.outbox_id) == Outbox.id)
        .where(col(Outbox.done_at) > at - WINDOW)
        .order_by(col(Outbox.done_at))
    )
    lately = [(when, to) for when, to in session.exec(wanted).all() if when is not None]
    there = [when for when, to in lately if _domain(to) == _domain(address)]
    waits = (
        _free([when for when, _to in lately], rate.per_minute),
        _free(there, rate.per_minute_to_domain),
    )
    return max((wait for wait in waits if wait is not None), default=None)


def _free(times: Sequence[dt.datetime], limit: int) -> dt.datetime | None:
    """Give when fewer than the limit lie within the last minute again."""
    return times[len(times) - limit] + WINDOW if limit and len(times) >= limit else None


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()
