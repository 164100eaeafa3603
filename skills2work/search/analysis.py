"""What a word is: folding of letters, stop words, stems. The same for what is indexed and for what is asked."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

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
    "ga": "irish",
    "ar": "arabic",
    "fa": "persian",
}
# Snowball has no stemmer for these; simplemma's dictionaries of word forms do better than cutting endings.
LEMMATISED = frozenset({"sk", "sl", "uk"})
STOP_WORDS_FOLDER = Path(__file__).with_name("stop_words")
LONGEST_WORD = 60

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
APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´‘](?=\w)")
# An article that French and Italian tie to the next word: l'emploi, d'un, dell'istruzione.
ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|un|dell|nell|all|sull|dall|quell)['’ʼ`´‘](?=\w)", re.IGNORECASE)
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


@lru_cache(maxsize=1)
def lemmatizer() -> Lemmatizer:
    """Return simplemma with its dictionaries as tries on disk: a few megabytes of memory instead of hundreds."""
    factory = TrieDictionaryFactory(
        cache_max_size=len(LEMMATISED), disk_cache_dir=str(Path(settings.VAR_DIR) / "lemmas")
    )
    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=factory))


@lru_cache(maxsize=16)
def snowball(language: str) -> snowballstemmer.stemmer:
    """Return the Snowball stemmer of a language."""
    return snowballstemmer.stemmer(SNOWBALL[language])


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a word as it was typed (not folded), folded. The folded word where we know no better."""
    if language in LEMMATISED:
        return fold(lemmatizer().lemmatize(word, lang=language))
    if language in SNOWBALL:
        return fold(snowball(language).stemWord(word.casefold()))
    return fold(word)


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


def query_variants(raw: str) -> frozenset[str]:
    """Return all forms under which a typed word may stand in the index, whatever language its text is in."""
    forms = {fold(raw), *(stem(raw, language) for language in LANGUAGE_CODES)}
    return frozenset(form[:LONGEST_WORD] for form in forms if form)


def guessed_languages(folded: list[str], asked: str) -> list[str]:
    """Return the languages whose stop words are dropped from a query: the page's, and the one it seems to be in.

    Of several that are as likely the page's own: what says nothing in one language is a nurse in another.
    """
    hits = {code: sum(word in stop_words(code) for word in folded) for code in LANGUAGE_CODES}
    best = max(hits, key=lambda code: (hits[code], code == asked))
    return list(dict.fromkeys([asked, *([best] if hits[best] else [])]))


def meaningful(raw: list[str], asked: str) -> list[str]:
    """Return the typed words without stop words and repeats; all of them where nothing else is left."""
    languages = guessed_languages([fold(word) for word in raw], asked)
    kept = [word for word in raw if not any(fold(word) in stop_words(code) for code in languages)]
    return list({fold(word): word for word in kept or raw}.values())
