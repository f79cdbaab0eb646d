"""What Slack takes: the lengths, counts and times of its reference, as constants with names.

Source: docs.slack.dev, /reference/block-kit, /reference/methods and /apis/web-api/rate-limits, November 2026.
"""

ACK = 3.0
"""Seconds to acknowledge an interaction, and the life of a trigger."""

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
STACK = 3
"""Modals that may lie on each other."""
WHOLE = 10_000
"""Characters of all blocks of a message: Slack refuses somewhat over 13,000 and says nowhere how many."""
MESSAGE_TEXT = 4_000
"""Characters of ``text``; the rest may be cut off where it is shown."""

SECTION_TEXT, FIELD_TEXT, FIELDS = 3_000, 2_000, 10
HEADER_TEXT = 150
BUTTON_TEXT, BUTTON_VALUE, ACCESSIBILITY_LABEL = 75, 2_000, 75
OPTION_TEXT, OPTION_VALUE, OPTION_DESCRIPTION = 75, 150, 75
OPTIONS, GROUPS, CHOICES, OVERFLOW = 100, 100, 10, 5
"""Options of a menu, groups of options, options of boxes or radio buttons, entries of an overflow menu."""
PLACEHOLDER, LABEL, HINT = 150, 2_000, 2_000
INPUT_TEXT = 3_000
ACTIONS, CONTEXT = 25, 10
URL, IMAGE_URL, ALT_TEXT, IMAGE_TITLE = 3_000, 3_000, 2_000, 2_000
CONFIRM_TITLE, CONFIRM_TEXT, CONFIRM_BUTTON = 100, 300, 30
MARKDOWN_TEXT = 12_000
TABLE_ROWS, TABLE_COLUMNS = 100, 20
FILES, FILE_SIZE = 10, 10 * 1024 * 1024
"""Files of one ``file_input``, and the bytes of each."""

ID = 255
"""Characters of a block_id, action_id, callback_id or external_id."""
PRIVATE_METADATA = 3_000
VIEW_TITLE, VIEW_BUTTON = 24, 24

CHANNEL_PAUSE = 1.0
"""Seconds between two messages in one channel."""
TIERS = {2: 20, 3: 50, 4: 100}
"""Calls a minute of each tier of methods."""
