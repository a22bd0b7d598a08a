"""The house style is one act that can be undone, and what cannot be is refused where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from commdesk.core import colours
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.housestyle import (
    ACCENT,
    MOST_LOGO,
    PLAIN,
    HouseStyle,
    check_logo,
    house_style,
    read_colour,
    read_logo,
    set_house_style,
)
from commdesk.core.journal import changes_of, history
from commdesk.core.pictures import picture_of
from commdesk.core.workbook import set_facts

STYLE = HouseStyle("Gemeente Waterstad", "Georgia", "0A7D4B")
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0001108003c00a003012200")


def png(width: int, height: int, rest: int = 0) -> bytes:
    sides = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + sides + bytes(rest)


def test_it_is_kept_as_one_act_and_undone(desk: Desk) -> None:
    assert house_style(desk.db) == PLAIN
    style = replace(STYLE, logo=png(400, 100))
    desk.do(set_house_style, style)
    assert house_style(desk.db) == style
    desk.undo()
    assert house_style(desk.db) == PLAIN
    desk.redo()
    assert house_style(desk.db) == style


def test_a_change_of_font_does_not_write_the_logo_into_history_again(desk: Desk) -> None:
    desk.do(set_house_style, replace(STYLE, logo=png(400, 100, 9_000)))
    desk.do(set_house_style, replace(house_style(desk.db), font="Arial"))
    (change,) = changes_of(desk.db, history(desk.db)[0].id)
    assert len(str(change)) < 1_000


@given(st.text("0123456789ABCDEF", min_size=6, max_size=6))
def test_headings_can_be_read_on_every_colour(colour: str) -> None:
    style = HouseStyle(accent=colour)
    assert colours.contrast(style.ink, colour) >= colours.READABLE
    assert colours.contrast(colours.ink_of(colour), colours.WHITE) >= colours.READABLE
    assert colours.contrast(colours.soft(colour), colours.DARK) >= colours.READABLE


@pytest.mark.parametrize(
    ("typed", "kept"), [("#0a7d4b", "0A7D4B"), (" 0A7D4B ", "0A7D4B"), ("", ACCENT), ("#", ACCENT)]
)
def test_a_colour_is_typed_with_or_without_its_sign(typed: str, kept: str) -> None:
    assert read_colour(typed) == kept


@pytest.mark.parametrize("typed", ["groen", "#FFF", "#12345G", "#1234567", "0x1234"])
def test_what_is_no_colour_is_refused_at_its_field(desk: Desk, typed: str) -> None:
    with pytest.raises(Refused, match="is not a colour") as refused:
        desk.do(set_house_style, replace(STYLE, accent=typed))
    assert refused.value.field == "accent"
    assert house_style(desk.db) == PLAIN


@pytest.mark.parametrize(
    ("logo", "why"),
    [
        (b"GIF89a", "must be a PNG or a JPEG"),
        (b"\x89PNG\r\n\x1a\n", "must be a PNG or a JPEG"),
        (b"\xff\xd8\xff\xe0\x00", "must be a PNG or a JPEG"),
        (png(100, 100, MOST_LOGO), "501 kB"),
        (png(5, 5), "5 by 5 pixels"),
        (png(9_000, 9_000), "9,000 by 9,000"),
        (png(2_000, 20), "2,000 by 20"),
    ],
)
def test_a_logo_that_cannot_be_is_refused_with_what_was_found(
    desk: Desk, logo: bytes, why: str
) -> None:
    with pytest.raises(Refused) as refused:
        desk.do(set_house_style, replace(STYLE, logo=logo))
    assert refused.value.field == "logo"
    assert why in str(refused.value)


def test_png_and_jpeg_say_their_size() -> None:
    assert check_logo(png(400, 100)) == ("png", 400, 100)
    assert check_logo(JPEG) == ("jpeg", 160, 60)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_without_a_fault(content: bytes) -> None:
    for start in (b"", png(1, 1)[:16], b"\xff\xd8\xff"):
        picture_of(start + content)


def test_a_file_that_cannot_be_read_is_refused_at_the_logo(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read") as refused:
        read_logo(tmp_path / "weg.png")
    assert refused.value.field == "logo"


def test_what_cannot_be_used_in_the_file_counts_as_not_set(desk: Desk) -> None:
    desk.do(set_facts, house_style=["x"], house_logo={"image": "geen base64!"})
    assert house_style(desk.db) == PLAIN
    desk.do(set_facts, house_style={"accent": "url(x)", "font": "Arial"}, house_logo="x")
    assert house_style(desk.db) == HouseStyle(font="Arial")
