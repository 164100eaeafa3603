"""Import and export in the admin: a page to choose from, a look at what a table would do, and its saving.

Looking and saving are answered piece by piece while they go on: a long table shows how far it is, no worker is taken
for dead, and a person who leaves ends it, with nothing saved.
"""

import logging
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.html import escape, format_html
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from skills2work import languages
from skills2work.staff import exchange_files as files
from skills2work.staff import rights
from skills2work.staff.diff import Difference, marked
from skills2work.staff.exchange import Outcome
from skills2work.staff.exchange_models import SentTable
from skills2work.staff.exchange_parts import SourcesColumn
from skills2work.staff.exchange_rows import Change
from skills2work.staff.exchange_sheet import workbook
from skills2work.translations.models import label

logger = logging.getLogger(__name__)

CUT = "<!-- here it goes on -->"  # in the template, where progress and the result stand
TRIED = 5  # rows of a workbook that are read before its sender is led on; it takes a while to read all
EVERY = 20  # rows between two signs of life
LONG = 5000  # signs of a text that are shown; comparing words takes long in more
SHOWN = 200  # rows of a kind that are shown


class ExchangeMixin:
    """A list of records with import and export. `resource_class` names the columns."""

    resource_class: Any
    model: Any
    opts: Any
    admin_site: Any
    change_list_template: Any = "admin/exchange_list.html"

    def get_urls(self) -> list[Any]:
        """Add the pages of import and export."""
        pages = {
            "export": ("export/", self.export_view),
            "export_file": ("export/<str:kind>/", self.export_file_view),
            "template": ("import/template/", self.template_view),
            "import": ("import/", self.import_view),
            "process_import": ("import/<int:pk>/", self.process_import_view),
        }
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path(route, self.admin_site.admin_view(view), name=f"{name}_{key}") for key, (route, view) in pages.items()
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Offer import and export to those who may."""
        offered = {
            "import_address": self.address("import") if rights.may(request.user, "import", self.model) else "",
            "export_address": self.address("export") if rights.may(request.user, "export", self.model) else "",
        }
        response: HttpResponse = super().changelist_view(request, {**offered, **(extra_context or {})})  # type: ignore[misc]
        return response

    def address(self, page: str, *args: Any) -> str:
        """Return the address of a page of import and export."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def demand(self, request: HttpRequest, action: str) -> None:
        """Refuse those who may not import, or not export, any record of this kind."""
        if not rights.may(request.user, action, self.model):
            raise PermissionDenied

    def page(self, request: HttpRequest, title: str, **context: Any) -> dict[str, Any]:
        """Return what every page of import and export shows."""
        common = {"title": title, "opts": self.opts, "list_address": self.address("changelist")}
        return {**self.admin_site.each_context(request), **common, **context}

    # Export

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """Offer the files."""
        self.demand(request, "export")
        kinds = [(kind, self.address("export_file", kind)) for kind in files.FORMATS]
        count = self.exported(request).count()
        title = gettext("Export: %(kind)s") % {"kind": self.opts.verbose_name_plural}
        return TemplateResponse(
            request, "admin/exchange_export.html", self.page(request, title, kinds=kinds, count=count)
        )

    def exported(self, request: HttpRequest) -> Any:
        """Return the records that are hers."""
        return rights.visible(request.user, self.model.objects.order_by("slug"))

    def export_file_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Answer with the records that are hers, in one format."""
        self.demand(request, "export")
        if kind not in files.FORMATS:
            return redirect(self.address("export"))
        resource = self.resource_class(request.user, translated="translations" in request.GET)
        table = resource.export(resource.for_columns(self.exported(request)))
        try:
            content = workbook(resource, table) if kind == files.XLSX else files.written(table, kind)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
            return redirect(self.address("export"))
        return as_file(content, kind, f"{self.opts.model_name}-{timezone.localdate()}")

    def template_view(self, request: HttpRequest) -> HttpResponse:
        """Answer with a workbook to fill in."""
        self.demand(request, "import")
        resource = self.resource_class(request.user, translated="translations" in request.GET)
        table = resource.export(self.model.objects.none())
        return as_file(workbook(resource, table), files.XLSX, f"{self.opts.model_name}-template")

    # Import

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Take a file, look at its form, and keep it."""
        self.demand(request, "import")
        problem = ""
        if request.method == "POST":
            SentTable.objects.old().delete()
            sent = request.FILES.get("file")
            try:
                return redirect(self.address("process_import", self.kept(request, sent).pk))
            except ValidationError as refusal:
                problem = " ".join(refusal.messages)
        title = gettext("Import: %(kind)s") % {"kind": self.opts.verbose_name_plural}
        waiting = SentTable.objects.of(request.user, label(self.model)).filter(saved_at=None).order_by("-sent_at")
        context = self.page(
            request,
            title,
            problem=problem,
            template_address=self.address("template"),
            export_address=self.address("export"),
            limit=files.MAX_BYTES >> 20,
            waiting=[(table, self.address("process_import", table.pk)) for table in waiting.defer("content")],
        )
        return TemplateResponse(request, "admin/exchange_import.html", context, status=422 if problem else 200)

    def kept(self, request: Any, sent: Any) -> SentTable:
        """Keep a file that can be read. Raises ValidationError for any other."""
        if sent is None:
            raise ValidationError(gettext("Choose a file first."))
        name = str(sent.name).replace("\0", "")[-200:]
        kind = files.kind_of(name)
        if sent.size > files.MAX_BYTES:
            text = gettext("This file is too large: %(limit)s MB are the limit.")
            raise ValidationError(text, params={"limit": files.MAX_BYTES >> 20})
        content = sent.read()
        files.read(content, kind, rows=TRIED)
        SentTable.objects.of(request.user, label(self.model)).filter(name=name, saved_at=None).delete()
        table: SentTable = SentTable.objects.create(
            user=request.user, model_name=label(self.model), name=name, kind=kind, content=content
        )
        return table

    def process_import_view(self, request: HttpRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
        """Show what a table would do; on POST save it."""
        self.demand(request, "import")
        sent = get_object_or_404(SentTable.objects.of(request.user, label(self.model)), pk=pk)
        if sent.saved_at is not None:
            messages.info(request, gettext("This table is saved already."))
            return redirect(self.address("changelist"))
        if request.method == "POST" and "discard" in request.POST:
            sent.delete()
            return redirect(self.address("import"))
        resource = self.resource_class(request.user)

        def steps(table: Any) -> Generator[int]:
            if request.method == "POST":
                comment = gettext("Import of %(file)s") % {"file": sent.name}
                return cast(Generator[int], resource.save(table, comment, request.POST.get("mark", ""), sent.close))
            return cast(Generator[int], resource.look(table))

        return self.told(request, sent, resource, steps)

    def told(
        self, request: HttpRequest, sent: SentTable, resource: Any, steps: Callable[[Any], Generator[int]]
    ) -> StreamingHttpResponse:
        """Answer piece by piece: the page, how far it is, and what came of it."""
        token = get_token(request)  # before the answer begins: its cookie goes with the first piece
        title = gettext("Import: %(file)s") % {"file": sent.name}
        page = render_to_string("admin/exchange_run.html", self.page(request, title, cut=CUT), request)

        def finished(failed: bool) -> str:
            context = {
                **result_context(resource, failed),
                "csrf_token": token,
                "list_address": self.address("changelist"),
            }
            context["import_address"] = self.address("import")
            return render_to_string("components/admin_exchange_result.html", context)

        response = StreamingHttpResponse(pieces(page, progress(sent, resource, steps), finished))
        response["X-Accel-Buffering"] = "no"
        response["Cache-Control"] = "no-store"
        return response


def progress(sent: SentTable, resource: Any, steps: Callable[[Any], Generator[int]]) -> Generator[str]:
    """Read a file and go through its rows; give a sentence now and then on how far it is."""
    yield gettext("The file is being read.")
    try:
        table = files.read(bytes(sent.content), sent.kind)
    except ValidationError as problem:
        resource.outcome = Outcome(problems=problem.messages)
        return
    total = len(table)
    with closing(steps(table)) as rows:  # who leaves ends it: what was not saved as a whole is not saved
        for done in rows:
            if done % EVERY == 0 or done == total:
                told = ngettext("%(done)s of %(total)s row", "%(done)s of %(total)s rows", total)
                yield told % {"done": done, "total": total}


def pieces(page: str, sentences: Generator[str], finished: Callable[[bool], str]) -> Iterator[str]:
    """Return the page up to the cut, how far it is, the result, and the rest of the page."""
    begin, _cut, end = page.partition(CUT)
    yield begin
    failed = False
    with translation.override(translation.get_language()), closing(sentences):
        yield format_html('<ol class="staff-progress" aria-label="{}">', gettext("Progress"))
        try:
            for sentence in sentences:
                yield format_html("<li>{}</li>\n", sentence)
        except DatabaseError:  # the page has begun: no other answer can be given any more
            logger.exception("An import was not finished")
            failed = True
        yield "</ol>\n"
        yield finished(failed)
    yield end


def result_context(resource: Any, failed: bool) -> dict[str, Any]:
    """Return what the result of a table shows: all that is wrong, and the rows that change, up to a limit."""
    if failed:
        text = gettext("The site could not finish this, and nothing is saved. Please try again in some minutes.")
        return {"outcome": Outcome(problems=[text]), "problems": [text]}
    outcome = resource.outcome
    wrong = [told for row in outcome.of_kind("error") for told in row.told]
    changing = [*outcome.of_kind("new"), *outcome.of_kind("changed")]
    rows = [(row, [difference(resource, one) for one in row.changes]) for row in changing[:SHOWN]]
    counts = outcome.counts
    return {
        "outcome": outcome,
        "told": told_counts(counts),
        "problems": [*outcome.problems, *wrong[:SHOWN]],
        "more_problems": max(0, len(wrong) - SHOWN),
        "rows": rows,
        "more_rows": max(0, len(changing) - SHOWN),
        "changes_something": bool(changing),
    }


def difference(resource: Any, change: Change) -> Difference:
    """Return a changed cell as the admin shows differences. Of sources, one sees only those that differ."""
    column, old, new = resource.fields[change.column], change.old, change.new
    if isinstance(column, SourcesColumn):
        before, after = old.split("\n"), new.split("\n")
        old = "\n".join(line for line in before if line not in after)
        new = "\n".join(line for line in after if line not in before)
    is_long = max(len(old), len(new)) > LONG
    texts = (escape(truncate(old)), escape(truncate(new))) if is_long else marked(old, new)
    code = getattr(column, "language", "")
    return Difference("", column.label, *texts, code, languages.direction(code) if code else "")


def truncate(text: str) -> str:
    """Return the beginning of a very long text."""
    return str(Truncator(text).chars(LONG))


def told_counts(counts: dict[str, int]) -> list[str]:
    """Return how many rows there are of each kind, in words."""
    words = {
        "new": ngettext("%(count)s new entry", "%(count)s new entries", counts["new"]),
        "changed": ngettext("%(count)s changed entry", "%(count)s changed entries", counts["changed"]),
        "unchanged": ngettext("%(count)s unchanged entry", "%(count)s unchanged entries", counts["unchanged"]),
        "error": ngettext("%(count)s row with errors", "%(count)s rows with errors", counts["error"]),
    }
    return [words[kind] % {"count": count} for kind, count in counts.items() if count]


def as_file(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file to save."""
    response = HttpResponse(content, content_type=files.CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "no-store"
    return response
