"""Pictures of the site.

python -m tests.support.screenshots [--url URL]          docs/home.png and docs/directory.png, for the README
python -m tests.support.screenshots [--url URL] --all    every type of page, phone and wide, en and ar, light and dark,
                                                         into var/screenshots/
"""

import argparse
import re
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.support.browser import Reader, Visitor, launch
from tests.support.page_types import KEY_PAGES, PAGE_TYPES
from tests.support.real_site import BASE_DIR, real_site

MOST_BYTES = 150_000


def for_readme(browser: Browser, origin: str) -> None:
    """Take the first screenful of home and directory; a picture over the limit is an error."""
    folder = BASE_DIR / "docs"
    folder.mkdir(exist_ok=True)
    for page_type in KEY_PAGES[:2]:
        visitor = Visitor(browser, origin)
        page = visitor(page_type.address("en"), width=1280, height=800)
        file = folder / f"{page_type.name}.png"
        page.screenshot(path=file)
        visitor.leave()
        size = file.stat().st_size
        if size > MOST_BYTES:
            raise SystemExit(f"{file} has {size} bytes, more than {MOST_BYTES}")
        print(f"{file.relative_to(BASE_DIR)}: {size} bytes")


def every_page(browser: Browser, origin: str) -> None:
    """Take every type of page, from top to bottom."""
    folder = BASE_DIR / "var" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.jpg"):
        old.unlink()
    reader = Reader(browser, origin)
    for page_type, language, width, scheme in product(PAGE_TYPES, ("en", "ar"), (360, 1280), ("light", "dark")):
        page = reader(page_type, language=language, width=width, scheme=scheme)
        name = re.sub(r"\W+", "-", page_type.name)
        page.screenshot(
            path=folder / f"{name}-{language}-{width}-{scheme}.jpg", full_page=True, type="jpeg", quality=70
        )
    reader.visitor.leave()
    print(f"{len(list(folder.iterdir()))} pictures in {Path('var/screenshots')}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Take pictures of the site.")
    parser.add_argument("--url", default="", help="a running site; without it one is made")
    parser.add_argument("--all", action="store_true", help="every type of page, into var/screenshots/")
    options = parser.parse_args()
    with real_site(options.url) as origin, sync_playwright() as playwright:
        browser = launch(playwright)
        (every_page if options.all else for_readme)(browser, origin)
        browser.close()


if __name__ == "__main__":
    main()
