"""A preview for editors: the answer of the pathway in which a step appears, drafts included."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from practices.models import AccessToWork, Pathway, PathwayStep
from practices.models.pathway import professions_for
from practices.views.pathway import answer
from skills2work.staff import rights


@never_cache
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one step among those that come with it. Raises Http404 for readers: drafts are in it."""
    shown = get_object_or_404(PathwayStep.objects.select_related("pathway"), pk=pk)
    if not rights.may(request.user, "view", shown):
        raise Http404
    asked = shown.fitting_answers()
    record = Pathway.objects.for_preview().get(pk=shown.pathway_id)
    rules = AccessToWork.objects.with_drafts().in_country(asked.country).for_status(asked.status).with_sources()
    context = answer(record, asked, professions_for(asked.country, asked.isco), rules.first())
    return render(request, "practices/pathway_preview.html", {**context, "previewed": shown})
