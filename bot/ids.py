"""The names by which Slack brings back what was pressed or sent; each has one handler."""

from enum import StrEnum


class Press(StrEnum):
    """Buttons; the value of each is the item id, or what else it is about."""

    UPDATE = "item.update"
    NO_CHANGE = "item.no_change"
    DONE = "item.done"
    LATER = "item.later"
    NOT_MINE = "item.not_mine"
    AMEND = "item.amend"
    PAGE = "home.page"
    APPROVE = "review.approve"
    EDIT = "review.edit"
    RETURN = "review.return"


class View(StrEnum):
    """Modals that are sent."""

    FORM = "form.update"
    RETURN = "form.return"
    EDIT = "form.edit"


class Shortcut(StrEnum):
    """Global shortcuts."""

    MINE = "shortcut.mine"


COMMAND = "/matters"
