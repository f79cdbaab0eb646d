"""Keep hostile HTML from the tree builder: only what gives a mail its lines reaches it, each tag bare.

A tree builder follows rules for broken pages that take more than linear time: it opens unclosed bold text
again in every paragraph, walks up all open blocks at every tag, and compares every attribute of a tag with
every other. So inline tags are dropped here, blocks that only end a line become a tag that holds nothing,
attributes go, and quotations and lists, whose nesting means something, are counted.
"""

import re
from itertools import islice

EDGE = "<wbr>"
"""Stands for the begin or the end of a block; builders insert it without looking at what is open."""
NESTING = frozenset({"blockquote", "li", "ol", "pre", "ul"})
MOST_NESTING = 10_000
"""Tags of quotations and lists in one mail; those beyond only end a line."""

_BLOCK_NAMES = (
    "address article aside body caption center dd details div dl dt fieldset figure footer form h1 h2 h3 h4"
    " h5 h6 head header hr html main nav p section summary table tbody td tfoot th thead tr"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HIDDEN = frozenset({"script", "style", "template", "title"})

_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
# Linear: an unquoted "<" ends a try. Of two tries that pass the same "<", only one can hold it for quoted.
_TAG = re.compile(r"""<(?:(/?)([a-zA-Z][^\s<>/"]*+)(?:((?:[^<>"]++|"[^"]*+")*+)>|[^<>]*+>)|[!?][^<>]*+>)?""")
_NESTING_TAG = re.compile(f"</?(?:{'|'.join(sorted(NESTING))})(?: start=[0-9]+)?>")
_START = re.compile(r"""\bstart\s*=\s*["']?([0-9]{1,5})\b""", re.ASCII | re.IGNORECASE)


def tame(html: str) -> str:
    """Give HTML of which any builder makes a small tree in linear time; no text is lost on the way.

    What remains: quotations, lists, ``pre``, ``br``, ``EDGE`` and, for what is not shown, ``style``. A tag,
    comment or hidden element that is never closed hides nothing.
    """
    return _without_unclosed_style(_shallow(_TAG.sub(_bare, _without_comments(html))))


def _without_comments(html: str) -> str:
    end = html.rfind("-->") + len("-->")
    return _COMMENT.sub("<!>", html[:end]) + html[end:]


def _bare(tag: re.Match[str]) -> str:
    """Write one tag without its attributes; a "less than" that begins no tag is text."""
    slash, name, rest = tag.groups("")
    name = name.lower()
    if name in _BLOCKS:
        return EDGE
    if name in _HIDDEN:
        return f"<{slash}style>"
    if name == "ol" and not slash and (start := _START.search(rest, 0, 200)):
        return f"<ol start={start[1]}>"
    if name in NESTING:
        return f"{EDGE}</{name}>" if slash else f"<{name}>"  # an end without a begin still ends the line
    if tag[0] == "<":
        return "&lt;"
    return "<br>" if name == "br" else ""


def _shallow(bare: str) -> str:
    beyond = next(islice(_NESTING_TAG.finditer(bare), MOST_NESTING, None), None)
    at = beyond.start() if beyond else len(bare)
    return bare[:at] + _NESTING_TAG.sub(EDGE, bare[at:])


def _without_unclosed_style(bare: str) -> str:
    end = max(bare.rfind("</style>"), 0)
    return bare[:end] + bare[end:].replace("<style>", "")
