"""The follow-up process: rules and verbs, with no input or output of its own."""


class Refused(Exception):
    """The process says no; the text is written for whoever asked, with the cure where there is one."""
