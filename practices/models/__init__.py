"""Models of practices, country profiles, right to work and guidance."""

from practices.models.access import AccessToWork
from practices.models.facets import PracticeFacet
from practices.models.guidance import Guidance
from practices.models.occupations import IscoGroup, Occupation
from practices.models.pathway import Pathway, PathwayStep
from practices.models.practice import Practice, PracticeStep
from practices.models.professions import ProfessionRule, RegulatedProfession
from practices.models.profile import CountryProfile, RecognitionArea, RecognitionBody

__all__ = [
    "AccessToWork",
    "CountryProfile",
    "Guidance",
    "IscoGroup",
    "Occupation",
    "Pathway",
    "PathwayStep",
    "Practice",
    "PracticeFacet",
    "PracticeStep",
    "ProfessionRule",
    "RecognitionArea",
    "RecognitionBody",
    "RegulatedProfession",
]
