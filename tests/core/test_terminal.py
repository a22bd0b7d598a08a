"""The command line's common ground: codes, refusals, dates, one clean JSON document."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from msgspec import Struct

from commdesk.catalog import FEATURES
from commdesk.cli import cli
from commdesk.core import settings
from commdesk.core.desk import Desk
from commdesk.core.display import missing_for_window
from commdesk.core.errors import Refused
from commdesk.core.paths import user_data
from commdesk.core.settings import Settings
from commdesk.core.terminal import DAY, WEEK, Program, print_json, print_table
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words, say
from commdesk.core.workbook import set_facts

Run = Callable[..., Result]


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")


class Row(Struct, frozen=True, dict=True):
    id: int
    due_on: date
    at: datetime
    minutes: Minutes
    week: Week
    reason: object


def test_json_writes_ids_as_strings_and_values_as_plain(
    capsys: pytest.CaptureFixture[str],
) -> None:
    moment = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    row = Row(7, date(2026, 11, 23), moment, Minutes(90), Week(2026, 48), say("no"))
    print_json([row, {"member_id": None, "big": 2**60, "tag_ids": [1], "ok": True}], Words("nl"))
    assert json.loads(capsys.readouterr().out) == [
        {
            "id": "7",
            "due_on": "2026-11-23",
            "at": "2026-11-23T08:00:00Z",
            "minutes": 90,
            "week": "2026-W48",
            "reason": "nee",
        },
        {"member_id": None, "big": str(2**60), "tag_ids": ["1"], "ok": True},
    ]


def test_a_table_words_its_headings_and_its_cells(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(Words("nl"), ("Name",), [[date(2026, 11, 23)], [None], [Minutes(80)]])
    shown = capsys.readouterr().out
    assert "Naam" in shown
    assert "ma 23 nov" in shown
    assert "1 u 20 min" in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("today",), "Er vraagt niets om aandacht op maandag 23 november."),
        (("members",), "Er zijn nog geen leden."),
        (("members", "--search", "zz"), "Geen lid past bij deze woorden."),
        (("ambassadors",), "Er zijn nog geen ambassadeurs."),
        (("hours",), "Er zijn nog geen moderatietaken."),
    ],
)
def test_an_empty_list_is_one_sentence(
    typed: tuple[str, ...], said: str, commdesk: Run, workbook_path: Path
) -> None:
    verb, *options = typed
    assert commdesk(verb, workbook_path, *options).stdout == f"{said}\n"


def test_a_name_in_a_table_neither_styles_nor_steers(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(Words("en"), ("Name",), [["[bold]Eve[/bold] \x1b[2J {0}"]])
    shown = capsys.readouterr().out
    assert "[bold]Eve[/bold]" in shown
    assert "{0}" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("typed", ["2026-11-23", "23-11-2026"])
def test_a_date_may_be_typed_in_two_ways(typed: str) -> None:
    assert DAY.convert(typed, None, None) == date(2026, 11, 23)


@pytest.mark.parametrize("typed", ["31-02-2026", "tomorrow", "23-11", ""])
def test_what_is_no_date_is_wrong_usage(typed: str) -> None:
    with pytest.raises(click.BadParameter, match="2026-11-23"):
        DAY.convert(typed, None, None)


def test_a_week_that_does_not_exist_is_wrong_usage() -> None:
    assert WEEK.convert("2026-W53", None, None) == Week(2026, 53)
    with pytest.raises(click.BadParameter):
        WEEK.convert("2025-W53", None, None)


@pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31", "1969-12-31", "01-01-2201"])
def test_a_date_out_of_all_reach_is_wrong_usage(typed: str) -> None:
    with pytest.raises(click.BadParameter, match="between 1970 and 2200"):
        DAY.convert(typed, None, None)


@pytest.mark.parametrize("typed", ["0001-W01", "9999-W52", "1969-W40", "2201-W02"])
def test_a_week_out_of_all_reach_is_wrong_usage(typed: str) -> None:
    with pytest.raises(click.BadParameter, match="between 1970 and 2200"):
        WEEK.convert(typed, None, None)


@pytest.mark.parametrize("day", ["1970-01-01", "2200-12-31"])
def test_the_first_and_the_last_day_are_days_like_any_other(
    commdesk: Run, workbook_path: Path, day: str
) -> None:
    week = Week.of(date.fromisoformat(day))
    for typed in (("today", "--date", day), ("week", "--week", str(week))):
        assert commdesk(typed[0], workbook_path, *typed[1:]).exit_code == 0


def test_text_that_is_no_utf_8_is_wrong_usage(commdesk: Run, workbook_path: Path) -> None:
    for typed in (("members", "--search", "\udcff"), ("log", "Fatma\udce9", "--channel", "dm")):
        result = commdesk(typed[0], workbook_path, *typed[1:])
        assert (result.exit_code, result.stdout) == (2, "")
        assert "must speak UTF-8" in result.stderr


def test_a_mistyped_verb_is_told_its_neighbours(commdesk: Run, workbook_path: Path) -> None:
    for typed in (("tody", workbook_path), ("tody",)):
        result = commdesk(*typed)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "There is no verb tody, and no file of that name. Did you mean today" in (
            result.stderr
        )
        assert "window" not in result.stderr


def test_the_folder_that_one_stands_in_has_a_name(commdesk: Run, workbook_path: Path) -> None:
    for typed in (("check", "."), ("import", workbook_path, ".")):
        result = commdesk(*typed)
        assert result.exit_code == 1
        assert result.stderr.startswith(". "), result.stderr


def test_reading_works_while_a_window_holds_the_file_and_never_writes(desk: Desk) -> None:
    with Program(FEATURES, desk.clock).read(desk.path) as twin:
        assert twin.workbook.name == "Omgevingsnetwerk"
        with pytest.raises(Refused, match="open for writing by"):
            twin.do(set_facts, a=1)


def test_writing_is_refused_with_the_holders_name(desk: Desk) -> None:
    program = Program(FEATURES, desk.clock)
    with (
        pytest.raises(Refused, match=r"open for writing by .+ on .+ since"),
        program.write(desk.path),
    ):
        pass


def test_an_example_date_is_today_for_a_verb(workbook_path: Path) -> None:
    with Program(FEATURES).read(workbook_path, on=date(2027, 1, 4)) as desk:
        assert desk.today() == date(2027, 1, 4)


def test_a_refusal_is_one_sentence_on_stderr_and_code_1(commdesk: Run, tmp_path: Path) -> None:
    result = commdesk("check", tmp_path / "none.commdesk")
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1


def test_before_a_workbook_is_open_the_users_language_is_spoken(
    commdesk: Run, tmp_path: Path
) -> None:
    settings.save(Settings(language="nl"))
    assert "bestaat niet" in commdesk("check", tmp_path / "none.commdesk").stderr


@pytest.mark.parametrize(
    "typed", [["tody"], ["hours-lgo"], ["check"], ["--date", "x", "a.commdesk"]]
)
def test_wrong_usage_is_code_2(commdesk: Run, typed: list[str]) -> None:
    result = commdesk(*typed)
    assert (result.exit_code, result.stdout) == (2, "")


def test_version_names_the_program(commdesk: Run) -> None:
    assert commdesk("--version").stdout == "commdesk 0.1.0\n"


@pytest.mark.usefixtures("no_display")
def test_a_file_alone_is_a_window_and_without_a_display_says_what_is_missing(
    commdesk: Run, workbook_path: Path
) -> None:
    for typed in ([workbook_path], [], ["--date", "2026-11-23", workbook_path]):
        result = commdesk(*typed)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "DISPLAY" in result.stderr


@pytest.mark.usefixtures("no_display")
def test_a_file_named_like_a_verb_is_a_file_with_its_folder(
    commdesk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "check").touch()
    assert "DISPLAY" in commdesk("./check").stderr


@pytest.mark.usefixtures("no_display")
def test_x11_without_its_cursor_library_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise OSError(name)

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("ctypes.CDLL", absent)
    assert "libxcb-cursor0" in str(missing_for_window())


def test_nothing_is_missing_where_a_platform_is_chosen() -> None:
    assert missing_for_window() is None


def test_a_crash_is_one_line_with_a_report_and_code_1(
    monkeypatch: pytest.MonkeyPatch, workbook_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("Fatma")

    monkeypatch.setattr("commdesk.core.check.faults", broken)
    result = CliRunner().invoke(cli, ["check", str(workbook_path)], obj=Program(FEATURES))
    (report,) = (user_data() / "crash").iterdir()
    assert (result.exit_code, result.stdout) == (1, "")
    assert str(report) in result.stderr
    assert "Fatma" not in result.stderr + report.read_text("utf-8")
    assert "ZeroDivisionError" in report.read_text("utf-8")
