"""The closed vocabularies of practices, right to work and guidance."""

from django.db import models
from django.utils.translation import pgettext_lazy


class PracticeKind(models.TextChoices):
    """Which mechanism a practice is."""

    ACADEMIC_RECOGNITION = "academic_recognition", pgettext_lazy("kind of practice", "Academic recognition")
    PROFESSIONAL_RECOGNITION = "professional_recognition", pgettext_lazy("kind of practice", "Professional recognition")
    RECOGNITION_WITHOUT_DOCUMENTS = (
        "recognition_without_documents",
        pgettext_lazy("kind of practice", "Recognition without documents"),
    )
    VALIDATION = "validation", pgettext_lazy("kind of practice", "Validation of skills")
    SKILLS_ASSESSMENT = "skills_assessment", pgettext_lazy("kind of practice", "Skills assessment")
    BRIDGING_TRAINING = "bridging_training", pgettext_lazy("kind of practice", "Bridging training")
    VOCATIONAL_TRAINING = "vocational_training", pgettext_lazy("kind of practice", "Vocational training")
    WORK_PLACEMENT = "work_placement", pgettext_lazy("kind of practice", "Work placement")
    LANGUAGE_FOR_WORK = "language_for_work", pgettext_lazy("kind of practice", "Language for work")
    MENTORING = "mentoring", pgettext_lazy("kind of practice", "Mentoring")
    JOB_MATCHING = "job_matching", pgettext_lazy("kind of practice", "Job matching")
    ENTREPRENEURSHIP = "entrepreneurship", pgettext_lazy("kind of practice", "Starting a business")
    EMPLOYER_ENGAGEMENT = "employer_engagement", pgettext_lazy("kind of practice", "Employer engagement")
    INFORMATION_SERVICE = "information_service", pgettext_lazy("kind of practice", "Information service")


class ValidationStage(models.TextChoices):
    """The four stages of validation (Council Recommendation of 20 December 2012, 2012/C 398/01)."""

    IDENTIFICATION = "identification", pgettext_lazy("stage of validation", "Identification")
    DOCUMENTATION = "documentation", pgettext_lazy("stage of validation", "Documentation")
    ASSESSMENT = "assessment", pgettext_lazy("stage of validation", "Assessment")
    CERTIFICATION = "certification", pgettext_lazy("stage of validation", "Certification")


class LegalStatus(models.TextChoices):
    """For whom a practice or rule is, by legal status. The four of the right-to-work matrix come first."""

    ASYLUM_SEEKERS = "asylum_seekers", pgettext_lazy("legal status", "Asylum seekers")
    REFUGEES = "refugees", pgettext_lazy("legal status", "Refugees")
    SUBSIDIARY_PROTECTION = "subsidiary_protection", pgettext_lazy("legal status", "People with subsidiary protection")
    TEMPORARY_PROTECTION = "temporary_protection", pgettext_lazy("legal status", "People with temporary protection")
    RESETTLED = "resettled", pgettext_lazy("legal status", "Resettled refugees")
    ALL_MIGRANTS = "all_migrants", pgettext_lazy("legal status", "All migrants")


MATRIX_STATUSES = (
    LegalStatus.ASYLUM_SEEKERS,
    LegalStatus.REFUGEES,
    LegalStatus.SUBSIDIARY_PROTECTION,
    LegalStatus.TEMPORARY_PROTECTION,
)


class Scope(models.TextChoices):
    """How far a practice reaches."""

    EU = "eu", pgettext_lazy("scope", "European")
    NATIONAL = "national", pgettext_lazy("scope", "National")
    REGIONAL = "regional", pgettext_lazy("scope", "Regional")
    LOCAL = "local", pgettext_lazy("scope", "Local")


class PracticeStatus(models.TextChoices):
    """Whether a practice still runs, as far as the newest source says."""

    ACTIVE = "active", pgettext_lazy("status of a practice", "Running")
    PILOT = "pilot", pgettext_lazy("status of a practice", "Pilot")
    ENDED = "ended", pgettext_lazy("status of a practice", "Ended")
    UNKNOWN = "unknown", pgettext_lazy("status of a practice", "Not known")


class Evidence(models.TextChoices):
    """What speaks for a practice, from weakest to strongest."""

    DESCRIBED = "described", pgettext_lazy("evidence", "Described by its owner")
    MONITORED = "monitored", pgettext_lazy("evidence", "Publishes figures")
    EVALUATED = "evaluated", pgettext_lazy("evidence", "Evaluated")
    INDEPENDENTLY_EVALUATED = "independently_evaluated", pgettext_lazy("evidence", "Independently evaluated")

    @property
    def meaning(self) -> str:
        """Return what a practice at this level has to show for itself."""
        return str(EVIDENCE_MEANINGS[self])

    @property
    def what_counts(self) -> list[str]:
        """Return what lifts a practice to this level: each can be checked."""
        return [str(text) for text in EVIDENCE_THAT_COUNTS[self]]


EVIDENCE_MEANINGS = {
    Evidence.DESCRIBED: pgettext_lazy(
        "evidence", "Its owner or a partner says what it does. Nobody has published what came of it."
    ),
    Evidence.MONITORED: pgettext_lazy(
        "evidence", "Figures are published on how many people took part and what came of it. The owner counted them."
    ),
    Evidence.EVALUATED: pgettext_lazy(
        "evidence", "An evaluation is published that asks what worked and why. The owner or a partner made it."
    ),
    Evidence.INDEPENDENTLY_EVALUATED: pgettext_lazy(
        "evidence", "An evaluation is published by people who neither run the practice nor pay for it."
    ),
}
EVIDENCE_THAT_COUNTS = {
    Evidence.DESCRIBED: (
        pgettext_lazy("evidence", "A public page names who runs it, for whom, and where."),
        pgettext_lazy("evidence", "The page shows a year, or a newer page says that it still runs."),
    ),
    Evidence.MONITORED: (
        pgettext_lazy("evidence", "A figure of people who took part, with the period it was counted in."),
        pgettext_lazy("evidence", "A figure of what came of it: a certificate, a job, a place in education."),
        pgettext_lazy("evidence", "A figure with its whole: “30 of 75”, not “30 found work”."),
    ),
    Evidence.EVALUATED: (
        pgettext_lazy("evidence", "A report that can be read, with its method and its year."),
        pgettext_lazy("evidence", "People who took part were asked, those who left early too."),
        pgettext_lazy("evidence", "It says what did not work."),
    ),
    Evidence.INDEPENDENTLY_EVALUATED: (
        pgettext_lazy("evidence", "The report names its authors, and they are not of the organisation."),
        pgettext_lazy("evidence", "It compares results with what happens without the practice, or says why it cannot."),
        pgettext_lazy("evidence", "Results were looked at again months after the end."),
    ),
}


class CostKind(models.TextChoices):
    """Whether the person who takes part pays. Empty means not known."""

    FREE = "free", pgettext_lazy("cost", "Free")
    PAID = "paid", pgettext_lazy("cost", "Costs something")


class WorkAnswer(models.TextChoices):
    """The short answer to "may I work?"."""

    AT_ONCE = "at_once", pgettext_lazy("right to work", "Yes, at once")
    AFTER_MONTHS = "after_months", pgettext_lazy("right to work", "Yes, after a waiting time")
    WITH_PERMIT = "with_permit", pgettext_lazy("right to work", "With a permit or certificate")
    NOT_ALLOWED = "not_allowed", pgettext_lazy("right to work", "No")
    UNKNOWN = "unknown", pgettext_lazy("right to work", "Not known")


class RecognitionAreaKind(models.TextChoices):
    """The three ways to recognition of a country profile."""

    ACADEMIC = "academic", pgettext_lazy("area of recognition", "Diplomas and degrees")
    PROFESSIONAL = "professional", pgettext_lazy("area of recognition", "Regulated professions")
    VALIDATION = "validation", pgettext_lazy("area of recognition", "Skills learnt at work")


class ProfessionRuleKind(models.TextChoices):
    """What a rule on professions that goes beyond one authority is about."""

    AUTOMATIC = "automatic", pgettext_lazy("rule on professions", "Automatic recognition")
    CONDITION = "condition", pgettext_lazy("rule on professions", "Condition of automatic recognition")
    GENERAL = "general", pgettext_lazy("rule on professions", "General rule")


class GuidanceTopic(models.TextChoices):
    """What a piece of guidance answers, in the order people ask."""

    RIGHT_TO_WORK = "right_to_work", pgettext_lazy("guidance topic", "Right to work")
    DOCUMENTS = "documents", pgettext_lazy("guidance topic", "Documents")
    RECOGNITION = "recognition", pgettext_lazy("guidance topic", "Recognition of diplomas and skills")
    INCENTIVES = "incentives", pgettext_lazy("guidance topic", "Financial support")
    RECRUITMENT = "recruitment", pgettext_lazy("guidance topic", "Finding candidates and jobs")
    ONBOARDING = "onboarding", pgettext_lazy("guidance topic", "The first weeks")
    LANGUAGE = "language", pgettext_lazy("guidance topic", "Language at work")
    RETENTION = "retention", pgettext_lazy("guidance topic", "Staying and growing")
    RIGHTS = "rights", pgettext_lazy("guidance topic", "Rights at work")
