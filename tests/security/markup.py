"""What a page consists of, read without mercy: whatever a page of harmless texts does not have is told."""

import json
import re
from html.parser import HTMLParser
from typing import Any

ADDRESSES = {
    "href", "src", "action", "formaction", "data", "poster", "cite", "background", "srcset", "ping", "xlink:href",
}  # fmt: skip
SCHEMES = {"", "http", "https"}
# What a long text may consist of (skills2work.texts.ALLOWED_TAGS), and a search or a comparison may put around words.
OF_LONG_TEXTS = {("p", ""), ("br", ""), ("ul", ""), ("ol", ""), ("li", ""), ("em", ""), ("strong", ""), ("a", ""),
                 ("a", "href"), ("a", "rel"), ("mark", ""), ("del", ""), ("ins", "")}  # fmt: skip


def scheme(address: str) -> str:
    """Return the scheme of an address as a browser reads it: without spaces and control characters."""
    bare = re.sub(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff]", "", address)
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    return found[1].lower() if found else ""


class Markup(HTMLParser):
    """The elements, attributes, addresses, scripts and styles of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pairs: set[tuple[str, str]] = set()
        self.addresses: list[tuple[str, str, str]] = []
        self.scripts: list[list[Any]] = []  # attributes and text
        self.styles: list[str] = []
        self.rest: list[str] = []  # comments, declarations, instructions
        self.text: list[str] = []
        self.inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pairs.add((tag, ""))
        for name, value in attrs:
            self.pairs.add((tag, name))
            if name in ADDRESSES:
                self.addresses.append((tag, name, value or ""))
        if tag == "script":
            self.scripts.append([dict(attrs), ""])
        if tag == "style":
            self.styles.append("")
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            self.scripts[-1][1] += data
        elif self.inside == "style":
            self.styles[-1] += data
        else:
            self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.rest.append(data)

    def handle_decl(self, decl: str) -> None:
        self.rest.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.rest.append(data)

    def handle_pi(self, data: str) -> None:
        self.rest.append(data)

    def sources(self) -> set[str]:
        """Return the addresses of the scripts."""
        return {attributes["src"] for attributes, _text in self.scripts if "src" in attributes}


class Known:
    """What pages consist of as long as their texts are harmless."""

    def __init__(self) -> None:
        self.pairs = set(OF_LONG_TEXTS)
        self.sources: set[str] = set()
        self.styles: set[str] = set()
        self.rest: set[str] = set()
        self.odd_addresses: set[tuple[str, str, str]] = set()

    def learn(self, html: str) -> None:
        """Take a page of harmless texts as an example."""
        markup = Markup(html)
        self.pairs |= markup.pairs
        self.sources |= markup.sources()
        self.styles |= set(markup.styles)
        self.rest |= set(markup.rest)
        self.odd_addresses |= {found for found in markup.addresses if scheme(found[2]) not in SCHEMES}

    def strangers(self, html: str) -> list[str]:
        """Return what a page holds beyond that."""
        markup = Markup(html)
        found = [f"<{tag} {name}>" for tag, name in sorted(markup.pairs - self.pairs)]
        found += [f"handler {name}" for _tag, name in sorted(markup.pairs) if name.startswith("on") or name == "style"]
        found += [
            f"<{tag} {name}={value!r}>"
            for tag, name, value in markup.addresses
            if scheme(value) not in SCHEMES and (tag, name, value) not in self.odd_addresses
        ]
        found += [f"script from {source}" for source in sorted(markup.sources() - self.sources)]
        found += [f"script {text!r}" for attributes, text in markup.scripts if not is_data(attributes, text)]
        found += [f"style {text!r}" for text in markup.styles if text not in self.styles]
        found += [f"outside of the text {text!r}" for text in markup.rest if text not in self.rest]
        return found


def is_data(attributes: dict[str, str | None], text: str) -> bool:
    """Say whether a script is a file of ours or nothing but data, whole and with nothing that could end it."""
    if "src" in attributes:
        return not text.strip()
    if attributes.get("type") != "application/ld+json" or "<" in text:
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
