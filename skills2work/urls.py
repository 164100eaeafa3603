"""All addresses of the site. Every page starts with its language; what machines ask for does not."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps import views as sitemap_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request

from skills2work.accounts import views as accounts
from skills2work.accounts.passwords import AskReset, page_of
from skills2work.letters import views as letters
from skills2work.running.metrics import metrics
from skills2work.sitemaps import sitemaps
from skills2work.staff.guide import guide
from skills2work.views import data, home, machines, pages, search, styleguide


def first_visit(request: HttpRequest) -> HttpResponse:
    """Send the reader on to the home page in the language the browser asks for."""
    response = redirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def sitemap_index(request: HttpRequest) -> HttpResponse:
    """List the parts of the sitemap."""
    return sitemap_views.index(request, sitemaps=sitemaps(), sitemap_url_name="sitemap-part")


def sitemap_part(request: HttpRequest, section: str) -> HttpResponse:
    """Show one part of the sitemap."""
    return sitemap_views.sitemap(request, sitemaps=sitemaps(), section=section)


urlpatterns = [
    path("", first_visit),
    path(f"{settings.ADMIN_PATH}login/", accounts.sign_in),
    path(f"{settings.ADMIN_PATH}password-reset/", page_of(AskReset), name="admin_password_reset"),
    path(f"{settings.ADMIN_PATH}account/", include("skills2work.accounts.urls")),
    path(f"{settings.ADMIN_PATH}guide/", admin.site.admin_view(guide), name="guide"),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("healthz", machines.healthz),
    path("readyz", machines.readyz),
    *([path(settings.METRICS_PATH, metrics, name="metrics")] if settings.METRICS_PATH else []),
    path("robots.txt", machines.robots),
    path("manifest.webmanifest", machines.manifest, name="manifest"),
    path(".well-known/security.txt", machines.security),
    path("openapi.json", data.openapi_json, name="openapi"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_part, name="sitemap-part"),
    *i18n_patterns(
        path("", home.home, name="home"),
        path("search/", search.search, name="search"),
        path("about/", pages.about, name="about"),
        path("privacy/", pages.privacy, name="privacy"),
        path("accessibility/", pages.accessibility, name="accessibility"),
        path("open-data/", pages.open_data, name="open-data"),
        path("open-data/directory.jsonld", data.directory_jsonld, name="directory-jsonld"),
        path("report/", letters.report, name="report"),
        path("report/sent/", letters.report_sent, name="report-sent"),
        path("styleguide/", styleguide.styleguide, name="styleguide"),
        path("", include("practices.urls")),
        path("", include("stories.urls")),
        path("", include("network.urls")),
    ),
]

handler400 = "skills2work.views.errors.bad_request"
handler403 = "skills2work.views.errors.forbidden"
handler404 = "skills2work.views.errors.not_found"
handler500 = "skills2work.views.errors.server_error"
