"""A preview for editors: the answer of the pathway in which a step appears, drafts included."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from practices.models import AccessToWork, Pathway, PathwayStep
from practices.models.pathway import professions_for
from practices.views.pathway import answer

RIGHTS = ("practices.view_pathwaystep", "practices.change_pathwaystep")


@never_cache
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one step among those that come with it. Raises Http404 for readers: drafts are in it."""
    if not (request.user.is_staff and any(request.user.has_perm(right) for right in RIGHTS)):
        raise Http404
    shown = get_object_or_404(PathwayStep.objects.select_related("pathway"), pk=pk)
    asked = shown.fitting_answers()
    record = Pathway.objects.for_preview().get(pk=shown.pathway_id)
    rules = AccessToWork.objects.with_drafts().in_country(asked.country).for_status(asked.status).with_sources()
    context = answer(record, asked, professions_for(asked.country, asked.isco), rules.first())
    return render(request, "practices/pathway_preview.html", {**context, "previewed": shown})
