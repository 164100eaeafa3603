"""What a word is: folding of letters, stop words, stems. The same for what is indexed and for what is asked."""

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import snowballstemmer
from django.conf import settings
from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries import TrieDictionaryFactory

from skills2work.languages import LANGUAGE_CODES

SNOWBALL = {
    "en": "english",
    "nl": "dutch",
    "fr": "french",
    "de": "german",
    "es": "spanish",
    "it": "italian",
    "hu": "hungarian",
    "ar": "arabic",
}
# simplemma's dictionaries of word forms do better than cutting endings. Snowball has no stemmer for Slovak, Slovene and
# Ukrainian, and its Irish and Persian ones know few endings; Hungarian ones are cut as well, after a verb has found its
# dictionary form.
LEMMATISED = frozenset({"hu", "sk", "sl", "ga", "fa", "uk"})
OTHER_SCRIPTS = {"ARABIC": ("ar", "fa"), "CYRILLIC": ("uk",)}
LATIN = tuple(code for code in LANGUAGE_CODES if code not in {"ar", "fa", "uk"})
STOP_WORDS_FOLDER = Path(__file__).with_name("stop_words")
LONGEST_WORD = 60
SHORTEST_WITH_PARTICLE = 4  # letters: an Arabic word this short begins with what looks like "and" or "for" by itself

# One letter for what readers type in several ways: Arabic alef, ya, ta marbuta and waw with their carriers, Persian ya
# and kaf, the tatweel, and Latin letters that do not fall apart into a letter and a mark.
SAME_LETTER = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ې": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ۀ": "ه",
        "ک": "ك",
        "گ": "ك",
        "ـ": "",
        "\u200c": " ",  # the zero-width non-joiner of Persian stands between parts of a word
        "\u200d": "",
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ґ": "г",
    }
)
APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´‘‛′＇ʹ](?=\w)")
# An article that French and Italian tie to the next word: l'emploi, d'un, dell'istruzione.
ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|un|dell|nell|all|sull|dall|quell)['’ʼ`´‘](?=\w)", re.IGNORECASE)
# Ukrainian readers leave the apostrophe out, and so does the index; the dictionary has it.
UKRAINIAN_APOSTROPHE = re.compile("(?<=[бвмпфр])(?=[єїюя])")
# What Irish puts before a vowel or a consonant after some words: bhfostaíocht, gcúrsa, hÉireann, n-aois, tsláinte; and
# the h after the first consonant: mhúinteoir. Only for words that the dictionary does not know.
IRISH_MUTATION = re.compile(r"^(?:bh(?=f)|m(?=b)|g(?=c)|n(?=[dg])|b(?=p)|d(?=t)|[nht]-?(?=[aeiouáéíóú])|t(?=s))")
IRISH_H = re.compile(r"^([bcdfgmpst])h")
# What Arabic writes together with a word: and, then; with, as; the; for the.
ARABIC_CLITICS = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=\w{3})")
ARABIC_PARTICLES = "وفبلك"
PERSIAN_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک"})
# A mark belongs to its letter: without this an Arabic word with vowel marks falls into single letters.
MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
WORD = re.compile(rf"(?:[^\W_][{MARKS}]*)+", re.UNICODE)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a text with one form for each letter: lower case, no accents or vowel marks, one alef, one ya, one kaf.

    Ukrainian й and ї keep their marks: without them they are other letters.
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(SAME_LETTER)
    kept: list[str] = []
    for letter in unicodedata.normalize("NFD", text):
        if letter.isdecimal():
            kept.append(str(unicodedata.decimal(letter)))
        elif not unicodedata.combining(letter):
            kept.append(letter)
        elif kept and kept[-1] in "иі" and letter in "\u0306\u0308":
            kept[-1] = {"и": "й", "і": "ї"}[kept[-1]]
    return "".join(kept).translate(SAME_LETTER)


def words(text: str) -> list[str]:
    """Return the words of a text, folded, in order. A row of digits is a word; an apostrophe inside one vanishes."""
    text = APOSTROPHES.sub("", ELISION.sub(" ", text))
    return [word[:LONGEST_WORD] for word in WORD.findall(fold(text))]


@lru_cache(maxsize=16)
def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language that say nothing about a subject, folded; empty where we have no list."""
    path = STOP_WORDS_FOLDER / f"{language}.txt"
    if not path.exists():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in words(line))


class Tries(TrieDictionaryFactory):
    """Dictionaries as tries on disk, each written at once: no other process ever reads half of one."""

    def _write_trie_to_disk(self, lang: str, trie: Any) -> None:
        self._cache_dir.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self._cache_dir) as folder:
            fresh = Path(folder) / f"{lang}.dic"
            trie.save(fresh)
            fresh.replace(self._cache_dir / fresh.name)


@lru_cache(maxsize=1)
def dictionaries() -> DefaultStrategy:
    """Return simplemma's dictionaries as tries on disk: a few megabytes of memory instead of hundreds."""
    factory = Tries(cache_max_size=len(LANGUAGE_CODES), disk_cache_dir=str(Path(settings.VAR_DIR) / "lemmas"))
    return DefaultStrategy(dictionary_factory=factory)


def prepare() -> None:
    """Write the dictionaries of all languages to disk, where they are not there yet: to make one takes seconds."""
    for language in LANGUAGE_CODES:
        is_in_dictionary("a", language)


@lru_cache(maxsize=1)
def lemmatizer() -> Lemmatizer:
    """Return what finds the dictionary form of a word."""
    return Lemmatizer(lemmatization_strategy=dictionaries())


@lru_cache(maxsize=65536)
def is_in_dictionary(word: str, language: str) -> bool:
    """Say whether a dictionary has this very form."""
    return any(dictionaries().is_dictionary_member(form, language) for form in {word, word.lower()})


_stemmers = threading.local()


def snowball(language: str) -> Any:
    """Return the Snowball stemmer of a language, for this thread alone: it keeps the word that it is at in itself."""
    known: dict[str, Any] = _stemmers.__dict__
    if language not in known:
        known[language] = snowballstemmer.stemmer(SNOWBALL[language])
    return known[language]


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a word as it was typed (not folded), folded. The folded word where we know no better."""
    if language not in languages_written_like(word):
        return fold(word)
    if language in LEMMATISED:
        word = lemma(word, language)
    if language == "ar":
        word = ARABIC_CLITICS.sub("", word)
    if language in SNOWBALL:
        return fold(snowball(language).stemWord(word.casefold()))
    return fold(word)


def lemma(word: str, language: str) -> str:
    """Return the form of a word that a dictionary of the language has."""
    if language == "uk" and is_in_dictionary(whole := UKRAINIAN_APOSTROPHE.sub("'", word), language):
        return APOSTROPHES.sub("", lemmatizer().lemmatize(whole, lang=language))
    if language == "fa":
        word = word.translate(PERSIAN_LETTERS)
    if language == "hu" and not is_in_dictionary(word, language):
        return word  # Snowball cuts the endings of what the dictionary does not know; guesses at compounds mislead
    if language == "ga" and not is_in_dictionary(word, language):
        return IRISH_H.sub(r"\1", IRISH_MUTATION.sub("", word.lower()))
    return lemmatizer().lemmatize(word, lang=language)


def raw_words(text: str) -> list[str]:
    """Return the words of a text as they stand in it: stemmers need the marks that folding takes away."""
    text = unicodedata.normalize("NFKC", text).replace("\u200c", " ").replace("ـ", "")
    return WORD.findall(APOSTROPHES.sub("", ELISION.sub(" ", text)))


def index_tokens(text: str, language: str) -> list[str]:
    """Return what is written into the index for a text: each word's stem, and the word itself where it differs."""
    tokens: list[str] = []
    for raw in raw_words(text):
        word = fold(raw)[:LONGEST_WORD]
        if not word:
            continue
        root = stem(raw, language)[:LONGEST_WORD]
        tokens.append(root or word)
        if root and root != word:
            tokens.append(word)
    return tokens


def languages_written_like(word: str) -> tuple[str, ...]:
    """Return the languages whose letters a word has."""
    script = unicodedata.name(word[:1], "").partition(" ")[0]
    return OTHER_SCRIPTS.get(script, LATIN)


def all_stems(raw: str) -> list[str]:
    """Return the stems of a word in the languages that are written like it, in their order."""
    return [stem(raw, language) for language in languages_written_like(raw)]


def umlauts(raw: str) -> list[str]:
    """Return a word with the umlauts that a keyboard without them writes in two letters: Aerztin, Fluechtling."""
    return [re.sub("([aou])e", r"\1", raw.casefold())] if re.search("[aou]e", raw.casefold()) else []


def query_variants(raw: str, stems: Iterable[str] | None = None) -> frozenset[str]:
    """Return all forms under which a typed word may stand in the index, whatever language its text is in.

    `stems` are those in the languages that are written like it, where they are known already.
    """
    forms = {fold(raw), *(stems if stems is not None else all_stems(raw))}
    if len(raw) > SHORTEST_WITH_PARTICLE and raw[0] in ARABIC_PARTICLES:
        forms |= {fold(raw[1:]), stem(raw[1:], "ar")}
    forms |= {fold(word) for word in umlauts(raw)}
    return frozenset(form[:LONGEST_WORD] for form in forms if form)


def guessed_languages(raw: Iterable[str], asked: str) -> list[str]:
    """Return the languages that a query may be in: the page's, and the one it seems to be in.

    What tells are the words that say nothing, and the dictionaries. Of several languages that are as likely the page's
    own: what says nothing in one is a nurse in another.
    """
    hits = dict.fromkeys(LANGUAGE_CODES, 0)
    for word in raw:
        folded = fold(word)
        for code in languages_written_like(word):
            hits[code] += (folded in stop_words(code)) + is_in_dictionary(word, code)
    best = max(hits, key=lambda code: (hits[code], code == asked))
    return list(dict.fromkeys([asked, *([best] if hits[best] else [])]))


def meaningful(raw: list[str], asked: str) -> list[str]:
    """Return the typed words without stop words and repeats; all of them where nothing else is left."""
    languages = guessed_languages(raw, asked)
    kept = [word for word in raw if not any(fold(word) in stop_words(code) for code in languages)]
    return list({fold(word): word for word in kept or raw}.values())
