"""The register tells what is kept of people here and why, from the workbook's own facts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.feature import Scale
from commdesk.core.keys import Key
from commdesk.core.words import Words
from commdesk.core.workbook import Workbook
from commdesk.features.demo.build import Recipe, build
from commdesk.features.exchange.model import ImportEntry
from commdesk.features.exchange.ops import _note_import
from commdesk.features.members import MemberDraft, add_member, restrict
from commdesk.features.plan import TodoDraft, add_todo
from commdesk.features.register.criteria import judge, open_questions, outcome
from commdesk.features.register.measures import measures
from commdesk.features.register.model import Line, Register, standing
from commdesk.features.register.ops import answer, explain, set_responsible
from commdesk.features.register.paper import as_text, dpia_paper, record_paper
from commdesk.features.register.queries import read_register

TODAY = date(2026, 11, 23)
NL, EN = Words("nl"), Words("en")
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.commdesk"
    build(path, FEATURES, Recipe(Scale(members=60, messages=200, weeks=8)))
    return path


@pytest.fixture
def told(demo: Path) -> Register:
    with Desk.open(demo, FEATURES, read_only=True) as desk:
        return read_register(desk, NL)


def _list_taken_in(desk: Desk) -> int:
    """A list, as the import keeps it."""
    from commdesk.core.journal import op

    entry = ImportEntry(desk.now(), "Noor", "pc", "leden.csv", "generic", 3, dropped=("BSN",))
    desk.do(op("Take in a list")(lambda db: _note_import(db, entry)))
    return int(desk.db.value("SELECT id FROM import_log"))


def test_every_kind_has_a_purpose_a_ground_and_counts_what_is_filled(told: Register) -> None:
    assert {"members", "outreach", "ambassadors", "concept"} <= {k.subject for k in told.kinds}
    assert all(kind.line.purpose and kind.line.legal_ground for kind in told.kinds)
    assert all(each.filled > 0 for kind in told.kinds for each in kind.fields)
    (members,) = (kind for kind in told.kinds if kind.subject == "members")
    assert members.people == told.people.members == 60
    names = {NL(each.title): each.filled for each in members.fields}
    assert names["Voornaam"] == 60
    assert "sort_name" not in str(members.fields), "What the program makes for itself is no field."


def test_a_kind_counts_each_person_once(told: Register) -> None:
    assert all(kind.people <= told.people.members for kind in told.kinds)


def test_a_to_do_about_a_member_is_counted_though_a_to_do_can_be_about_a_thing(
    desk: Desk,
) -> None:
    fatma = desk.do(add_member, MemberDraft(first_name="Fatma"), today=desk.today())
    desk.do(add_todo, TodoDraft("Fatma bellen", member_id=fatma), today=desk.today())
    (found,) = (kind for kind in read_register(desk, NL).kinds if kind.subject == "plan")
    assert (found.people, found.rows) == (1, 1)


def test_an_own_field_stands_under_its_own_name(told: Register) -> None:
    (members,) = (kind for kind in told.kinds if kind.subject == "members")
    assert any(each.subject.startswith("members/member_value.") for each in members.fields)


def test_an_empty_workbook_has_a_record_and_asks_what_is_missing(desk: Desk) -> None:
    found = read_register(desk, NL)
    assert found.kinds == ()
    assert "nog niet ingevuld" in as_text(record_paper(found, NL))
    assert "nog niet ingevuld" in NL(standing(found))


def test_what_somebody_writes_holds_for_the_kind_and_every_field_without_its_own(
    desk: Desk,
) -> None:
    desk.do(add_member, MemberDraft("Henk", email="h@x.example"), today=TODAY)
    desk.do(explain, "members", "Leden", Line("Contact", "consent", "de gemeente", "een jaar"))
    desk.do(explain, "members/member.email", "E-mail", Line("Mailen", "contract"))
    (kind,) = (each for each in read_register(desk, NL).kinds if each.subject == "members")
    assert (kind.line.purpose, kind.line.legal_ground, kind.is_own) == ("Contact", "consent", True)
    fields = {each.subject: (each.purpose, each.legal_ground) for each in kind.fields}
    assert fields["members/member.email"] == ("Mailen", "contract")
    assert fields["members/member.first_name"] == ("Contact", "consent")
    text = as_text(record_paper(read_register(desk, NL), NL))
    assert "de gemeente" in text
    assert "een jaar" in text
    for _ in range(2):
        desk.undo()
    (kind,) = (each for each in read_register(desk, NL).kinds if each.subject == "members")
    assert not kind.is_own


def test_an_emptied_line_is_as_it_was_before(desk: Desk) -> None:
    desk.do(explain, "members", "Leden", Line("Contact"))
    desk.do(explain, "members", "Leden", Line())
    assert desk.db.value("SELECT count(*) FROM register_line") == 0


def test_a_ground_that_is_none_and_a_text_that_is_too_long_are_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.do(explain, "members", "Leden", Line(legal_ground="because"))
    assert refused.value.field == "legal_ground"
    with pytest.raises(Refused) as refused:
        desk.do(explain, "members", "Leden", Line("x" * 501))
    assert refused.value.field == "purpose"


def test_a_list_that_was_taken_in_asks_for_a_purpose_until_it_has_one(desk: Desk) -> None:
    number = _list_taken_in(desk)
    desk.do(set_responsible, {"register_controller": "B en W", "register_contact": "Markt 1",
                              "register_officer": "FG"})  # fmt: skip
    found = read_register(desk, NL)
    assert NL(standing(found)) == "1 ingelezen lijst heeft nog geen doel."
    assert found.dropped == ("BSN",)
    desk.do(explain, f"import/{number}", "leden.csv", Line("Startlijst", "public-task"))
    (line,) = read_register(desk, NL).imports
    assert (line.line.purpose, line.rows) == ("Startlijst", 3)
    assert "Startlijst" in as_text(record_paper(read_register(desk, NL), NL))


def test_the_measures_are_the_facts_of_this_workbook(desk: Desk, home: Path) -> None:
    member = desk.do(add_member, MemberDraft("Henk"), today=TODAY)
    desk.do(restrict, member, is_restricted=True)
    said = [NL(each) for each in measures(read_register(desk, NL))]
    assert "Het bestand heeft geen wachtwoordzin: wie erbij kan, kan het lezen." in said
    assert "Er is nog geen back-up." in said
    assert any("beperkt" in each for each in said)


def test_a_protected_workbook_says_that_it_is(tmp_path: Path) -> None:
    path, key = tmp_path / "geheim.commdesk", Key.new("vier losse woorden hier")
    with Desk.create(path, FEATURES, Workbook("Geheim"), key=key) as desk:
        said = [EN(each) for each in measures(read_register(desk, EN))]
    assert any("opens with a passphrase only" in each for each in said)


def test_both_papers_fit_on_two_pages_and_name_nobody(demo: Path, told: Register) -> None:
    with Desk.open(demo, FEATURES, read_only=True) as desk:
        names = desk.db.column("SELECT last_name FROM member WHERE length(last_name) > 5")
    text = as_text(record_paper(told, NL)) + as_text(dpia_paper(told, NL))
    assert not [name for name in names if name in text]
    assert "AVG art. 30" in text
    assert "AVG art. 35" in text


def test_nine_criteria_are_judged_and_the_officer_has_the_last_word(desk: Desk) -> None:
    judged = judge(read_register(desk, NL))
    assert len(judged) == 9
    asked = {each.criterion.key for each in open_questions(judged)}
    assert {"sensitive", "vulnerable"} <= asked
    desk.do(answer, {"large": ("yes", "Heel de regio"), "vulnerable": ("yes", "Cliënten")})
    found = read_register(desk, NL)
    said = {each.criterion.key: each for each in judge(found)}
    assert (said["large"].answer, said["large"].is_answered) == ("yes", True)
    assert NL(outcome(found)).startswith("2 van de 9 criteria gelden")
    assert "Heel de regio" in as_text(dpia_paper(found, NL))
    with pytest.raises(Refused):
        desk.do(answer, {"unknown": ("yes", "")})


def test_history_speaks_of_the_register(desk: Desk) -> None:
    desk.do(explain, "members", "Leden", Line("Contact"))
    assert NL(desk.undo_label or "") == "Vastleggen waar Leden voor bewaard wordt"


def test_the_command_line_tells_it_and_makes_every_kind_of_file(
    demo: Path, commdesk: Run, tmp_path: Path, qapp: object
) -> None:
    shown = commdesk("register", demo)
    assert "Verwerkingsregister" in shown.stdout
    document = json.loads(commdesk("register", demo, "--json").stdout)
    assert document["community"]
    assert len(document["criteria"]) == 9
    pdf, sheet, text, dpia = (tmp_path / n for n in ("a.pdf", "a.xlsx", "a.txt", "dpia.pdf"))
    for place in (pdf, sheet, text):
        assert commdesk("register", demo, "--to", place).exit_code == 0
    assert commdesk("register", demo, "--dpia", dpia).exit_code == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert dpia.read_bytes().startswith(b"%PDF")
    assert "AVG art. 30" in text.read_text("utf-8")
    book = openpyxl.load_workbook(sheet)
    assert book.sheetnames[:4] == [
        "Verwerkingsregister",
        "Velden en doelen",
        "Ingelezen lijsten",
        "DPIA-hulp",
    ]
    refused = commdesk("register", demo, "--to", text)
    assert refused.exit_code == 1, "A text that is there already is not replaced."


@pytest.mark.parametrize("name", ["a.docx", "a"])
def test_a_place_of_another_kind_is_refused(
    demo: Path, commdesk: Run, tmp_path: Path, name: str
) -> None:
    assert commdesk("register", demo, "--to", tmp_path / name).exit_code == 1
