"""What of stories stands in an archive."""

from skills2work.archive.kept import Kept, keep, publish


def register_all() -> None:
    """Say which filters have pages there, and which rows its data hold."""
    keep("stories", Kept(one_of=("country", "origin", "sector", "kind"), paged=True))
    publish("stories.story")
