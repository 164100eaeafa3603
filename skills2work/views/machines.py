"""What machines ask for: health, robots.txt, security.txt."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from skills2work.databases.addresses import PRIMARY
from skills2work.databases.replicas import replicas


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer as long as the process lives; asks nobody."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers, or a replica that readers are served from; 503 otherwise; one query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM django_migrations")
            cursor.fetchone()
    except Error:
        if replicas.choose() != PRIMARY:
            text, status = "reading only: the primary does not answer\n", 200
        else:
            text, status = "the database does not answer\n", 503
    else:
        text, status = "ready\n", 200
    return HttpResponse(
        text, status=status, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )


def site_address(request: HttpRequest) -> str:
    """Return the scheme and host of the site; of a page for an archive, where that will lie."""
    copy = getattr(request, "archive", None)
    if copy is not None:
        return str(copy.site)
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"


def robots(request: HttpRequest) -> HttpResponse:
    """Welcome every robot, keep it out of the admin and of endless combinations of filters.

    An admin at another address than the usual one is not named: this file is the first place to look for it. Its pages
    themselves keep robots away.
    """
    admin = reverse("admin:index")
    lines = [
        "User-agent: *",
        *([f"Disallow: {admin}"] if admin == "/admin/" else []),
        "Disallow: /*/search/?",
        "",
        f"Sitemap: {site_address(request)}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def manifest(request: HttpRequest) -> HttpResponse:
    """Describe the site for a phone's home screen (W3C Web Application Manifest). Nothing is installed or kept."""
    data = {
        "name": "FromSkills2Work",
        "short_name": "Skills2Work",
        "start_url": "/",
        "display": "browser",
        "background_color": "#fbf7f0",
        "theme_color": "#a8401f",
        "icons": [
            {"src": static("img/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            {"src": static("img/icon-512.png"), "sizes": "512x512", "type": "image/png"},
        ],
    }
    return JsonResponse(data, content_type="application/manifest+json")


def contact_uri(contact: str) -> str:
    """Return a contact as the URI that RFC 9116 asks for: a bare email address becomes a mailto: address."""
    return f"mailto:{contact}" if "@" in contact and ":" not in contact else contact


def security(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness (RFC 9116). Expires at the end of next year."""
    contact = contact_uri(settings.SITE_CONTACT) or f"{site_address(request)}{reverse('about')}#contact"
    expires = datetime(timezone.now().year + 1, 12, 31, tzinfo=UTC).isoformat()
    lines = [f"Contact: {contact}", f"Expires: {expires}", "Preferred-Languages: en"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
