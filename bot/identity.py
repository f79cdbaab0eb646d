"""Who somebody in Slack is: matched to people by id or e-mail address; guests and bots never count."""

import datetime as dt
import logging
import threading
from collections.abc import Callable
from typing import Any, NamedTuple

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from bot.config import Config
from followup import Refused, log
from store import queries
from store.db import reading, writing
from store.models import Channel, Person

FRESH = dt.timedelta(hours=20)
"""How long what was seen of an account is believed."""
PATIENCE = 1
"""Seconds in which Slack must say who somebody is that we have not seen before."""

logger = logging.getLogger(__name__)


class Account(NamedTuple):
    """A member of the workspace as Slack describes them."""

    user: str
    email: str
    zone: str | None
    barred: str

    @classmethod
    def of(cls, shown: dict[str, Any]) -> "Account":
        """Read a user object of ``users.info`` or ``users.lookupByEmail``."""
        reasons = (
            (shown.get("deleted"), "deactivated"),
            (shown.get("is_bot") or shown.get("id") == "USLACKBOT", "a bot"),
            (shown.get("is_restricted") or shown.get("is_ultra_restricted"), "a guest"),
            (shown.get("is_stranger"), "a member of another workspace"),
        )
        email = str((shown.get("profile") or {}).get("email") or "").lower()
        zone = shown.get("tz")
        barred = next((words for holds, words in reasons if holds), "")
        return cls(str(shown.get("id")), email, zone if isinstance(zone, str) else None, barred)


class Directory:
    """Looks people up in Slack and writes down what it sees; reviewers are kept in memory only."""

    def __init__(
        self, engine: Engine, client: WebClient, config: Config, clock: Callable[[], dt.datetime]
    ) -> None:
        self._engine, self._client, self._config, self._clock = engine, client, config, clock
        self._quick = WebClient(token=client.token, base_url=client.base_url, timeout=PATIENCE)
        self._reviewers: dict[str, tuple[str, dt.datetime]] = {}
        self._absent: dict[str, dt.datetime] = {}
        self._lock = threading.Lock()

    def acquaint(self, user: str) -> None:
        """Look somebody up who writes or presses for the first time; nothing where Slack does not answer."""
        with reading(self._engine) as session:
            known = _account(session, user)
            if known is not None and known.seen_at is not None:
                return
        try:
            self._look(user)
        except (SlackApiError, OSError) as trouble:
            logger.warning("Slack does not say who %s is: %s", user, trouble)

    def reviewer(self, user: str) -> str:
        """Give the address of a reviewer. Refused for everybody else."""
        with self._lock:
            address, seen = self._reviewers.get(user, ("", None))
        if seen is None or self._clock() - seen > FRESH:
            try:
                address = self._look(user)
            except (SlackApiError, OSError) as trouble:
                raise Refused("Slack does not say who you are just now; please try again") from trouble
        if address not in self._config.reviewers:
            raise Refused("only the inspectorate decides here")
        return address

    def _look(self, user: str) -> str:
        """Ask Slack about an account and write down what it says; gives its address where it counts."""
        shown: dict[str, Any] = self._quick.users_info(user=user)["user"]
        account = Account.of(shown)
        with writing(self._engine) as session:
            note(session, account, at=self._clock())
        address = "" if account.barred else account.email
        with self._lock:
            self._reviewers[user] = address, self._clock()
        return address

    def may_be_there(self, session: Session, person_id: int | None) -> bool:
        """Whether a person has an account that counts, or may have one that nobody has looked for yet."""
        if queries.in_slack(session, person_id) is not None:
            return True
        held = select(Channel.id).where(Channel.person_id == person_id, Channel.kind == "slack")
        addresses = queries.addresses(session, person_id)
        return session.exec(held).first() is None and any(one not in self._absent for one in addresses)

    def find(self, person_id: int | None) -> Channel | None:
        """Look for a person's account now, by their addresses."""
        with reading(self._engine) as session:
            addresses = list(queries.addresses(session, person_id))
        account = self._find(None, addresses)
        if account is None:
            self._absent |= dict.fromkeys(addresses, self._clock())
            return None
        with writing(self._engine) as session:
            note(session, account, at=self._clock())
            session.flush()
            return queries.in_slack(session, person_id)

    def match(self) -> list[str]:
        """Find everybody's account by address, and look at those again that were seen long ago.

        Gives a line for each that was found or lost. What Slack does not say is asked again at the next turn.
        """
        at, lines = self._clock(), list[str]()
        for person, addresses, user in _to_match(self._engine, at - FRESH):
            if user is None and self._absent.get(addresses[0], at - FRESH * 2) > at - FRESH:
                continue
            account = self._find(user, addresses)
            if account is None:
                self._absent |= dict.fromkeys(addresses, at)
                continue
            with writing(self._engine) as session:
                note(session, account, at=at)
            lines.append(f"{person} is {account.user}{f', {account.barred}' if account.barred else ''}")
        return lines

    def _find(self, user: str | None, addresses: list[str]) -> Account | None:
        for address in [user] if user else addresses:
            try:
                found = (
                    self._client.users_info(user=address)
                    if user
                    else self._client.users_lookupByEmail(email=address)
                )
            except SlackApiError as trouble:
                if trouble.response.get("error") in ("users_not_found", "user_not_found"):
                    continue
                raise
            return Account.of(found["user"])
        return Account(user, "", None, "unknown to Slack") if user else None


def _account(session: Session, user: str) -> Channel | None:
    return session.exec(select(Channel).where(Channel.kind == "slack", Channel.address == user)).first()


def _to_match(engine: Engine, before: dt.datetime) -> list[tuple[str, list[str], str | None]]:
    """Who has no account yet, with their addresses, and whose was seen too long ago, with its id."""
    with reading(engine) as session:
        held = session.exec(select(Channel, Person).join(Person, col(Person.id) == Channel.person_id)).all()
        accounts = {c.person_id: (c, p) for c, p in held if c.kind == "slack"}
        mails: dict[int, list[str]] = {}
        names = {p.id or 0: p.name for _c, p in held}
        for channel, _person in held:
            if channel.kind == "mail" and channel.person_id not in accounts:
                mails.setdefault(channel.person_id, []).append(channel.address)
        found: list[tuple[str, list[str], str | None]] = [
            (names[number], addresses, None) for number, addresses in mails.items()
        ]
        for channel, person in accounts.values():
            if channel.seen_at is None or channel.seen_at < before:
                found.append((person.name, [channel.address], channel.address))
        return found


def note(session: Session, account: Account, *, at: dt.datetime) -> None:
    """Write down what was seen of an account; one that counts is bound to the person of its address."""
    row = _account(session, account.user)
    if row is None:
        person = queries.person_at(session, account.email) if account.email and not account.barred else None
        if person is None:
            return
        row = Channel(person_id=person.id or 0, kind="slack", address=account.user)
        log.note(session, "person found in Slack", "person", person.id, who="slack", at=at)
    row.zone, row.barred, row.seen_at = account.zone or row.zone, account.barred, at
    session.add(row)


def why_not(session: Session, user: str, config: Config) -> str:
    """Why somebody in Slack does not count, with whom to ask; empty when they do."""
    account = _account(session, user)
    if account is None:
        return (
            "I do not know you: your Slack account has no address that is registered here."
            f" Please ask {config.contact}."
        )
    if account.barred:
        return f"Your account is {account.barred}, so that it does not count. Ask {config.contact}."
    return ""


def known(session: Session, user: str, config: Config) -> Person | None:
    """Who somebody in Slack is, or nobody where they do not count."""
    account = None if why_not(session, user, config) else _account(session, user)
    return session.get_one(Person, account.person_id) if account else None


def person_of(session: Session, user: str, config: Config) -> Person:
    """Give who somebody in Slack is. Refused, with whom to ask, where they do not count."""
    person = known(session, user, config)
    if person is None:
        raise Refused(why_not(session, user, config))
    return person


def zone(session: Session, user: str) -> str | None:
    """The time zone of an account, where it is known."""
    account = _account(session, user)
    return account.zone if account else None
