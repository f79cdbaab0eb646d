"""What a handling marking lets out (rule 11)."""

from followup.rules import Rules


def restricted(marking: str | None, rules: Rules) -> list[str]:
    """Reasons why only id, title and link may leave; empty when the whole may be sent and published."""
    if not marking or marking.upper() in {m.upper() for m in rules.open_markings}:
        return []
    return [f"marked {marking}"]
