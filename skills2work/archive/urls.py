"""The addresses of the site while an archive is made: some pages of the archive's own before all others."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from skills2work.archive import views
from skills2work.urls import handler400, handler403, handler404, handler500
from skills2work.urls import urlpatterns as site

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("", views.choose_language),
    *i18n_patterns(
        path("search/", views.search, name="search"),
        path("search/titles/", views.titles, name="archive-titles"),
        path("archive/", views.about, name="archive-about"),
        path("archive/404/", views.missing, name="archive-missing"),
        path("archive/410/", views.gone, name="archive-gone"),
    ),
    *site,
]
