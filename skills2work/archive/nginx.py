"""What nginx needs to serve an archive as the site was served: types, compression, languages, errors, what is gone."""

import re

from django.conf import settings

from skills2work.archive.places import INDEX

MISSING, GONE = "404.html", "gone.html"
# Every kind of file in an archive. nginx's own list knows neither CSV nor JSON-LD nor web manifests.
TYPES = {
    "text/html": "html",
    "text/plain": "txt",
    "text/css": "css",
    "text/csv": "csv",
    "text/xml": "xml",
    "text/javascript": "js",
    "application/json": "json",
    "application/ld+json": "jsonld",
    "application/atom+xml": "atom",
    "application/manifest+json": "webmanifest",
    "application/zip": "zip",
    "image/svg+xml": "svg",
    "image/png": "png",
}
SMALL_ALREADY = {"application/zip", "image/png"}
OURS = r"nginx\.conf|\.htaccess|_redirects|archive\.json|archive-journal\.jsonl"
HEAD = """\
# For nginx: include this file in the server block of the host, whose root is the folder that holds "{place}":
#     server {{
#         listen 80;
#         server_name {host};
#         root /srv/www;
#         include /srv/www{top}/nginx.conf;
#     }}"""


def nginx_conf(top: str, host: str, codes: tuple[str, ...], gone: list[str]) -> str:
    """Return the file to include in a `server` block, for an archive under a path of a host; "" is its top."""
    named = [name for name in TYPES if name != "text/html"]  # which nginx compresses in any case
    texts = " ".join(name for name in named if name not in SMALL_ALREADY)
    spoken, pattern = "|".join(codes), re.escape(top)
    headers = [
        "add_header X-Content-Type-Options nosniff always;",
        f"add_header X-Frame-Options {settings.X_FRAME_OPTIONS} always;",
        f"add_header Referrer-Policy {settings.SECURE_REFERRER_POLICY} always;",
    ]
    lines = [
        HEAD.format(top=top, host=host or "_", place=f"{top}/{INDEX}".lstrip("/")),
        f"index {INDEX};",
        "absolute_redirect off;",
        "types {",
        *(f"    {kind} {ending};" for kind, ending in TYPES.items()),
        "}",
        "default_type application/octet-stream;",
        "charset utf-8;",
        f"charset_types {texts};",
        "gzip on;",
        "gzip_vary on;",
        "gzip_proxied any;",
        "gzip_min_length 500;",
        f"gzip_types {texts};",
        *headers,
        "expires 1h;",
        *error_pages(f"{top}/{MISSING}"),
        "# The first page leads on by the language that a browser names first.",
        f"location = {top}/{INDEX} {{",
        *(f"    {header}" for header in (*headers, "add_header Vary Accept-Language;")),
        "    expires -1;",
        f'    if ($http_accept_language ~ "^({spoken})\\b") {{ return 302 {top}/$1/; }}',
        "}",
        "# A mark of what they hold stands in the names of these: they never change.",
        f'location ~ "^{pattern}/static/.*\\.[0-9a-f]{{12}}\\.[a-z0-9]+$" {{ expires 1y; }}',
        f"location ~ ^{pattern}/({OURS})$ {{ return 404; }}",
        *(f"location {top}/{code}/ {{ {' '.join(error_pages(f'{top}/{code}/{MISSING}'))} }}" for code in codes),
        *(
            f"location ^~ {top}{path} {{ error_page 410 {top}/{path.split('/')[1]}/{GONE}; return 410; }}"
            for path in gone
        ),
    ]
    return "\n".join(lines) + "\n"


def error_pages(missing: str) -> list[str]:
    """Return which page is shown for what is not there; a folder without a page is not there either."""
    return [f"error_page 404 {missing};", f"error_page 403 =404 {missing};"]
