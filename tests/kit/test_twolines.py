"""What is too long for its place goes on two lines, and is cut only at the end of the second."""

from __future__ import annotations

import pytest

from commdesk.kit import theme
from commdesk.kit.twolines import in_two

TEXT = "voorbeelden van klimaatplannen die standhouden"


@pytest.mark.usefixtures("qapp")
def test_a_text_is_cut_only_where_two_lines_are_too_few() -> None:
    metrics = theme.metrics("small")
    whole = metrics.horizontalAdvance(TEXT)
    assert in_two(TEXT, whole, metrics) == [TEXT]
    two = in_two(TEXT, whole * 2 // 3, metrics)
    assert (len(two), " ".join(two)) == (2, TEXT)
    first, second = in_two(TEXT, whole // 3, metrics)
    assert TEXT.startswith(first)
    assert second.endswith("…")
    for width in range(1, whole, 40):
        assert all(metrics.horizontalAdvance(line) <= width or line.endswith("…")
                   for line in in_two(TEXT, width, metrics))  # fmt: skip


@pytest.mark.usefixtures("qapp")
def test_one_long_word_is_cut() -> None:
    metrics = theme.metrics("small")
    word = "omgevingsvisieparticipatieavond"
    (line,) = in_two(word, metrics.horizontalAdvance(word) // 2, metrics)
    assert line.endswith("…")


@pytest.mark.usefixtures("qapp")
def test_a_text_of_two_lines_keeps_them() -> None:
    metrics = theme.metrics("small")
    wide = metrics.horizontalAdvance("hier 45 min daar 1 uur")
    assert in_two("hier 45 min\ndaar 1 uur", wide, metrics) == ["hier 45 min", "daar 1 uur"]
