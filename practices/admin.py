"""The admin pages of practices, country profiles, professions, right to work and guidance."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from practices.exchange import PracticeResource
from practices.models import (
    AccessToWork,
    CountryProfile,
    Guidance,
    IscoGroup,
    Occupation,
    Pathway,
    PathwayStep,
    Practice,
    PracticeStep,
    ProfessionRule,
    RecognitionArea,
    RecognitionBody,
    RegulatedProfession,
)
from skills2work.admin_base import (
    CountryFilter,
    LookOnlyAdmin,
    PublishedAdmin,
    TranslatedAdmin,
    TranslatedInline,
    country_label,
    title_column,
)
from skills2work.admin_numbered import NumberedForm, NumberedFormSet
from skills2work.staff.exchange_admin import ExchangeMixin
from skills2work.staff.rights_admin import RightsInlineMixin


class PracticeStepInline(TranslatedInline):
    """The steps on the page of their practice."""

    model = PracticeStep
    form = NumberedForm
    formset = NumberedFormSet
    facts = ("position", "text")


@admin.register(Practice)
class PracticeAdmin(ExchangeMixin, PublishedAdmin):
    """Practices with their steps."""

    resource_class = PracticeResource
    inlines = (PracticeStepInline,)
    list_display = (*PublishedAdmin.list_display, "status", "evidence")
    list_filter = ("state", CountryFilter, "status", "evidence", "scope", "verification", "source_language")
    link_fields = ("lead", "partners", "successor")
    search_in = ("local_title", "lead_name")
    first = ("title", "slug", "summary", "what", "results", "lessons")
    facts = PracticeResource.facts


@admin.register(PracticeStep)
class PracticeStepAdmin(TranslatedAdmin):
    """Single steps, to search them."""

    list_display = ("text", "practice", "position")
    list_select_related = ("practice",)
    search_fields = ("text_en", "practice__title_en", "practice__slug")
    autocomplete_fields = ("practice",)
    first = ("practice", "position", "text")


class RecognitionAreaInline(RightsInlineMixin, admin.TabularInline):
    """The areas on the page of their country profile: the facts here, the texts behind the link."""

    model = RecognitionArea
    extra = 0
    max_num = 3
    fields = ("area", "as_of", "sources")
    autocomplete_fields = ("sources",)
    show_change_link = True


@admin.register(CountryProfile)
class CountryProfileAdmin(PublishedAdmin):
    """Country profiles with their areas of recognition."""

    inlines = (RecognitionAreaInline,)
    link_fields = ("employment_services",)
    search_in = ("country", "employment_service_local_name")
    ordering = ("country",)
    first = ("title", "slug", "summary")
    facts = (
        "country",
        "official_languages",
        "employment_service",
        "employment_service_local_name",
        "employment_service_url",
        "employment_services",
    )


class AreaCountryFilter(CountryFilter):
    """The countries of areas."""

    path = "profile__country"


class BodyCountryFilter(CountryFilter):
    """The countries of recognition bodies."""

    path = "area__profile__country"


class RecognitionBodyInline(TranslatedInline):
    """The bodies on the page of their area."""

    model = RecognitionBody
    form = NumberedForm
    formset = NumberedFormSet
    autocomplete_fields = ("organisations",)
    facts = ("position", "name", "local_name", "url", "does", "organisations")


@admin.register(RecognitionArea)
class RecognitionAreaAdmin(TranslatedAdmin):
    """Areas of recognition with their bodies."""

    inlines = (RecognitionBodyInline,)
    list_display = ("area", "profile_country", "as_of")
    list_filter = ("area", AreaCountryFilter)
    list_select_related = ("profile",)
    search_fields = ("summary_en", "cost_en", "duration_en", "without_documents_en", "local_term", "profile__slug")
    autocomplete_fields = ("profile", "sources")
    first = ("profile", "area", "summary", "cost", "duration", "without_documents")
    facts = ("local_term", "as_of", "sources")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Fetch the profiles with the areas: an area is called after its country."""
        return super().get_queryset(request).select_related("profile")

    @admin.display(description=_("country"), ordering="profile__country")
    def profile_country(self, area: RecognitionArea) -> str:
        """Return the country of the profile."""
        return country_label(area.profile.country)


@admin.register(RecognitionBody)
class RecognitionBodyAdmin(TranslatedAdmin):
    """Single recognition bodies, to search them."""

    list_display = ("name", "area", "position")
    list_filter = ("area__area", BodyCountryFilter)
    list_select_related = ("area__profile",)
    search_fields = ("name_en", "local_name", "does_en", "url", "area__profile__slug")
    autocomplete_fields = ("area", "organisations")
    first = ("area", "position", "name", "does")
    facts = ("local_name", "url", "organisations")


@admin.register(RegulatedProfession)
class RegulatedProfessionAdmin(PublishedAdmin):
    """Regulated professions and who decides on them."""

    title_field = "profession"
    record_title = title_column("profession")
    list_display = (*PublishedAdmin.list_display, "isco", "regulated")
    list_filter = ("state", CountryFilter, "regulated", "verification", "source_language")
    link_fields = ("organisations",)
    search_in = ("isco",)
    slug_from = ("country", "profession_en")
    ordering = ("country", "profession_en", "pk")
    first = ("profession", "slug", "note", "authority")
    facts = ("country", "isco", "regulated", "organisations", "url", "as_of")


@admin.register(ProfessionRule)
class ProfessionRuleAdmin(PublishedAdmin):
    """Rules above the single authority."""

    title_field = "subject"
    record_title = title_column("subject")
    list_display = (*PublishedAdmin.list_display, "kind", "isco")
    list_filter = ("state", CountryFilter, "kind", "verification", "source_language")
    search_in = ("isco", "directive")
    slug_from = ("country", "subject_en")
    ordering = ("country", "kind", "position", "pk")
    first = ("subject", "slug", "text")
    facts = ("country", "kind", "isco", "regulated", "directive", "position", "as_of")


@admin.register(AccessToWork)
class AccessToWorkAdmin(PublishedAdmin):
    """Right to work: one rule a country and legal status."""

    list_display = (*PublishedAdmin.list_display, "status", "answer", "as_of")
    list_filter = ("state", CountryFilter, "status", "answer", "verification", "source_language")
    ordering = ("country", "status")
    first = ("title", "slug", "summary", "rule", "document", "limits")
    facts = ("country", "status", "answer", "waiting_months", "as_of")


@admin.register(Guidance)
class GuidanceAdmin(PublishedAdmin):
    """Guidance by audience, country and topic."""

    list_display = (*PublishedAdmin.list_display, "audience", "topic", "as_of")
    list_filter = ("state", CountryFilter, "audience", "topic", "verification", "source_language")
    ordering = ("audience", "country", "topic")
    first = ("title", "slug", "summary", "points")
    facts = ("audience", "country", "topic", "as_of")


@admin.register(Pathway)
class PathwayAdmin(PublishedAdmin):
    """Pathways. "View on site" is the preview: it asks the four questions. Steps have a list of their own."""

    first = ("title", "slug", "summary")
    facts = ("country",)


@admin.register(PathwayStep)
class PathwayStepAdmin(TranslatedAdmin):
    """The steps of pathways, and for whom each is. The form leads to a preview of the answer that a step is in."""

    list_display = ("title", "pathway", "position", "access", "acts_today", "as_of")
    list_filter = (("pathway", admin.RelatedOnlyFieldListFilter), "access", "acts_today")
    list_select_related = ("pathway",)
    search_fields = ("title_en", "text_en", "slug")
    autocomplete_fields = ("pathway", "organisations", "practices", "sources")
    first = ("title", "text", "where", "documents", "cost", "duration", "language_level", "if_missing")
    facts = (
        "pathway",
        "slug",
        "position",
        "statuses",
        "haves",
        "access",
        "isco",
        "kinds",
        "organisations",
        "practices",
        "acts_today",
        "shows_professions",
        "shows_access",
        "as_of",
        "sources",
    )


class ReferenceAdmin(LookOnlyAdmin):
    """Data of others, loaded by a command: to look up, not to change."""

    search_fields = ("code", "labels", "names")
    show_full_result_count: ClassVar[bool] = False

    @admin.display(description=_("label"))
    def label_text(self, record: Any) -> str:
        """Return the label in the editor's language, in English where there is none."""
        return str(record.label().text)


@admin.register(IscoGroup)
class IscoGroupAdmin(ReferenceAdmin):
    """The groups of ISCO-08."""

    list_display = ("code", "label_text")


@admin.register(Occupation)
class OccupationAdmin(ReferenceAdmin):
    """The occupations of ESCO."""

    list_display = ("code", "label_text", "group_id", "regulation")
    list_filter = ("regulation",)
