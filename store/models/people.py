"""People, the posts they hold and the channels that reach them."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


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
