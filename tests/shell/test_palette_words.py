"""What the palette offers in a Dutch window is Dutch."""

from commdesk.core.words import Words
from commdesk.shell.palette import matches, worded

NL, EN = Words("nl"), Words("en")


def test_a_verb_of_the_menu_is_worded_as_the_menu_words_it() -> None:
    assert worded("&New workbook…", EN) == "New workbook"
    assert worded("&New workbook…", NL) != worded("&New workbook…", EN)
    assert "&" not in worded("&New workbook…", NL)


def test_it_is_found_in_either_language() -> None:
    typed = worded("&New workbook…", NL).split()[0]
    assert matches(typed, "&New workbook…", (NL, EN))
    assert matches("new", "&New workbook…", (NL, EN))
