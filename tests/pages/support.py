"""A page as a tree that tests can ask, and the addresses of every type of page."""

from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.http import HttpResponse

# Elements without an end tag.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
RAW = {"script", "style"}


class Element:
    """One element of a page, with what is in it."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: "Element | None" = None) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Element | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str) -> str:
        """Return an attribute; empty where there is none."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        return self.get("class").split()

    @property
    def raw_text(self) -> str:
        """Return all text as it stands, scripts included."""
        return "".join(child if isinstance(child, str) else child.raw_text for child in self.children)

    @property
    def text(self) -> str:
        """Return what a reader reads, with single spaces."""
        return " ".join("".join(text for text, _element in self.texts()).split())

    def texts(self) -> "Iterator[tuple[str, Element]]":
        """Yield every piece of text with the element it stands in; nothing of scripts and styles."""
        for child in self.children:
            if isinstance(child, str):
                yield child, self
            elif child.tag not in RAW:
                yield from child.texts()

    @cached_property
    def elements(self) -> "list[Element]":
        """Every element inside, in the order of the page."""
        found: list[Element] = []
        for child in self.children:
            if isinstance(child, Element):
                found.append(child)
                found += child.elements
        return found

    def all(self, tag: str = "", class_: str = "", **attributes: str) -> "list[Element]":
        """Return the elements inside with a tag, a class and attributes."""
        return [
            element
            for element in self.elements
            if (not tag or element.tag == tag)
            and (not class_ or class_ in element.classes)
            and all(element.attributes.get(name) == value for name, value in attributes.items())
        ]

    def one(self, tag: str = "", class_: str = "", **attributes: str) -> "Element":
        """Return the only such element. Raises AssertionError when there is none or more than one."""
        found = self.all(tag, class_, **attributes)
        assert len(found) == 1, f"{len(found)} of <{tag} class={class_!r} {attributes}>, not one"
        return found[0]

    def ancestors(self) -> "Iterator[Element]":
        """Yield the element itself and everything around it, from the inside."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    @property
    def language(self) -> tuple[str, str]:
        """Return the language and the direction that hold here."""
        return self.inherited("lang"), self.inherited("dir")

    def inherited(self, name: str) -> str:
        """Return an attribute of the element or of the nearest one around it that has it."""
        return next((element[name] for element in self.ancestors() if name in element.attributes), "")

    @property
    def links(self) -> list[str]:
        """Return the addresses of all links inside."""
        return [link["href"] for link in self.all("a")]


class TreeBuilder(HTMLParser):
    """Builds the tree; unlike a browser it forgives nothing: a wrong end tag is an error."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.here = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, {name: value or "" for name, value in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.here.tag, f"</{tag}> ends <{self.here.tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


class Page(Element):
    """A page of the site as a reader gets it."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__("", {})
        self.status = response.status_code
        self.html = response.content.decode()
        builder = TreeBuilder()
        builder.feed(self.html)
        builder.close()
        assert builder.here is builder.root, f"<{builder.here.tag}> is never closed"
        self.children = builder.root.children

    @property
    def title(self) -> str:
        """Return the title without the name of the site."""
        return self.one("title").text.removesuffix("· FromSkills2Work").strip()

    @property
    def description(self) -> str:
        return self.one("meta", name="description")["content"].strip()

    @property
    def main(self) -> Element:
        return self.one("main")

    @property
    def card_titles(self) -> list[str]:
        """Return the titles of the cards in the order of the page."""
        return [card.one("h3").text for card in self.main.all("article", "card")]

    @property
    def chips(self) -> "dict[str, str]":
        """Return what is chosen with the address without it, in the order of the page."""
        return {chip.text: chip["href"] for chip in self.main.all("a", "chip")}

    @property
    def sorts(self) -> "dict[str, str]":
        """Return the orders that the list may be put into, with their addresses; the present one has none."""
        return {link.text: link["href"] for link in self.main.one("ul", "sorts").all("a")}

    @property
    def count(self) -> str:
        """Return what the list says of its length, e.g. "3 practices"."""
        return self.main.one("h2", id="results").text

    def to(self, rel: str) -> str:
        """Return the address of the page before ("prev") or after ("next") in the list; empty where there is none."""
        links = self.main.all("a", rel=rel)
        return links[0]["href"] if links else ""

    @property
    def notes(self) -> str:
        """Return what the page says about the address that it could not do."""
        return " ".join(callout.text for callout in self.main.all("div", "callout"))

    @property
    def is_of_the_site(self) -> bool:
        """Say whether the page stands in the site's design: its name, one heading, a main landmark, a way on."""
        return (
            bool(self.all("a", "brand"))
            and len(self.all("h1")) == 1
            and len(self.all("main")) == 1
            and bool(self.main.links)
            and bool(self.all("link", rel="stylesheet"))
        )


def open_page(client: Any, path: str, status: int = 200, **extra: Any) -> Page:
    """Return the page at a path, which must answer with `status`."""
    response = client.get(path, **extra)
    assert response.status_code == status, f"{path} answered {response.status_code}, not {status}"
    return Page(response)


def fact(page: Page, label: str) -> Element:
    """Return the value of one row of a facts box."""
    rows = [row for row in page.main.all("div", "fact") if row.one("dt").text == label]
    assert len(rows) == 1, f"{len(rows)} rows {label!r}"
    return rows[0].one("dd")


def pairs(href: str) -> list[tuple[str, str]]:
    """Return the parameters of a link in a fixed order."""
    return sorted(parse_qsl(urlsplit(href).query, keep_blank_values=True))
