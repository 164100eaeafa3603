"""Import and export of stories."""

from skills2work.staff.exchange import RecordResource
from stories.models import Story


class StoryResource(RecordResource):
    """The columns of stories."""

    record = Story
    facts = (
        "person",
        "origin",
        "country",
        "occupation_before",
        "occupation_now",
        "employer",
        "employer_name",
        "sector",
        "kinds",
        "year",
        "basis",
        "consent_on",
        "withdrawn_on",
    )
    columns = ("slug", "title", "summary", "path", "advice", *facts)
