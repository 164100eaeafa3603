"""What of practices, countries, pathways and occupations stands in an archive."""

from practices.filters import PANEL
from skills2work.archive.kept import Kept, keep, publish

MODELS = (
    "practices.iscogroup",
    "practices.occupation",
    "practices.accesstowork",
    "practices.countryprofile",
    "practices.recognitionarea",
    "practices.recognitionbody",
    "practices.practice",
    "practices.practicestep",
    "practices.practicefacet",
    "practices.pathway",
    "practices.pathwaystep",
    "practices.guidance",
    "practices.regulatedprofession",
    "practices.professionrule",
)


def register_all() -> None:
    """Say which filters have pages there, and which rows its data hold."""
    keep("practices", Kept(one_of=tuple(str(facet.value) for facet in PANEL), paged=True))
    keep("right-to-work", Kept(one_of=("status",)))
    keep("pathway", Kept(chain=("country", "status", "have"), ending=(("occupation", ""),)))
    keep("occupations", Kept(one_of=("group",), paged=True))
    for model in MODELS:
        publish(model)
