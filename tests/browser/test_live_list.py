"""With JavaScript the directory updates in place: address, count, focus and history follow."""

import re

from playwright.sync_api import expect


def count(page):
    return int(re.sub(r"\D", "", page.inner_text("#results")))


def test_a_ticked_filter_updates_the_list_without_a_new_page(open_page):
    page = open_page("/en/practices/")
    page.evaluate("window.same = true")
    before = count(page)
    page.check('input[name="country"][value="NL"]')
    expect(page).to_have_url(re.compile(r"country=NL"))
    expect(page.locator(".chip")).to_have_text(re.compile("Netherlands"))
    assert count(page) < before
    assert page.evaluate("window.same")


def test_the_focus_stays_on_the_filter_that_was_ticked(open_page):
    page = open_page("/en/practices/")
    page.focus('input[name="kind"][value="mentoring"]')
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"kind=mentoring"))
    assert page.evaluate("[document.activeElement.name, document.activeElement.value]") == ["kind", "mentoring"]


def test_the_new_count_is_announced(open_page):
    page = open_page("/en/practices/")
    page.check('input[name="country"][value="SI"]')
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator("#directory-count")).to_have_text(page.inner_text("#results").strip())
    assert page.get_attribute("#directory-count", "role") == "status"


def test_the_way_back_leads_to_the_list_before(open_page):
    page = open_page("/en/practices/")
    before = count(page)
    page.check('input[name="country"][value="HU"]')
    expect(page).to_have_url(re.compile(r"country=HU"))
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    assert count(page) == before


def test_an_option_gives_as_many_entries_as_it_says(open_page):
    page = open_page("/en/practices/?country=NL")
    said = int(page.inner_text('label:has(input[name="kind"][value="mentoring"]) .count').split()[0])
    page.check('input[name="kind"][value="mentoring"]')
    expect(page).to_have_url(re.compile(r"kind=mentoring"))
    assert count(page) == said


def test_an_option_that_gives_nothing_is_shown_as_such(open_page):
    page = open_page("/en/practices/?country=HU&kind=entrepreneurship")
    assert page.locator('label:has(input[name="stage"]) .count', has_text=re.compile(r"^0")).count() > 0
