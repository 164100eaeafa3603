"""What a web host wants to know of an archive: pages for errors, what is gone, robots, the sitemap."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

from django.utils import translation

from skills2work.archive.files import write
from skills2work.archive.nginx import GONE, MISSING, nginx_conf
from skills2work.archive.pages import Written, write_page
from skills2work.archive.places import INDEX, place_of
from skills2work.archive.rendering import Copy
from skills2work.publishing import record_models

IN_A_SITEMAP = 40_000


def gone_pages(copy: Copy) -> list[str]:
    """Return the addresses, in the archive's languages, of records that were taken down."""
    records = [record for model in record_models() if model.has_page for record in model.objects.gone()]
    found = []
    for code in copy.languages:
        with translation.override(code):
            found += [record.get_absolute_url() for record in records]
    return found


def write_error_pages(copy: Copy, folder: Path) -> Iterator[Written]:
    """Write in each language the page for what is missing and the one for what is gone, and 404.html for hosts."""
    for code in copy.languages:
        for name, status in ((MISSING, 404), (GONE, 410)):
            yield write_page(f"/{code}/archive/{status}/", copy, folder, f"{code}/{name}", status=status)
    yield write_page(f"/{copy.languages[0]}/archive/404/", copy, folder, MISSING, status=404)


def htaccess(copy: Copy, gone: list[str]) -> str:
    """Return what Apache needs besides the folder itself."""
    lines = [
        f"ErrorDocument 404 {copy.top}/{MISSING}",
        f"ErrorDocument 410 {copy.top}/{copy.languages[0]}/{GONE}",
        "AddDefaultCharset utf-8",
        *(f"Redirect gone {copy.top}{path}" for path in gone),
        "<IfModule mod_deflate.c>",
        "AddOutputFilterByType DEFLATE text/html text/css text/javascript application/javascript application/json",
        "</IfModule>",
    ]
    return "\n".join(lines) + "\n"


def redirects(gone: list[str]) -> str:
    """Return what is gone in the form of hosts that read a file `_redirects`."""
    return "".join(f"{path}* /{path.split('/')[1]}/{GONE} 410\n" for path in gone)


def location(address: str, copy: Copy) -> str:
    """Return where a page lies: in full where the archive knows its address, else from its top."""
    file = place_of(address).file
    return f"{copy.base}/{quote(file.removesuffix(INDEX))}" if copy.base else quote(file)


def sitemap_files(pages: list[str], copy: Copy) -> dict[str, str]:
    """Return the sitemap, in parts where it is long."""
    parts = [pages[start : start + IN_A_SITEMAP] for start in range(0, len(pages), IN_A_SITEMAP)]
    names = ["sitemap.xml", *(f"sitemap-{number}.xml" for number in range(2, len(parts) + 1))]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return {
        name: head + "".join(f"<url><loc>{escape(location(page, copy))}</loc></url>\n" for page in part) + "</urlset>\n"
        for name, part in zip(names, parts, strict=True)
    }


def write_hints(copy: Copy, folder: Path, pages: list[str]) -> set[str]:
    """Write everything for hosts but the pages for errors. Returns the names of the files."""
    gone = gone_pages(copy)
    maps = sitemap_files(pages, copy)
    robots = ["User-agent: *", "Allow: /", *(f"Sitemap: {copy.base}/{name}" for name in maps if copy.base)]
    files = {
        "gone.txt": "".join(f"{path}\n" for path in gone),
        "nginx.conf": nginx_conf(copy.top, urlsplit(copy.base).netloc, copy.languages, gone),
        ".htaccess": htaccess(copy, gone),
        "_redirects": redirects(gone),
        ".nojekyll": "",
        "robots.txt": "\n".join(robots) + "\n",
        **maps,
    }
    for name, text in files.items():
        write(folder, name, text.encode())
    return set(files)
