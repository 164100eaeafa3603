"""What the admin pages of all apps share: texts in thirteen languages, countries by name, the rules of publication.

The rules themselves stand with the models (`Published.missing_for_publication`); a form only asks them early enough to
answer in words. Nothing here loads a script or a style that Django's own admin does not bring.
"""

from collections.abc import Iterable
from contextlib import nullcontext
from copy import copy
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin import widgets
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import construct_instance
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.fields import TranslationField

from skills2work import countries, languages
from skills2work.fields import CodeListFormField
from skills2work.publishing import Published
from skills2work.staff.confirming_admin import ConfirmingMixin
from skills2work.staff.due import DueFilter
from skills2work.staff.one_at_a_time import OneAtATimeMixin
from skills2work.staff.preview_admin import PreviewMixin
from skills2work.staff.proposing import ProposingMixin
from skills2work.staff.rights_admin import RightsForm, RightsInlineMixin, RightsMixin, for_role
from skills2work.staff.versions_admin import VersionedMixin
from skills2work.texts import local_text
from skills2work.translations import states
from skills2work.translations.fingerprints import translated_fields
from skills2work.translations.following import minor_edit
from skills2work.translations.states import Standing
from skills2work.vocabularies import PublicationState, TranslationState

Fieldsets = list[tuple[Any, dict[str, Any]]]


def in_language(model: type[models.Model], names: Iterable[str], code: str) -> list[str]:
    """Return field names with the translated ones replaced by their column of one language."""
    translated = translated_fields(model)
    return [f"{name}_{code}" if name in translated else name for name in names]


def needed_texts(model: type[models.Model]) -> list[str]:
    """Return the texts that even a draft must have in its source language: what it is called."""
    if issubclass(model, Published):
        return list(model.required_texts[:1])
    return [name for name in translated_fields(model) if not model._meta.get_field(name).blank]  # type: ignore[union-attr]


def country_label(code: str) -> str:
    """Return a country's name in the editor's language, with its code."""
    return f"{countries.name(code, languages.spoken())} ({code})" if code else ""


def country_choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return countries to choose from, in the order of their names in the editor's language."""
    ordered = countries.by_name(list(codes), languages.spoken())
    return [(code, country_label(code)) for code in ordered]


class CountryCodeFormField(forms.CharField):
    """The code of any country, checked."""

    def to_python(self, value: Any) -> str:
        """Return the code in capitals."""
        code = (super().to_python(value) or "").upper()
        if code and not countries.is_country(code):
            raise ValidationError(_("No country has this code: %(code)s"), params={"code": code})
        return code


class CountryFilter(admin.SimpleListFilter):
    """The countries that occur in a list, by name."""

    title = _("country")
    parameter_name = "country"
    path = "country"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the countries of the records; one query."""
        codes = model_admin.get_queryset(request).order_by().values_list(self.path, flat=True).distinct()
        return country_choices(code for code in codes if code)

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Keep the records of one country; none for a code that does not occur."""
        code = self.value()
        if code is None:
            return queryset
        known = {str(value) for value, _label in self.lookup_choices}
        return queryset.filter(**{self.path: code}) if code in known else queryset.none()


class TranslatedForm(RightsForm):
    """A form of a record with texts in several languages. Asks for its name in the source language."""

    def source_language(self) -> str:
        """Return the source language that was chosen here, or that of the record this one belongs to."""
        own = self.cleaned_data.get("source_language")
        if own:
            return str(own)
        for name in ("practice", "profile", "area"):
            code = getattr(self.cleaned_data.get(name), "source_language", None)
            if code:
                return str(code)
        return languages.SOURCE_LANGUAGE

    def clean(self) -> dict[str, Any]:
        """Keep the order of codes, and refuse a record without a name."""
        super().clean()
        self.keep_order_of_codes()
        if self.cleaned_data.get("DELETE"):
            return self.cleaned_data
        for name in in_language(self._meta.model, needed_texts(self._meta.model), self.source_language()):
            if name in self.fields and name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, ValidationError(self.fields[name].error_messages["required"], code="required"))
        return self.cleaned_data

    def keep_order_of_codes(self) -> None:
        """Leave codes in the order they had, new ones last: check boxes forget it, and the first kind counts."""
        for name, field in self.fields.items():
            if isinstance(field, CodeListFormField) and name in self.cleaned_data:
                chosen, before = self.cleaned_data[name], self.initial.get(name) or []
                kept = [code for code in before if code in chosen]
                self.cleaned_data[name] = kept + [code for code in chosen if code not in kept]


class PublishedForm(TranslatedForm):
    """A form of a published record. Refuses the state "published" as long as the model names something missing."""

    minor_edit = forms.BooleanField(
        label=_("minor edit"),
        required=False,
        help_text=_(
            "Tick this where the meaning stays the same, a slip of the pen for instance: translations stay valid."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Name what is missing before the database would refuse the record."""
        super().clean()
        if self.cleaned_data.get("state") == PublicationState.PUBLISHED:
            missing = self.missing()
            if missing:
                text = _("Cannot be published yet: %(missing)s")
                self.add_error("state", ValidationError(text, params={"missing": ", ".join(missing)}, code="missing"))
        return self.cleaned_data

    def missing(self) -> list[str]:
        """Ask the model, with the values and the sources of this form. The record itself stays as it is."""
        candidate = construct_instance(self, copy(self.instance), self._meta.fields, self._meta.exclude)
        has_sources = bool(self.cleaned_data.get("sources")) or "sources" in self.errors
        return list(candidate.missing_for_publication(has_sources=has_sources))


class LanguageAwareAdmin(BaseModelAdmin):
    """Form fields that know the language they are written in, and countries by name."""

    formfield_overrides = {models.URLField: {"widget": widgets.AdminURLFieldWidget, "assume_scheme": "https"}}

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Mark the widgets of translated texts with language and direction; offer countries by name."""
        if db_field.name in {"country", "origin"}:
            if db_field.choices:
                blank = [("", "---------")]
                kwargs["choices"] = blank + country_choices(code for code, _label in db_field.choices)
            else:
                kwargs["form_class"] = CountryCodeFormField
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(db_field, TranslationField):
            code = db_field.language
            field.widget.attrs.update({"lang": code, "dir": languages.direction(code), "class": "vLargeTextField"})
        return field

    def language_of_form(self, request: HttpRequest, record: Any) -> str:
        """Return the language whose texts stand first: the record's own, or on adding the one asked for."""
        if record is not None:
            return getattr(record, "source_language", None) or languages.SOURCE_LANGUAGE
        asked = request.POST.get("source_language") or request.GET.get("source_language")
        return asked if asked in languages.LANGUAGE_CODES else languages.SOURCE_LANGUAGE


class PlainAdmin(RightsMixin, LanguageAwareAdmin, admin.ModelAdmin):
    """Lists and forms that stay friendly whatever the address says."""

    form = RightsForm
    list_per_page = 50
    save_on_top = True

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list; begin again with the whole list where the address asks for something impossible."""
        if any("\0" in text for pair in request.GET.items() for text in pair):
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")
        if request.method != "GET":
            return super().changelist_view(request, extra_context)
        try:
            return super().changelist_view(request, extra_context)
        except (ValueError, OverflowError):  # Django's own date hierarchy, for the year 9999
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """Search, without the one character that PostgreSQL does not take."""
        return super().get_search_results(request, queryset, search_term.replace("\0", " "))

    @admin.display(description=_("country"), ordering="country")
    def country_name(self, record: Any) -> str:
        """Return the country's name in the editor's language."""
        return country_label(record.country)


class LookOnlyAdmin(PlainAdmin):
    """What a command fills in: to look up, not to change."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody adds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes."""
        return False


class RecordAdmin(ProposingMixin, OneAtATimeMixin, VersionedMixin, PlainAdmin):
    """The same for what people write here: with versions, with proposals, and with one who saves at a time."""


class TranslatedAdmin(RecordAdmin):
    """A record with texts in several languages: those of the source language first, the others folded below.

    `first` is what readers see first, `facts` the rest; translated fields stand there by their name without a language.
    """

    form = TranslatedForm
    first: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the first fields, the facts, and one folded group a further language."""
        source = self.language_of_form(request, obj)
        name = languages.own_name(source)
        told = gettext("The texts are written in the source language of the entry: %(language)s.") % {"language": name}
        fieldsets: Fieldsets = [(None, {"fields": in_language(self.model, self.first, source), "description": told})]
        if self.facts:
            fieldsets.append((_("Facts"), {"fields": in_language(self.model, self.facts, source)}))
        fieldsets += self.publication_fieldsets()
        texts = set(translated_fields(self.model))
        ordered = [field for field in (*self.first, *self.facts) if field in texts]
        for code in languages.LANGUAGE_CODES:
            if code != source:
                folded = {"fields": in_language(self.model, ordered, code), "classes": ["collapse"]}
                fieldsets.append((languages.own_name(code), folded))
        return for_role(request, obj, fieldsets)

    def publication_fieldsets(self) -> Fieldsets:
        """Return the group of fields on publication; none for a part of another record."""
        return []


def title_column(field: str) -> Any:
    """Return the list column with what a record is called, sorted by its English text."""

    @admin.display(description=_("title"), ordering=f"{field}_{languages.SOURCE_LANGUAGE}")
    def record_title(self: Any, record: Any) -> str:
        """Return the title in the editor's language, else in the record's own; the slug of a record without one."""
        return local_text(record, field).text or str(record) or record.slug

    return record_title


class PublishedAdmin(ConfirmingMixin, PreviewMixin, TranslatedAdmin):
    """A published record: lists, search and form are the same for every kind."""

    form = PublishedForm
    title_field = "title"
    record_title = title_column("title")
    list_display: Any = ("record_title", "country_name", "state", "verification", "verified_on")
    list_filter: ClassVar[Any] = ("state", CountryFilter, "verification", "source_language")
    date_hierarchy = "verified_on"
    readonly_fields: ClassVar[Any] = ("published_at", "updated_at", "translations_told")
    actions_on_bottom = True
    link_fields: tuple[str, ...] = ()  # foreign keys and many-to-many fields besides the sources
    search_in: tuple[str, ...] = ()  # untranslated fields to search besides the slug
    slug_from: tuple[str, ...] = ("title_en",)
    ordering: ClassVar[Any] = ("title_en", "slug")

    search_fields = ("slug",)  # and more below; Django asks for it here before it lets other records look one up
    autocomplete_fields = ("sources",)

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        """Return the title in every language, since a record may be written in any; all other texts in English."""
        titles = [f"{self.title_field}_{code}" for code in languages.LANGUAGE_CODES]
        others = [name for name in translated_fields(self.model) if name != self.title_field]
        english = in_language(self.model, others, languages.SOURCE_LANGUAGE)
        return [*self.search_fields, *titles, *english, *self.search_in]

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Look up sources and other records by typing: there are thousands."""
        return [*self.autocomplete_fields, *self.link_fields]

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Add what should be checked again to the filters of every kind."""
        return (*super().get_list_filter(request), DueFilter)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Propose an address for a new record only: people link to the others."""
        return {} if obj else {"slug": self.slug_from}

    def view_on_site(self, obj: Any) -> str | None:
        """Lead to the page that readers see, where they see one."""
        return obj.get_absolute_url() if obj.is_published and hasattr(obj, "get_absolute_url") else None

    def publication_fieldsets(self) -> Fieldsets:
        """Return state, verification and sources."""
        who = ("state", "verification", "verified_on", "review_by", "confirmed_by", "source_language", "sources")
        shown = ["minor_edit", "translations_told", "published_at", "updated_at"]
        return [(_("Publication"), {"fields": [*who, *shown]})]

    @admin.display(description=_("translations"))
    def translations_told(self, record: Any) -> str:
        """Return how the record and its parts stand in every other language."""
        if record is None or record.pk is None:
            return "-"
        found = states.page_in_all_languages(record)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {}</li>", map(told_standing, found)))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save the record; after a minor edit its translations stay in step."""
        with minor_edit() if form.cleaned_data.get("minor_edit") else nullcontext():
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The same for the parts of the record."""
        with minor_edit() if form.cleaned_data.get("minor_edit") else nullcontext():
            super().save_related(request, form, formsets, change)


def told_standing(found: Standing) -> tuple[str, str]:
    """Return a language's own name, and in words how a record stands in it."""
    words = [str(TranslationState(found.state).label)]
    if found.behind:
        words.append(gettext("the original has changed since"))
    if not found.complete and not found.is_missing:
        words.append(gettext("parts are missing"))
    return languages.own_name(found.language), ", ".join(words)


class TranslatedInline(RightsInlineMixin, LanguageAwareAdmin, admin.StackedInline):
    """Parts of a record on its page: the source language open, all others folded together."""

    form = TranslatedForm
    extra = 1
    facts: tuple[str, ...] = ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the fields in the source language of the record, and the other languages below."""
        source = self.language_of_form(request, obj)
        texts = [name for name in self.facts if name in translated_fields(self.model)]
        others = [code for code in languages.LANGUAGE_CODES if code != source]
        folded = [name for code in others for name in in_language(self.model, texts, code)]
        return [
            (None, {"fields": in_language(self.model, self.facts, source)}),
            (_("Other languages"), {"fields": folded, "classes": ["collapse"]}),
        ]
