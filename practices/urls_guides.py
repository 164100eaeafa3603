"""Addresses of guides and comparisons. `practices.urls` puts them before its own: "worth" is no country."""

from django.urls import path

from practices.views import compare, employers, rights

urlpatterns = [
    path("employers/worth/", employers.worth, name="employers-worth"),
    path("employers/<slug:slug>/checklist/", employers.checklist, name="employers-checklist"),
    path("refugees/safety/", rights.safety, name="safety"),
    path("service-providers/compare/", compare.practices, name="compare-practices"),
    path("service-providers/quality/", rights.quality, name="quality"),
    path("countries/compare/", compare.compare_countries, name="compare-countries"),
]
