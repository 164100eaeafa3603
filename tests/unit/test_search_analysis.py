"""What a word is for the search: one form for each letter, stop words, stems."""

import pytest

from skills2work.search import analysis


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),
        ("إيطاليا", "ايطاليا"),
        ("آموزش", "اموزش"),
        ("شهادة", "شهاده"),
        ("مستشفى", "مستشفي"),
        ("مُمَرِّضَة", "ممرضة"),
        ("شـهـادة", "شهادة"),
        ("پزشک", "پزشك"),
        ("ایرانی", "ايراني"),
        ("Ñandú", "nandu"),
        ("ŠKOLA", "skola"),
        ("őr", "or"),
        ("Straße", "strasse"),
        ("cœur", "coeur"),
        ("ґанок", "ганок"),
        ("ﬁrma", "firma"),
        ("۱۲۳", "123"),
        ("٤٥", "45"),
    ],
)
def test_what_readers_type_in_several_ways_has_one_form(one, other):
    assert analysis.fold(one) == analysis.fold(other)


@pytest.mark.parametrize(("one", "other"), [("й", "и"), ("ї", "і"), ("мій", "мии"), ("їжа", "іжа")])
def test_ukrainian_letters_with_marks_of_their_own_stay_what_they_are(one, other):
    assert analysis.fold(one) == one
    assert analysis.fold(one) != analysis.fold(other)


@pytest.mark.parametrize("decomposed", ["и\u0306", "і\u0308"])
def test_ukrainian_letters_typed_in_two_parts_are_put_together(decomposed):
    assert analysis.fold(decomposed) in {"й", "ї"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'emploi", ["emploi"]),
        ("L’emploi d’un réfugié", ["emploi", "un", "refugie"]),
        ("dell'istruzione", ["istruzione"]),
        ("qu'est", ["est"]),
        ("O'Neill", ["oneill"]),
        ("здоров'я", ["здоровя"]),
        ("aujourd'hui", ["aujourdhui"]),
        ("IKEA's", ["ikeas"]),
        ("a_b", ["a", "b"]),
        ("", []),
        ("!?…", []),
    ],
)
def test_articles_tied_to_a_word_fall_off_and_other_apostrophes_vanish(text, expected):
    assert analysis.words(text) == expected


def test_a_word_with_vowel_marks_is_one_word():
    assert [analysis.fold(word) for word in analysis.raw_words("مُمَرِّضَة في")] == ["ممرضه", "في"]


def test_the_joiner_of_persian_parts_words():
    assert analysis.words("برنامه\u200cنویسی") == analysis.words("برنامه نویسی")


def test_a_word_is_cut_to_the_longest_the_index_holds():
    assert analysis.words("x" * 500) == ["x" * analysis.LONGEST_WORD]


@pytest.mark.parametrize("language", ["en", "nl", "fr", "de", "es", "it", "hu", "sk", "sl", "ga", "ar", "fa", "uk"])
def test_each_language_has_stop_words_folded_as_queries_are(language):
    listed = analysis.stop_words(language)
    assert len(listed) > 50
    assert all(analysis.fold(word) == word for word in listed)


def test_a_language_without_a_list_has_no_stop_words():
    assert analysis.stop_words("xx") == frozenset()


@pytest.mark.parametrize(
    ("text", "language", "kept"),
    [
        ("how can I have my diploma recognised", "en", ["diploma", "recognised"]),
        ("Wie kann ich meine Ausbildung nachweisen", "de", ["Ausbildung", "nachweisen"]),
        ("Wie kann ich meine Ausbildung nachweisen", "ar", ["Ausbildung", "nachweisen"]),
        ("the", "en", ["the"]),
        ("work work WORK", "en", ["WORK"]),
        ("altra san Ríocht", "ga", ["altra", "Ríocht"]),
    ],
)
def test_words_that_say_nothing_are_dropped_unless_nothing_else_is_left(text, language, kept):
    assert analysis.meaningful(analysis.raw_words(text), language) == kept


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Slovensku", "Slovensko", "sk"),
        ("školy", "škola", "sk"),
        ("Sloveniji", "Slovenija", "sl"),
        ("šole", "šola", "sl"),
        ("документи", "документ", "uk"),
        ("школи", "школа", "uk"),
        ("diplomas", "diploma", "en"),
        ("diplômes", "diplôme", "fr"),
        ("títulos", "título", "es"),
        ("Magyarországon", "Magyarország", "hu"),
        ("dolgozhatok", "dolgozni", "hu"),
        ("cáilíochtaí", "cáilíocht", "ga"),
        ("scileanna", "scil", "ga"),
        ("پرستاران", "پرستار", "fa"),
        ("دانشگاهها", "دانشگاه", "fa"),
        ("مدارك", "مدارک", "fa"),
    ],
)
def test_forms_of_a_word_share_a_stem(one, other, language):
    assert analysis.stem(one, language) == analysis.stem(other, language)


def test_a_word_of_a_language_without_a_stemmer_is_its_own_stem():
    assert analysis.stem("Ćwierć", "xx") == analysis.fold("Ćwierć")


def test_the_index_holds_stems_and_words():
    assert analysis.index_tokens("Diplomas!", "en") == ["diploma", "diplomas"]


def test_a_query_finds_a_word_in_whatever_language_it_is_written():
    assert {"diplomas", "diploma"} <= analysis.query_variants("Diplomas")


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ("bhfostaíocht", "fostaíocht"),
        ("gcúrsa", "cúrsa"),
        ("mbeáchaire", "beáchaire"),
        ("ndochtúir", "dochtúir"),
        ("bpost", "post"),
        ("dtáthaire", "táthaire"),
        ("mhúinteoir", "múinteoir"),
        ("hÉireann", "Éire"),
        ("tSlóivéin", "Slóivéin"),
    ],
)
def test_what_irish_puts_before_a_word_falls_off(changed, word):
    assert analysis.stem(changed, "ga") == analysis.stem(word, "ga")


@pytest.mark.parametrize("word", ["الممرضات", "والممرضات", "بالممرضات", "للممرضات", "كالممرضات"])
def test_what_arabic_writes_together_with_a_word_falls_off(word):
    assert analysis.stem(word, "ar") == analysis.stem("ممرضات", "ar")


@pytest.mark.parametrize("word", ["وظيفة", "لاجئ", "بطاقة", "ولد"])
def test_an_arabic_word_that_begins_like_a_particle_stays_whole(word):
    assert analysis.fold(word) in analysis.query_variants(word)


def test_an_arabic_particle_without_article_is_looked_past():
    assert analysis.fold("طالبي") in analysis.query_variants("لطالبي")


@pytest.mark.parametrize("word", ["комп'ютерні", "комп’ютерні", "комп′ютерні", "компютерні"])
def test_a_ukrainian_word_is_known_with_and_without_its_apostrophe(word):
    raw = analysis.raw_words(word)
    assert [analysis.stem(part, "uk") for part in raw] == ["компютерний"]


def test_letters_that_stand_for_an_umlaut_are_looked_past():
    assert "arztin" in analysis.query_variants("Aerztin")
    assert "fluchtling" in analysis.query_variants("Fluechtling")


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("tirocinio", "sk", ["sk", "it"]),
        ("permiso de trabajo", "ar", ["ar", "es"]),
        ("diploma", "nl", ["nl"]),
        ("qqqq", "fr", ["fr"]),
        ("como puedo trabajar", "es", ["es"]),
    ],
)
def test_a_word_of_another_language_than_the_page_s_is_recognised(text, asked, expected):
    assert analysis.guessed_languages(analysis.raw_words(text), asked) == expected
