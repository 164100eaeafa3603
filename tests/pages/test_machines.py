"""What machines ask for: the sitemap, robots.txt, security.txt, health."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from django.contrib.staticfiles import finders
from django.db import InterfaceError, OperationalError
from django.test import Client
from django.utils import timezone

from skills2work.languages import LANGUAGE_CODES
from skills2work.views import machines
from tests import factories
from tests.pages.conftest import passing_records
from tests.pages.world import FORM_PAGES, PAGES, make_world

pytestmark = pytest.mark.one_database

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
PARTS = ("pages", "practices", "organisations", "experts", "stories")
every_part = pytest.mark.parametrize("part", PARTS)


def xml(client, path):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"].split(";")[0]) == (200, "application/xml")
    return ET.fromstring(response.content)  # noqa: S314 our own


def addresses(root):
    return [element.text for element in root.iter(f"{SITEMAP}loc")]


@pytest.fixture(scope="session")
def parts(static_files_as_they_lie, django_db_setup, django_db_blocker):
    """The parts of the sitemap of a small world, by name."""
    roots = {}
    with passing_records(django_db_blocker):
        make_world()
        roots.update({part: xml(Client(), f"/sitemap-{part}.xml") for part in PARTS})
    return roots


@pytest.mark.django_db
def test_the_index_of_the_sitemap_names_its_parts(client):
    root = xml(client, "/sitemap.xml")
    assert root.tag == f"{SITEMAP}sitemapindex"
    assert set(addresses(root)) == {f"http://testserver/sitemap-{part}.xml" for part in PARTS}


@every_part
def test_every_page_of_a_part_stands_there_in_every_language(parts, part):
    urls = parts[part].findall(f"{SITEMAP}url")
    languages = [url.find(f"{SITEMAP}loc").text.split("/")[3] for url in urls]
    assert {languages.count(code) for code in LANGUAGE_CODES} == {len(urls) // 13}
    assert urls


@every_part
def test_every_page_of_a_part_names_its_alternates_and_a_default(parts, part):
    for url in parts[part].findall(f"{SITEMAP}url"):
        alternates = [link.get("hreflang") for link in url.findall(f"{XHTML}link")]
        assert sorted(alternates) == sorted([*LANGUAGE_CODES, "x-default"])


@every_part
def test_the_default_leads_to_the_reader_s_language(client, parts, part):
    url = parts[part].find(f"{SITEMAP}url")
    default = next(link.get("href") for link in url.findall(f"{XHTML}link") if link.get("hreflang") == "x-default")
    response = client.get(default.removeprefix("http://testserver"), headers={"accept-language": "ar"})
    assert response.status_code == 302
    assert response["Location"].startswith("/ar/")


def test_no_address_stands_in_the_sitemap_twice(parts):
    found = [address for root in parts.values() for address in addresses(root)]
    assert len(found) == len(set(found))


@pytest.mark.django_db
def test_every_address_of_the_sitemap_exists(client, parts):
    make_world()
    found = [address for root in parts.values() for address in addresses(root)]
    broken = []
    for address in found:
        path = address.removeprefix("http://testserver")
        if path.startswith("/en/") and client.get(path).status_code != 200:
            broken.append(path)
    assert broken == []


def test_every_type_of_page_without_a_query_stands_in_the_sitemap(parts):
    found = {address for root in parts.values() for address in addresses(root)}
    left_out = {*FORM_PAGES, "contact sent", "search"}
    listed = [path for name, path in PAGES.items() if "?" not in path and name not in left_out]
    wanted = {f"http://testserver/en/{path}" for path in listed}
    assert wanted - found == set()
    assert found.isdisjoint({f"http://testserver/en/{PAGES[name]}" for name in left_out})


@pytest.mark.django_db
def test_a_record_says_when_it_last_changed(client):
    practice = factories.PracticeFactory()
    url = xml(client, "/sitemap-practices.xml").find(f"{SITEMAP}url")
    assert url.find(f"{SITEMAP}lastmod").text == practice.updated_at.date().isoformat()


@pytest.mark.django_db
@pytest.mark.parametrize("section", ["guidance", "countries", "access-to-work"])
def test_records_without_a_page_of_their_own_have_no_part(client, section):
    assert client.get(f"/sitemap-{section}.xml").status_code == 404


@pytest.mark.django_db
def test_the_sitemap_uses_the_address_of_the_site_where_one_is_set(client, settings):
    settings.SITE_URL = "https://www.example.org"
    assert all(
        address.startswith("https://www.example.org/") for address in addresses(xml(client, "/sitemap-pages.xml"))
    )


def lines(client, path):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return response.content.decode().splitlines()


def test_robots_names_the_sitemap(client):
    assert "Sitemap: http://testserver/sitemap.xml" in lines(client, "/robots.txt")


def test_robots_names_the_sitemap_of_the_site_where_an_address_is_set(client, settings):
    settings.SITE_URL = "https://www.example.org"
    assert "Sitemap: https://www.example.org/sitemap.xml" in lines(client, "/robots.txt")


def test_robots_may_come_but_not_into_the_admin(client):
    text = lines(client, "/robots.txt")
    assert text[0] == "User-agent: *"
    assert "Disallow: /admin/" in text
    assert "Disallow: /" not in text


def field(client, name):
    (value,) = [
        line.partition(": ")[2] for line in lines(client, "/.well-known/security.txt") if line.startswith(f"{name}: ")
    ]
    return value


def test_security_txt_names_a_contact(client):
    assert field(client, "Contact") == "http://testserver/en/about/#contact"


def test_security_txt_names_the_contact_that_is_set(client, settings):
    settings.SITE_CONTACT = "mailto:security@example.org"
    assert field(client, "Contact") == "mailto:security@example.org"


def test_the_contact_that_security_txt_names_exists(client, db):
    assert b'id="contact"' in client.get("/en/about/").content


def test_security_txt_expires_in_the_future(client):
    expires = datetime.fromisoformat(field(client, "Expires"))
    assert expires.tzinfo == UTC
    assert expires > timezone.now()


def gone(error):
    class Gone:
        def cursor(self):
            raise error("the server closed the connection")

    return Gone()


def test_healthz_asks_no_database(client):
    assert client.get("/healthz").content == b"ok\n"  # no django_db: asking would fail


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_healthz_answers_with_the_database_gone(client, monkeypatch, error):
    monkeypatch.setattr(machines, "connection", gone(error))
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_readyz_says_so_when_the_database_is_gone(client, monkeypatch, error):
    monkeypatch.setattr(machines, "connection", gone(error))
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"the database does not answer\n")


@pytest.mark.django_db
def test_readyz_is_ready_while_the_database_answers(client):
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_never_kept_in_a_cache(client, path):
    assert client.get(path)["Cache-Control"] == "no-store"


def test_a_bare_email_address_becomes_a_contact_that_machines_understand(client, settings):
    settings.SITE_CONTACT = "security@example.org"
    assert field(client, "Contact") == "mailto:security@example.org"


def test_the_manifest_names_icons_that_exist(client):
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    icons = [icon["src"].removeprefix("/static/") for icon in response.json()["icons"]]
    assert icons
    assert all(finders.find(icon) for icon in icons)
