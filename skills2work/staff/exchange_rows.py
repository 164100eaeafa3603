"""What became of one row of a table: what it changes, and what is wrong with it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Change:
    """One cell that differs from the record."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell; without a column, with the row."""

    column: str
    text: str


@dataclass
class Row:
    """A row by its number in the spreadsheet: the names of the columns are row 1."""

    number: int
    slug: str
    is_new: bool = False
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, column: str, text: str) -> None:
        """Note what is wrong."""
        self.problems.append(Problem(column, text))

    @property
    def kind(self) -> str:
        """Return "error", "new", "changed" or "unchanged"."""
        if self.problems:
            return "error"
        if self.is_new:
            return "new"
        return "changed" if self.changes else "unchanged"

    @property
    def told(self) -> list[str]:
        """Return what is wrong, a sentence each."""
        found = []
        for problem in self.problems:
            values = {"number": self.number, "column": problem.column, "problem": problem.text}
            if problem.column:
                found.append(_("Row %(number)s, %(column)s: %(problem)s") % values)
            else:
                found.append(_("Row %(number)s: %(problem)s") % values)
        return found
