"""The timeline of a country: how long each legal status waits before work is allowed, drawn on a scale of months."""

from typing import Any, NamedTuple

from practices.models import AccessToWork
from practices.vocabularies import WorkAnswer

WIDTH, ROW = 400, 34
START, END = 10, 390


class TimelineRow(NamedTuple):
    """One legal status: where on the scale work begins. `known` is False where no date can be drawn."""

    label: str
    answer: str
    y: int
    x: int
    wait: bool
    known: bool


def timeline(rules: list[AccessToWork]) -> dict[str, Any] | None:
    """Return what the component `timeline.html` draws; None where there is nothing to draw."""
    if not rules:
        return None
    longest = max([rule.waiting_months or 0 for rule in rules] + [12])
    rows = [
        TimelineRow(
            label=rule.get_status_display(),
            answer=rule.answer_text,
            y=ROW // 2 + place * ROW,
            x=position(rule.waiting_months or 0, longest),
            wait=bool(rule.waiting_months),
            known=rule.answer not in {WorkAnswer.UNKNOWN, WorkAnswer.NOT_ALLOWED},
        )
        for place, rule in enumerate(rules)
    ]
    return {
        "width": WIDTH,
        "height": ROW * len(rows),
        "base": ROW * len(rows) - 4,
        "start": START,
        "end": END,
        "rows": rows,
        "ticks": [{"months": months, "x": position(months, longest)} for months in range(0, longest + 1, 3)],
    }


def position(months: int, longest: int) -> int:
    """Return where a number of months stands on the scale; work after the longest wait still has room to be seen."""
    return START + round(months / (longest * 1.25) * (END - START))
