"""People, the posts they hold and the channels that reach them."""

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from store.types import Instant


class Post(SQLModel, table=True):
    """A post that a paper may name instead of a person (Head of Transport)."""

    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(unique=True)


class Person(SQLModel, table=True):
    """Someone who owns, reviews or answers for recommendations."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    also_known_as: str = ""
    """Other forms in which papers print the name, separated by semicolons."""
    post_id: int | None = Field(default=None, foreign_key="post.id")
    head_id: int | None = Field(default=None, foreign_key="person.id")
    """Head of department: whom an escalation goes to."""


class Channel(SQLModel, table=True):
    """One way to reach a person; an address belongs to one person only."""

    __table_args__ = (UniqueConstraint("kind", "address"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    """``mail`` or ``slack``."""
    address: str
    """Lower-case e-mail address, or the Slack user id."""
    zone: str | None = None
    """The time zone that the person has set there; None where nobody has looked."""
    barred: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """Why nothing goes there and nothing from there counts: ``a guest``, ``a bot``, ``deactivated``."""
    seen_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """When it was last looked at."""


class Alarm(SQLModel, table=True):
    """Something about a person that the inspectorate must mend, such as an address that bounces."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    inbound_id: int | None = Field(default=None, foreign_key="inbound.id")
    kind: str
    """``bounce``, or ``challenge`` where a filter holds our mail back."""
    words: str
    at: dt.datetime = Field(sa_type=Instant)
    cleared_by: str | None = None
    cleared_at: dt.datetime | None = Field(default=None, sa_type=Instant)


class Absence(SQLModel, table=True):
    """What a person's own answering machine said: away until when, and who stands in."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    inbound_id: int | None = Field(default=None, foreign_key="inbound.id")
    until: dt.date | None = None
    """The day of return; None where the text does not say it surely."""
    deputy: str = ""
    """Name or address of whoever stands in, as written."""
    at: dt.datetime = Field(sa_type=Instant)
