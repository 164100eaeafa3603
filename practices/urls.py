"""Addresses of practices, countries and guidance."""

from django.urls import include, path

from practices.data import data_addresses
from practices.models.guidance import AUDIENCE_PAGES
from practices.views import country, guidance, occupation, pathway, pathway_preview, practice, right_to_work
from practices.views.directory_data import directory_addresses

urlpatterns = [
    path("", include("practices.urls_guides")),
    path("practices/", practice.directory, name="practices"),
    path("practices/<slug:slug>/", practice.practice, name="practice"),
    *directory_addresses(),
    *data_addresses(),
    path("countries/", country.overview, name="countries"),
    path("countries/<slug:slug>/", country.country, name="country"),
    path("", include("practices.urls_pack")),
    path("right-to-work/", right_to_work.matrix, name="right-to-work"),
    path("right-to-work/<slug:slug>/", right_to_work.country, name="right-to-work-country"),
    path("pathway/", pathway.pathway, name="pathway"),
    path("pathway/preview/<int:pk>/", pathway_preview.step, name="pathway-step-preview"),
    path("pathway/background-paper/", pathway.background_paper, name="background-paper"),
    path("occupations/", occupation.occupations, name="occupations"),
    path("occupations/<slug:slug>/", occupation.occupation, name="occupation"),
]
for page in AUDIENCE_PAGES.values():
    urlpatterns += [
        path(f"{page}/", guidance.landing, {"page": page}, name=page),
        path(f"{page}/<slug:slug>/", guidance.in_country, {"page": page}, name=f"{page}-country"),
    ]
