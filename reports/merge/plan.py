"""What an import does to the register, in plain data: shown before it is written, and the same afterwards."""

from pydantic import Field

from reports.paper import Plain


class Changed(Plain):
    """An item that the register has already, and what the paper adds to it, a line each."""

    item_id: str
    title: str
    lines: list[str]


class MergePlan(Plain):
    """Everything that one import, or its undoing, changes. Item ids in the order of the register."""

    new: list[str] = Field(default_factory=list)
    """Items that the register did not have: "FLEET-1809-4.2 Sample check"."""
    changed: list[Changed] = Field(default_factory=list)
    gone: list[str] = Field(default_factory=list)
    """Items that leave with an import that is taken back."""
    unchanged: int = 0
    """Items of the paper that the register holds exactly so."""
    missing: list[str] = Field(default_factory=list)
    """Items that stand in an earlier paper and not in the next: a doubt, never a closure."""
    conflicts: list[str] = Field(default_factory=list)
    """Words of the paper that differ from what was approved here: they are shown, not written."""
    doubts: list[str] = Field(default_factory=list)
    """What could not be told for certain: which item is meant, which audit."""
    recommendations: int = 0
    board_items: int = 0
    updates: int = 0
    """New rows: of the tracker, of the board's list, and dated updates."""

    def nothing(self) -> bool:
        """Whether the register stays as it is."""
        return not (self.new or self.changed or self.gone)
