"""Addresses of practices, countries and guidance."""

from django.urls import path

from practices.models.guidance import AUDIENCE_PAGES
from practices.views import country, guidance, practice

urlpatterns = [
    path("practices/", practice.directory, name="practices"),
    path("practices/<slug:slug>/", practice.practice, name="practice"),
    path("countries/", country.overview, name="countries"),
    path("countries/<slug:slug>/", country.country, name="country"),
]
for page in AUDIENCE_PAGES.values():
    urlpatterns += [
        path(f"{page}/", guidance.landing, {"page": page}, name=page),
        path(f"{page}/<slug:slug>/", guidance.in_country, {"page": page}, name=f"{page}-country"),
    ]
