"""The watch on pages notices what it is there for."""

import pytest

from tests.support.browser import Visitor, Watch


@pytest.fixture
def visitor(browser, live_server):
    visitor = Visitor(browser, live_server.url)
    yield visitor
    visitor.leave()


def test_a_quiet_page_raises_no_complaint(visitor):
    visitor.blank().set_content("<p>quiet</p>")
    assert visitor.leave() == []


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ("<script>console.error('broken')</script>", "console: broken"),
        ("<script>throw new Error('thrown')</script>", "script error: thrown"),
        ("<img src='https://elsewhere.example/x.png'>", "request to another host: https://elsewhere.example/x.png"),
    ],
)
def test_a_misbehaving_page_is_noticed(visitor, markup, complaint):
    page = visitor.blank()
    page.set_content(markup)
    page.wait_for_load_state("networkidle")
    assert any(complaint in found for found in visitor.leave())


def test_scripts_do_not_run_with_javascript_off(visitor):
    page = visitor.blank(javascript=False)
    page.set_content("<noscript>off</noscript><script>console.error('ran')</script>")
    assert page.inner_text("body") == "off"
    assert visitor.leave() == []


def test_width_and_colour_scheme_reach_the_page(visitor):
    page = visitor.blank(width=360, scheme="dark")
    assert page.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]") == [360, True]


def test_only_the_live_server_is_our_own():
    watch = Watch("http://localhost:1234")
    assert watch.is_own("http://localhost:1234/en/")
    assert watch.is_own("data:image/png;base64,AAAA")
    assert not watch.is_own("http://localhost:12345/en/")
    assert not watch.is_own("https://localhost:1234/")
