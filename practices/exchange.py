"""Import and export of practices with their steps."""

from practices.models import Practice, PracticeStep
from skills2work.staff.exchange import RecordResource


class PracticeResource(RecordResource):
    """The columns of practices."""

    record = Practice
    parts = ((PracticeStep, "steps", "text"),)
    facts = (
        "country",
        "local_title",
        "kinds",
        "stages",
        "audiences",
        "eligible",
        "scope",
        "place",
        "lead",
        "lead_name",
        "partners",
        "other_partners",
        "start_year",
        "end_year",
        "status",
        "as_of",
        "languages_offered",
        "cost",
        "cost_kind",
        "duration",
        "sectors",
        "isco",
        "evidence",
        "url",
        "successor",
    )
    columns = ("slug", "title", "summary", "what", "results", "lessons", *facts)
