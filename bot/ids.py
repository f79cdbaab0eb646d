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
    MORE = "item.more"
    BACK = "home.back"
    ON = "home.on"
    YES = "words.yes"
    NO = "words.no"
    PLACE = "words.place"
    CONSOLE = "review.console"
    APPROVE = "review.approve"
    EDIT = "review.edit"
    RETURN = "review.return"


class View(StrEnum):
    """Modals that are sent."""

    FORM = "form.update"
    DELEGATE = "form.delegate"
    RETURN = "form.return"
    EDIT = "form.edit"
    APPROVE = "form.approve"


class More(StrEnum):
    """Entries of the menu of a card; each is followed by the item id."""

    TOMORROW = "tomorrow"
    SOON = "soon"
    LAST_DAY = "last_day"
    HISTORY = "history"


class Shortcut(StrEnum):
    """Global shortcuts."""

    MINE = "shortcut.mine"


COMMAND = "/matters"
