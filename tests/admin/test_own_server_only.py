"""The admin works under our content security policy: nothing from another host, no code or style inside a page."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.admin.records import add_address, change_address, list_address, make, our_admin_models
from tests.support.staff import confirm

pytestmark = pytest.mark.one_database

LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "form": "action"}


class Watch(HTMLParser):
    """Collects what the policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.complaints: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get(LOADING.get(tag, ""), "") or ""
        if "//" in address or ":" in address:
            self.complaints.append(f"<{tag}> from {address}")
        self.complaints += [f"<{tag} {name}>" for name in given if name == "style" or name.startswith("on")]
        is_data = given.get("type") == "application/json"
        self.inside = tag if tag == "style" or (tag == "script" and not is_data) else ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.complaints.append(f"<{self.inside}> holds {data.strip()[:60]}")


def complaints(html: str) -> list[str]:
    watch = Watch()
    watch.feed(html)
    return watch.complaints


def test_the_watch_sees_what_it_should():
    html = '<script src="//cdn.example/x.js"></script><script>run()</script><p style="x" onclick="y">'
    assert len(complaints(html)) == 4


@pytest.mark.parametrize("model", our_admin_models(), ids=lambda model: model.__name__)
def test_no_page_of_a_model_needs_another_host_or_inline_code(editor, model):
    record = make(model)
    for address in (list_address(model), add_address(model), change_address(record)):
        assert complaints(editor.get(address).content.decode()) == []


def test_the_other_pages_do_not_either(editor):
    confirm(editor)
    addresses = [
        reverse(f"admin:{name}") for name in ("index", "password_change", "auth_user_changelist", "auth_user_add")
    ] + [reverse(f"accounts:{name}") for name in ("confirm", "recovery-codes", "sessions")]
    for address in addresses:
        response = editor.get(address)
        assert complaints(response.content.decode()) == []
        assert "FromSkills2Work" in response.content.decode()
        assert response["X-Frame-Options"] == "DENY"
        assert "default-src 'none'" in response["Content-Security-Policy"]
    editor.logout()
    assert complaints(editor.get(reverse("admin:login")).content.decode()) == []
