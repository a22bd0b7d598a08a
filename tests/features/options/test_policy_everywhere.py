"""One policy file with every rule: each holds on the command line and is shown in the window."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core import backup, oskeyring, settings
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.keys import Key, is_protected, key_for
from commdesk.core.words import Words
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.options.page import SettingsSection
from commdesk.features.outreach import MessageDraft, log_message
from commdesk.features.safekeeping.page import BackupSection
from commdesk.features.safekeeping.passphrase.page import PassphraseSection
from tests.conftest import MovableClock
from tests.host import QuietHost

FIRST = "zeven blauwe fietsen"
Run = Callable[..., Result]


@pytest.fixture
def folder(home: Path, tmp_path: Path) -> Path:
    """Where backups go by the policy, which lies in its place from here on."""
    chosen = tmp_path / "back-ups"
    chosen.mkdir()
    home.mkdir(exist_ok=True)
    rules = f"""
passphrase_required = true
keyring_forbidden = true
exports_of_people_forbidden = true
text_days = 30
backup_folder = "{chosen.as_posix()}"
"""
    (home / "policy.toml").write_text(rules, "utf-8")
    return chosen


@pytest.fixture
def filled(desk: Desk) -> Path:
    member = desk.do(add_member, MemberDraft("Fatma", last_name="Quintessa"), today=desk.today())
    draft = MessageDraft(member, text="Dag Fatma", sent_at=desk.now() - timedelta(days=40))
    desk.do(log_message, draft, now=desk.now())
    desk.close()
    return desk.path


def test_every_rule_holds_on_the_command_line(
    filled: Path, folder: Path, commdesk: Run, given: Run, tmp_path: Path
) -> None:
    assert commdesk("todo", filled, "Bellen").exit_code == 1
    assert "wachtwoordzin" in commdesk("todo", filled, "Bellen").stderr
    old = commdesk("backup", filled)
    assert old.exit_code == 0, old.output
    (copy,) = backup.list_backups(filled)
    assert copy.path.is_relative_to(folder)
    assert given("passphrase", filled, "set").exit_code == 0
    assert is_protected(copy.path)
    assert given("todo", filled, "Bellen").exit_code == 0
    assert given("passphrase", filled, "remove").exit_code == 1
    out = tmp_path / "uit.xlsx"
    refused = given("export", filled, "--sheets", "members", "--to", out, "--purpose", "x")
    assert refused.exit_code == 1
    assert not out.exists()
    taken = given("person", filled, "Fatma Quintessa", "--access", tmp_path / "inzage.zip")
    assert taken.exit_code == 0, taken.output
    due = json.loads(given("retention", filled, "--json").stdout)
    assert due["texts"] == 1
    assert 30 in {rule["most_days"] for rule in due["rules"]}
    with pytest.raises(Refused, match="keyring"):
        oskeyring.remember(key_for(filled, FIRST))
    loaded = commdesk("load", tmp_path / "weg.zip", "--to", tmp_path / "n.commdesk")
    assert loaded.exit_code == 1
    assert "--passphrase-fd" in loaded.stderr


def test_every_rule_is_shown_in_the_window_and_cannot_be_changed_there(
    workbook_path: Path, folder: Path, qtbot: QtBot, clock: MovableClock
) -> None:
    from commdesk.core.resealing import reseal

    key = Key.new(FIRST)
    reseal(workbook_path, None, key)
    with Desk.open(workbook_path, FEATURES, clock=clock, key=key) as desk:
        host = QuietHost(desk, Words("nl"))
        options, copies, secret = (
            made(desk, host) for made in (SettingsSection, BackupSection, PassphraseSection)
        )
        for page in (options, copies, secret):
            qtbot.addWidget(page)
            page.refresh()
        shown = options.policy.fields  # type: ignore[attr-defined]
        assert set(shown) == settings.load().fixed
        assert not any(field.control(name).isEnabled() for name, field in shown.items())
        assert not copies.place._choose.isEnabled()  # type: ignore[attr-defined]
        assert str(folder) in copies.place.folder.accessibleName()  # type: ignore[attr-defined]
        assert not secret.remember.isEnabled()  # type: ignore[attr-defined]
        assert not secret.remove.isEnabled()  # type: ignore[attr-defined]
        assert "organisatie" in secret.why_not.text()  # type: ignore[attr-defined]
