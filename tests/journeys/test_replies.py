"""An afternoon of twelve replies in no order: a name and at most three keys each, no mouse."""

from __future__ import annotations

import ctypes
import random
import sys
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.features.members import MemberDraft, add_member, change_member, find_member
from commdesk.features.outreach import MessageDraft, due_promises, log_message
from commdesk.features.outreach.model import Result
from commdesk.features.outreach.page import OutreachPage
from commdesk.features.outreach.page.people import WAITING
from commdesk.features.outreach.queries import count_written, find_draft, messages_of
from tests.core import elsewhere
from tests.journeys.conftest import ALT, CTRL, SHIFT, Person

Key = Qt.Key
PEOPLE = (
    "Anna Bos", "Zeynep Kaya", "Sara Smit", "Jan de Boer", "Jan Visser", "Ömer Şahin",
    "Fatma Yılmaz", "Piet van der Berg", "Willem Mol", "Els Prins", "Bas Kok", "Chantal Vos",
    "Daan Dijk", "Eva Post", "Gijs Kuiper",
)  # fmt: skip
TYPED = {
    "Anna Bos": "anna", "Zeynep Kaya": "zey", "Sara Smit": "sar", "Jan de Boer": "jan boer",
    "Jan Visser": "jan vis", "Ömer Şahin": "omer", "Fatma Yılmaz": "fat",
    "Piet van der Berg": "berg", "Willem Mol": "wil", "Els Prins": "els", "Bas Kok": "bas",
    "Chantal Vos": "cha",
}  # fmt: skip
KEY_EVENT = (
    "_Z17qt_handleKeyEventP7QWindowN6QEvent4TypeEi6QFlagsIN2Qt16KeyboardModifierEERK7QStringbt"
)
DIGITS = (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5)
RESULTS = (
    Result.NONE, Result.ANSWERED, Result.WILL_CONTRIBUTE, Result.CONTRIBUTED, Result.NO_CONTACT,
)  # fmt: skip


def outreach(person: Person) -> OutreachPage:
    page = person.window.stage.page("outreach")
    part = page if isinstance(page, OutreachPage) else page.shown_part()
    assert isinstance(part, OutreachPage)
    return part


def written_to(person: Person) -> dict[str, int]:
    """Everybody has one message without an answer; name -> member."""
    desk, members = person.window.desk, {}
    for days, name in enumerate(PEOPLE, 1):
        first, _, last = name.partition(" ")
        draft = MemberDraft(first_name=first, last_name=last)
        members[name] = desk.do(add_member, draft, today=desk.today() - timedelta(days=60))
        at = datetime.combine(desk.today() - timedelta(days=days), time(12)).astimezone()
        message = MessageDraft(members[name], text=f"Hoi {first}", sent_at=at)
        desk.do(log_message, message, now=desk.now())
    return members


def test_twelve_replies_cost_a_name_and_at_most_three_keys_each(person: Person) -> None:
    members, desk = written_to(person), person.window.desk
    names, rng = list(TYPED), random.Random(12)  # noqa: S311
    rng.shuffle(names)
    person.press(Key.Key_3, CTRL)
    page = outreach(person)
    page.go_to(WAITING)
    person.type("/")
    wanted = {}
    for place, name in enumerate(names):
        person.type(TYPED[name])
        choice = place % 5
        last = {2: [Key.Key_Escape], 4: [Key.Key_Return]}  # what, by when: later; yes, stop
        keys = [Key.Key_Down, DIGITS[choice], *last.get(choice, [])]
        for key in keys:
            person.press(key)
        assert len(keys) <= 3
        person.window.activateWindow()  # the window system does it when a question closes
        person.wait(lambda: page.people.filter.hasFocus() and not page.people.filter.text())
        wanted[name] = RESULTS[choice]
    person.look("replies-done")
    found = {name: messages_of(desk.db, members[name])[0] for name in PEOPLE}
    assert {name: found[name].result for name in names} == wanted
    assert {row.title for row in page.people.waiting.rows} == set(PEOPLE) - set(names)
    today = desk.today()
    for name in names:
        promised = wanted[name] == Result.WILL_CONTRIBUTE
        asked = [each.follow_up_on for each in due_promises(desk.db, today + timedelta(14), 99)
                 if each.member_id == members[name]]  # fmt: skip
        assert asked == ([today + timedelta(days=7)] if promised else [])
        assert found[name].follow_up_on is None
        stopped = wanted[name] == Result.NO_CONTACT
        assert find_member(desk.db, members[name]).do_not_contact is stopped
    for name in reversed(names):  # and each is taken back by one key, from wherever one is
        person.press(Key.Key_Z, CTRL | ALT)
        assert messages_of(desk.db, members[name])[0].result == ""
        assert not find_member(desk.db, members[name]).do_not_contact
    assert len(page.people.waiting.rows) == len(PEOPLE)


@pytest.mark.parametrize("where", ["members", "outreach"])
def test_the_message_key_goes_to_the_last_message_that_waits(person: Person, where: str) -> None:
    members, desk = written_to(person), person.window.desk
    person.window.open_page(where, members["Sara Smit"])
    person.press(Key.Key_M, CTRL | SHIFT)
    page = outreach(person)
    assert page.isVisible()
    row = page.people.waiting.current()
    assert row
    assert row.title == "Sara Smit"
    assert page.people.waiting.hasFocus()
    person.press(Key.Key_2)
    assert messages_of(desk.db, members["Sara Smit"])[0].result == "answered"
    person.window.open_page(where, members["Sara Smit"])
    person.press(Key.Key_M, CTRL | SHIFT)
    assert page.log_form.isVisible()
    assert page.log_form.together.members() == [members["Sara Smit"]]


@pytest.mark.skipif(sys.platform != "linux", reason="calls Qt's library by its name on Linux")
def test_holding_the_chord_for_two_seconds_logs_one_message(person: Person) -> None:
    """The keys come as a real keyboard sends them: pressed once, then 60 times by repetition."""
    members, desk = written_to(person), person.window.desk
    for name in PEOPLE:
        desk.do(change_member, members[name], {"cadence_days": 1})
    person.press(Key.Key_3, CTRL)
    page = outreach(person)
    assert page.people.queue.rows
    page.composer.text.setFocus()
    person.type("Hello")
    press_really(person, Key.Key_Return, repeats=60)
    assert count_written(desk.db, desk.today()) == 1
    assert page.composer.text.toPlainText().count("Hello") == 0, "the next text is as it was"
    press_really(person, Key.Key_Return, repeats=0)
    assert count_written(desk.db, desk.today()) == 2, "the next press is one again"


def press_really(person: Person, key: Qt.Key, repeats: int) -> None:
    """Through the window system, where QTest cannot say that a press repeats."""
    folder = Path(sys.modules["PySide6"].__file__ or "").parent / "Qt" / "lib"
    gui = ctypes.CDLL(str(folder / "libQt6Gui.so.6"))
    send = getattr(gui, KEY_EVENT)
    window = person.window.windowHandle()
    handle = ctypes.c_void_p(Shiboken.getCppPointer(window)[0])  # type: ignore[no-untyped-call]
    empty = ctypes.create_string_buffer(24)  # a QString without signs
    press, release = QEvent.Type.KeyPress.value, QEvent.Type.KeyRelease.value
    for number in range(repeats + 1):
        send(handle, press, key.value, CTRL.value, empty, ctypes.c_bool(number > 0), 1)
        QApplication.processEvents()
    send(handle, release, key.value, CTRL.value, empty, ctypes.c_bool(False), 1)
    QApplication.processEvents()


WRITER = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from commdesk.catalog import FEATURES
from commdesk.core.clock import SystemClock
from commdesk.shell.app import Session
app = QApplication([])
session = Session(app, FEATURES, SystemClock())
session.begin(Path(sys.argv[1]))
session.window.open_page("outreach", sys.argv[2])
page = session.window.stage.page("outreach")
page = getattr(page, "shown_part", lambda: page)()
QTest.keyClicks(page.composer.text, "Half a message")
QTest.qWait(1500)
print("written", flush=True)
while True:
    QTest.keyClicks(page.composer.text, "x", delay=5)
"""


def test_a_draft_is_back_after_a_kill_in_the_middle_of_writing(workbook_path: Path) -> None:
    with Desk.open(workbook_path, FEATURES) as desk:
        draft = MemberDraft(first_name="Anna")
        anna = desk.do(add_member, draft, today=desk.today())
    child = elsewhere.start(WRITER, workbook_path, str(anna))
    assert child.stdout
    assert child.stdout.readline() == "written\n", child.communicate()
    child.kill()
    child.communicate()
    with Desk.open(workbook_path, FEATURES) as desk:
        kept = find_draft(desk.db, anna)
        assert kept
        assert "Half a message" in kept.text
