"""Translating in the admin: how far each language is, what is to do in one, and a page with both texts side by side."""

from collections import Counter, defaultdict
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext

from skills2work import countries, languages
from skills2work.admin_addresses import form_address
from skills2work.admin_base import LookOnlyAdmin
from skills2work.asked import page_number
from skills2work.parts import published_models, records_by_key
from skills2work.publishing import Published
from skills2work.staff import rights
from skills2work.staff.changes import proposes
from skills2work.staff.changes_admin import change_address
from skills2work.staff.duties import duties
from skills2work.staff.one_at_a_time import OPENED, SEEN, is_reopened, lock
from skills2work.staff.rights_admin import REOPENED
from skills2work.staff.snapshots import snapshot, version_of
from skills2work.staff.translating import Unit, may_write, plain, review, save, units
from skills2work.staff.translating_addresses import translate_address
from skills2work.staff.translation_files import LARGEST, TranslationImportError, exported, imported
from skills2work.texts import source_language, title_of
from skills2work.translations.coverage import Text, texts
from skills2work.translations.models import Translation, label
from skills2work.vocabularies import TranslationState

PER_PAGE = 50
Key = tuple[str, int]


class Cell(NamedTuple):
    """How the texts of one country stand in one language."""

    address: str
    percent: int | None  # None: there is nothing to translate
    missing: int
    behind: int
    machine: int
    reviewed: int


def countries_of_owners() -> dict[Key, str]:
    """Return the country of every record, by the name of its model and its id; a query a model."""
    found: dict[Key, str] = {}
    for model in published_models():
        name = label(model)
        rows: Any = model.objects.order_by()
        if rights.has_field(model, "country"):
            found.update({(name, pk): code or "EU" for pk, code in rows.values_list("pk", "country")})
        else:
            found.update({(name, pk): "EU" for pk in rows.values_list("pk", flat=True)})
    return found


def cell(rows: list[Text], address: str) -> Cell:
    """Return the figures of some texts."""
    missing, fields = sum(one.missing for one in rows), sum(one.fields for one in rows)
    states = Counter(one.state for one in rows)
    return Cell(
        address,
        100 * (fields - missing) // fields if fields else None,
        missing,
        sum(one.behind for one in rows),
        states[TranslationState.MACHINE],
        states[TranslationState.REVIEWED],
    )


@admin.register(Translation)
class TranslationAdmin(LookOnlyAdmin):
    """Translations: the list is a matrix of languages and countries, and leads to the entries and their texts."""

    def get_urls(self) -> list[Any]:
        """Add the page of a record in a language."""
        view = self.admin_site.admin_view(self.page_view)
        name = "skills2work_translation_page"
        out, back = self.admin_site.admin_view(self.export_view), self.admin_site.admin_view(self.import_view)
        return [
            path("<str:model>/<int:pk>/<str:language>/", view, name=name),
            path("export/", out, name="skills2work_translation_export"),
            path("import/", back, name="skills2work_translation_import"),
            *super().get_urls(),
        ]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let everybody in who works on something: the matrix gives nothing away."""
        return rights.may(request.user, "translate")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the matrix; for a language of the address, what there is to do in it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        language, country = request.GET.get("language", ""), request.GET.get("country", "")
        if language in languages.LANGUAGE_CODES:
            return self.list_view(request, language, country if country in countries.SLUGS else "")
        places = countries_of_owners()
        grouped: dict[tuple[str, str], list[Text]] = defaultdict(list)
        for one in texts(languages.LANGUAGE_CODES):
            grouped[(one.language, places.get(one.owner, "EU"))].append(one)
        spoken = languages.spoken()
        codes = countries.by_name(list(countries.SLUGS), spoken)
        here = reverse("admin:skills2work_translation_changelist")
        mine = duties(request.user).languages
        rows = [
            {
                "code": code,
                "name": languages.name(code, spoken),
                "mine": code in mine,
                "cells": [
                    cell(grouped.get((code, place), []), f"{here}?language={code}&country={place}") for place in codes
                ],
            }
            for code in sorted(languages.LANGUAGE_CODES, key=lambda code: code not in mine)
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Translations"),
            "opts": self.opts,
            "places": [countries.name(code, spoken) for code in codes],
            "country_choices": [(code, countries.name(code, spoken)) for code in codes],
            "language_choices": [(row["code"], row["name"]) for row in rows],
            "rows": rows,
        }
        return TemplateResponse(request, "admin/translation_matrix.html", context)

    def list_view(self, request: HttpRequest, language: str, country: str) -> HttpResponse:
        """List the entries that have something to translate into a language."""
        todo = self.todo(request.user, language, country)
        paginator: Paginator = Paginator(todo, PER_PAGE)
        page = paginator.get_page(page_number(request.GET.get("p", "1")) or 1)
        records = records_by_key([key for key, _texts in page.object_list])
        entries = [
            {
                "title": title_of(records[key]),
                "kind": records[key]._meta.verbose_name,
                "address": translate_address(records[key], language),
                "missing": sum(one.missing for one in rows),
                "behind": sum(one.behind for one in rows),
            }
            for key, rows in page.object_list
            if key in records
        ]
        spoken = languages.spoken()
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("To translate: %(language)s") % {"language": languages.name(language, spoken)},
            "opts": self.opts,
            "language": language,
            "country": country,
            "place": countries.name(country, spoken) if country else "",
            "page": page,
            "entries": entries,
        }
        return TemplateResponse(request, "admin/translation_list.html", context)

    def todo(self, user: Any, language: str, country: str = "") -> list[tuple[Key, list[Text]]]:
        """Return the entries of hers with something to translate, by their order in the site; what is behind first."""
        places = countries_of_owners()
        hers = rights.visible_keys(user)
        found: dict[Key, list[Text]] = defaultdict(list)
        for one in texts([language]):
            if one.needs_work and one.owner in hers and (not country or places.get(one.owner) == country):
                found[one.owner].append(one)
        return sorted(found.items(), key=lambda pair: (not any(one.behind for one in pair[1]), pair[0]))

    # Files

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """Give the texts of a country in a language as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        language, country = request.GET.get("language", ""), request.GET.get("country", "")
        source = request.GET.get("source", languages.SOURCE_LANGUAGE)
        known = {language, source} <= set(languages.LANGUAGE_CODES) and country in countries.SLUGS
        if not known or language == source:
            raise Http404
        data = exported(language, country, source, request.user)
        response = HttpResponse(data, content_type="application/xliff+xml")
        response["Content-Disposition"] = f'attachment; filename="fromskills2work-{country.lower()}-{language}.xlf"'
        return response

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Save the translations of a file, and say what was not taken."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        file = request.FILES.get("file")
        if request.method != "POST" or file is None:
            return redirect("admin:skills2work_translation_changelist")
        state = TranslationState.MACHINE if "machine" in request.POST else TranslationState.PERSON
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Translations from a file"),
            "opts": self.opts,
        }
        try:
            context["outcome"] = imported(file.read(LARGEST + 1), request.user, state)
        except TranslationImportError as problem:
            context["problem"] = str(problem)
        return TemplateResponse(request, "admin/translation_import.html", context)

    # One page

    def page_view(self, request: HttpRequest, model: str, pk: int, language: str) -> HttpResponse:
        """Show the texts of a record side by side, save them, or mark them as reviewed."""
        owner = self.owner(model, pk)
        if language not in languages.LANGUAGE_CODES or language == source_language(owner):
            raise Http404
        if not rights.may(request.user, "translate", owner):
            raise PermissionDenied
        if request.method != "POST":
            return self.show(request, owner, language)
        with transaction.atomic():
            lock(owner)
            if "review" in request.POST and not is_reopened(request):
                return self.reviewed(request, owner, language)
            if not may_write(request.user, owner, language):
                raise PermissionDenied
            return self.saved(request, owner, language)

    def owner(self, model: str, pk: int) -> Any:
        """Return the record of the address. Raises Http404 where there is none."""
        try:
            found = apps.get_model(model)
        except (LookupError, ValueError) as error:
            raise Http404 from error
        if not issubclass(found, Published):
            raise Http404
        return get_object_or_404(found, pk=pk)

    def reviewed(self, request: HttpRequest, owner: Any, language: str) -> HttpResponse:
        """Mark all texts of the page as reviewed."""
        if not rights.may(request.user, "review", owner):
            raise PermissionDenied
        if request.POST.get(OPENED, "") != version_of(snapshot(owner)):
            messages.error(request, gettext("The texts have changed since you opened them. Please look once more."))
        else:
            review(request.user, owner, language)
            messages.success(request, gettext("The translation is marked as reviewed."))
        return redirect(translate_address(owner, language))

    def saved(self, request: HttpRequest, owner: Any, language: str) -> HttpResponse:
        """Save what was typed; what cannot be saved comes back with the reason, and nothing typed is lost."""
        typed = {name: plain(str(text)) for name, text in request.POST.items() if name.count(":") == 2}
        version = version_of(snapshot(owner))
        if version not in {request.POST.get(OPENED, ""), request.POST.get(SEEN, "")}:
            return self.show(request, owner, language, typed, overtaken=True)
        if is_reopened(request):
            messages.warning(request, REOPENED)
            return self.show(request, owner, language, typed)
        try:
            done = save(request.user, owner, language, typed, set(request.POST.getlist("fits")))
        except ValidationError as problem:
            return self.show(request, owner, language, typed, problem.message_dict)
        if done is False:
            messages.info(request, gettext("Nothing was changed."))
        elif done is True:
            messages.success(request, gettext("The translation is saved."))
        else:
            messages.success(
                request, gettext("Readers still see the entry as it was. Your change waits for a reviewer.")
            )
            return redirect(change_address(done))
        if "next" in request.POST:
            return self.next_one(request, owner, language)
        return redirect(translate_address(owner, language))

    def next_one(self, request: HttpRequest, owner: Any, language: str) -> HttpResponse:
        """Lead to the next entry with something to translate, or to the list where there is none."""
        keys = [key for key, _texts in self.todo(request.user, language) if key != (label(owner), owner.pk)]
        after = [key for key in keys if key > (label(owner), owner.pk)] or keys
        if not after:
            messages.success(request, gettext("Nothing else is to translate into this language."))
            return redirect("admin:skills2work_translation_changelist")
        model, pk = after[0]
        return redirect("admin:skills2work_translation_page", model, pk, language)

    def show(
        self,
        request: HttpRequest,
        owner: Any,
        language: str,
        typed: dict[str, str] | None = None,
        errors: dict[str, list[str]] | None = None,
        *,
        overtaken: bool = False,
    ) -> HttpResponse:
        """Show both texts; what was typed stays, beside what stands there by now where somebody was faster."""
        rows = [self.filled(unit, typed or {}, errors or {}, overtaken=overtaken) for unit in units(owner, language)]
        version = version_of(snapshot(owner))
        source = source_language(owner)
        spoken = languages.spoken()
        title = title_of(owner)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Translate: %(title)s") % {"title": title},
            "opts": self.opts,
            "units": rows,
            "language": language,
            "language_name": languages.name(language, spoken),
            "direction": languages.direction(language),
            "source": source,
            "source_name": languages.name(source, spoken),
            "source_direction": languages.direction(source),
            "version": request.POST.get(OPENED, "") or version,
            "seen": version,
            "overtaken": overtaken,
            "has_errors": bool(errors),
            "may_write": may_write(request.user, owner, language),
            "may_review": rights.may(request.user, "review", owner) and any(unit.target for unit in rows),
            "waits": proposes(request.user, owner),
            "entry_address": form_address(owner),
            "list_address": f"{reverse('admin:skills2work_translation_changelist')}?language={language}",
        }
        return TemplateResponse(request, "admin/translate.html", context)

    def filled(self, unit: Unit, typed: dict[str, str], errors: dict[str, list[str]], *, overtaken: bool) -> Unit:
        """Return a text with what was typed in place of what is saved."""
        if unit.key in typed and typed[unit.key] != plain(unit.target):
            unit.now = unit.target if overtaken else ""
            unit.target = typed[unit.key]
        unit.errors = errors.get(unit.key, [])
        return unit
