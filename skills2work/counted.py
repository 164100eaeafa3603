"""What is counted, in the form that its number asks for: read out after a figure that stands alone on the screen."""

from django.utils.translation import npgettext


def counted(name: str, count: int) -> str:
    """Return the word for `count` practices, pieces of guidance or occupations, without the number."""
    if name == "guidance":
        return npgettext("after a number", "piece of guidance", "pieces of guidance", count)
    if name == "occupations":
        return npgettext("after a number", "occupation", "occupations", count)
    return npgettext("after a number", "practice", "practices", count)
