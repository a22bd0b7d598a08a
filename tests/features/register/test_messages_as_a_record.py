"""Messages of a period and a subject as a record: masked or not, with what an archive asks."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from commdesk.catalog import FEATURES
from commdesk.core.correspondence import Correspondence, Spoken
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.words import Text, Words
from commdesk.features.content import add_item
from commdesk.features.content.model import ItemDraft
from commdesk.features.members import MemberDraft, add_member, restrict
from commdesk.features.outreach import MessageDraft, log_message
from commdesk.features.register.speaking import Wish, hand_out, sought, told
from commdesk.features.register.speaking.masking import masked
from tests.conftest import MONDAY, MovableClock

TODAY = date(2026, 11, 23)
NL = Words("nl")
Run = Callable[..., Result]
ALL = sought(TODAY, TODAY)


def _member(desk: Desk, first: str, last: str, **more: Any) -> int:
    draft = MemberDraft(first, last_name=last, **more)
    return int(desk.do(add_member, draft, today=TODAY))


def _say(desk: Desk, member: int, text: str, **more: Any) -> int:
    draft = MessageDraft(member_id=member, text=text, **more)
    return int(desk.do(log_message, draft, now=desk.now()))


@pytest.fixture
def spoken(desk: Desk, clock: MovableClock) -> Desk:
    """Two people about trees, one about the square whose data is restricted."""
    henk = _member(desk, "Henk", "Mulder", email="henk@bomen.example", phone="06-12345678",
                   tags=("bomen",))  # fmt: skip
    fatma = _member(desk, "Fatma", "Yilmaz")
    secret = _member(desk, "Stil", "Wezen")
    _say(desk, henk, "Dag Henk, over de bomen: Fatma Yilmaz weet meer. Mail henk@bomen.example.")
    clock.move(minutes=5)
    _say(desk, fatma, "Dag Fatma, bel 06-12345678 of piet@elders.example over het plein.")
    _say(desk, secret, "Dag Stil, over het plein")
    desk.do(restrict, secret, is_restricted=True)
    clock.move(days=2)
    _say(desk, fatma, "Later, over de bomen")
    return desk


def _content(path: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    with zipfile.ZipFile(path) as packed:
        raw = packed.read("messages.json")
        facts = json.loads(packed.read("metadata.json"))
        assert facts["checksum"]["waarde"] == sha256(raw).hexdigest()
        for each in facts["bestanden"]:
            assert sha256(packed.read(each["naam"])).hexdigest() == each["checksum"]
        return json.loads(raw), facts


def test_masked_no_name_address_or_number_is_left_and_one_person_has_one_number(
    spoken: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "woo.zip"
    made = hand_out(spoken, path, Wish(sought(TODAY, date(2026, 11, 30)), purpose="Woo"))
    messages, facts = _content(path)
    assert [each["who"] for each in messages] == ["lid 1", "lid 2", "lid 2"]
    assert messages[0]["text"] == "Dag lid 1, over de bomen: lid 2 weet meer. Mail [mail]."
    assert "[telefoon]" in messages[1]["text"]
    with zipfile.ZipFile(path) as packed:
        whole = b"".join(packed.read(name) for name in packed.namelist() if "json" in name)
    for word in (b"Henk", b"Fatma", b"Yilmaz", b"Mulder", b"12345678", b"@"):
        assert word not in whole
    assert (made.messages, made.people, made.withheld) == (3, 2, 1)
    assert facts["beperkingGebruik"] == "namen onleesbaar"


def test_for_the_archive_names_stay(spoken: Desk, tmp_path: Path) -> None:
    path = tmp_path / "archief.xlsx"
    hand_out(spoken, path, Wish(ALL, is_masked=False, purpose="archief"))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "Henk Mulder" in said


def test_restricted_people_stay_out_and_it_says_how_many(spoken: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    made = hand_out(spoken, path, Wish(ALL, is_masked=False, purpose="archief"))
    messages, facts = _content(path)
    assert "Stil" not in json.dumps(messages)
    assert facts["weggelaten"] == 1
    assert "1 bericht bleef weg" in NL(told(made, path.name))


@pytest.mark.parametrize(
    ("named", "count"),
    [({"text": "BOMEN"}, 2), ({"text": "plein"}, 1), ({"tag": "Bomen"}, 1), ({"text": "niets"}, 0)],
)
def test_only_what_is_about_the_subject_goes_along(
    spoken: Desk, tmp_path: Path, named: dict[str, str], count: int
) -> None:
    wish = Wish(sought(TODAY, date(2026, 11, 30), **named), purpose="Woo")  # type: ignore[arg-type]
    if not count:
        with pytest.raises(Refused, match="no messages"):
            hand_out(spoken, tmp_path / "a.zip", wish)
        assert not (tmp_path / "a.zip").exists()
        return
    assert hand_out(spoken, tmp_path / "a.zip", wish).messages == count


def test_an_item_names_its_messages_and_its_title_stands_with_them(
    desk: Desk, tmp_path: Path
) -> None:
    item = desk.do(add_item, ItemDraft(title="Het nieuwe plein"), today=TODAY)
    member = _member(desk, "Henk", "Mulder")
    _say(desk, member, "Kijk eens", content_id=item)
    other = _member(desk, "Anna", "Smit")
    _say(desk, other, "Iets anders")
    path = tmp_path / "a.zip"
    hand_out(desk, path, Wish(sought(TODAY, TODAY, item=item), purpose="Woo"))
    (message,), _facts = _content(path)
    assert message["about"] == "Het nieuwe plein"


def test_a_record_needs_a_purpose_and_is_kept_in_the_export_log(
    spoken: Desk, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        hand_out(spoken, tmp_path / "a.zip", Wish(ALL))
    assert refused.value.field == "purpose"
    hand_out(spoken, tmp_path / "a.zip", Wish(ALL, purpose="Woo-verzoek 12"))
    row = spoken.db.one("SELECT purpose, people_count, row_count FROM export_log")
    assert row == {"purpose": "Woo-verzoek 12", "people_count": 2, "row_count": 2}


def test_days_that_cannot_be_are_refused() -> None:
    for first, last, field in ((None, TODAY, "first"), (TODAY, None, "last"),
                               (TODAY, date(2026, 1, 1), "last")):  # fmt: skip
        with pytest.raises(Refused) as refused:
            sought(first, last)
        assert refused.value.field == field


def test_the_command_line_asks_for_a_purpose_and_makes_the_record(
    workbook_path: Path, commdesk: Run, tmp_path: Path, clock: MovableClock
) -> None:
    with Desk.open(workbook_path, FEATURES, clock=clock) as desk:
        _say(desk, _member(desk, "Henk", "Mulder"), "Dag Henk, over bomen")
    days = ("--from", "2026-11-01", "--until", "2026-11-30")
    out = tmp_path / "woo.zip"
    refused = commdesk("record", workbook_path, *days, "--to", out)
    assert (refused.exit_code, out.exists()) == (1, False)
    assert "--purpose" in refused.stderr
    made = commdesk(
        "record", workbook_path, *days, "--subject", "bomen", "--to", out, "--purpose", "Woo"
    )
    assert made.exit_code == 0
    assert "1 bericht met 1" in made.stdout
    assert _content(out)[0][0]["who"] == "lid 1"


_NAMES = st.sampled_from(("Anna", "Bram", "Çelik", "O'Neill", "Van-Dijk", "Ömer", "Lotte"))
_FILLING = st.sampled_from(("dag", "over", "water", "en", "bomen", "het", "plein"))


@given(
    people=st.lists(st.tuples(_NAMES, _NAMES), min_size=1, max_size=4, unique=True),
    words=st.lists(st.one_of(_FILLING, _NAMES), max_size=12),
    marks=st.sampled_from((" ", ", ", ". ", "\n", "; ")),
)
def test_no_part_of_a_name_of_whom_it_is_with_is_left_whatever_stands_around_it(
    people: list[tuple[str, str]], words: list[str], marks: str
) -> None:
    text = marks.join([*(f"{first} {last}" for first, last in people), *words])
    found = Correspondence(tuple(
        Spoken(number, MONDAY, True, Text("e-mail"), Text("ask"), Text(""), "", text, number,
               f"{first} {last}", (f"{first} {last}", first, last))
        for number, (first, last) in enumerate(people, 1)
    ))  # fmt: skip
    theirs = {part for person in people for part in person}
    for message in masked(found, NL).messages:
        left = message.text.replace(",", " ").replace(".", " ").replace(";", " ").split()
        assert not theirs & set(left)
        assert [word for word in left if word in set(words) - theirs] == [
            word for word in words if word not in theirs
        ], "Nothing else is taken out."
