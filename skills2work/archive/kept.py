"""Which pages with a question mark stand in the archive, and which data: each app says so for its own addresses.

A list with eleven filters has more pages than there are atoms; its archive has one for each value of each filter.
"""

from collections.abc import Iterable
from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]
PAGE = "page"


@dataclass(frozen=True)
class Kept:
    """What is kept of the questions to one page.

    `one_of`: a page for each value of each of these parameters. `chain`: a page for the first of these, for the first
    two, and so on; `ending` is what the whole chain is asked with besides. `paged`: the list has several pages.
    """

    one_of: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    ending: Pairs = ()
    paged: bool = False

    def nearest(self, asked: Iterable[tuple[str, str]]) -> Pairs:
        """Return the question that has a page and comes nearest to the one asked."""
        pairs = [(name, value) for name, value in asked if value]
        filters = [pair for pair in pairs if pair[0] not in {PAGE, "sort"}]
        found: list[tuple[str, str]] = []
        for name in self.chain:
            value = dict(filters).get(name)
            if not value:
                break
            found.append((name, value))
        if not self.chain:
            found = next(([pair] for pair in filters if pair[0] in self.one_of), [])
        number = dict(pairs).get(PAGE, "")
        if self.paged and filters == found and number.isdecimal() and int(number) > 1:
            found.append((PAGE, str(int(number))))
        return tuple(found)

    def asked_with(self, pairs: Pairs) -> Pairs:
        """Return the question that makes the page of a nearest one."""
        return (*pairs, *self.ending) if self.chain and len(pairs) == len(self.chain) else pairs


NOTHING = Kept()
_kept: dict[str, Kept] = {}
_public: dict[str, tuple[str, ...]] = {}


def keep(name: str, kept: Kept) -> None:
    """Say what is kept of the questions to the page with a name. For `AppConfig.ready`."""
    _kept[name] = kept


def kept_of(name: str) -> Kept:
    """Return what is kept of the questions to a page; nothing unless somebody said so."""
    return _kept.get(name, NOTHING)


def publish(model: str, *, blank: tuple[str, ...] = ()) -> None:
    """Let the rows of a model stand in the archive's data, but for some fields. For `AppConfig.ready`.

    Of what can be published only what is; of the rest only what belongs to it. The order is that of loading.
    """
    _public[model] = blank


def public_models() -> dict[str, tuple[str, ...]]:
    """Return the models whose rows stand in the archive's data, each with the fields that stay empty there."""
    return dict(_public)
