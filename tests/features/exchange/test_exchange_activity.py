"""What people did, out of the exports of chat programs and meetings: import, again, undo."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from tests.core.dump import dump
from tests.features.exchange import exports

Verb = Callable[..., Result]
Row = dict[str, Any]


def content(path: Path) -> dict[str, list[dict[str, object]]]:
    with Desk.open(path, FEATURES, read_only=True) as desk:
        return dump(desk.db)


def facts(path: Path) -> list[Row]:
    """Everything that is known of what people did, with their names."""
    sql = """
        SELECT member.first_name AS who, kind, happened_on, place, activity.source
          FROM activity JOIN member ON member.id = member_id ORDER BY happened_on, kind, who
    """
    with Desk.open(path, FEATURES, read_only=True) as desk:
        return desk.db.query(sql)


def planned(commdesk: Verb, *arguments: str | Path) -> Row:
    result = commdesk("import", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def counts(plan: Row) -> tuple[int, ...]:
    return tuple(plan[kind] for kind in ("new", "changed", "same", "skipped"))


def slack(folder: Path) -> Path:
    return exports.slack(folder / "export.zip")


def mattermost(folder: Path) -> Path:
    return exports.file(folder / "export.jsonl", exports.MATTERMOST + exports.DEJONG)


def teams(folder: Path) -> Path:
    return exports.file(folder / "aanwezig.csv", exports.TEAMS, "utf-16")


EXPORTS = {
    "slack": (slack, (1, 0, 0, 1), (1, 0, 0, 1), 1),
    "mattermost": (mattermost, (2, 0, 0, 0), (3, 0, 0, 0), 2),
    "teams": (teams, (1, 0, 0, 0), (1, 0, 0, 0), 0),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_people_and_what_they_did_come_in_once_and_go_in_one_undo(
    name: str, commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    make, people, activity, identities = EXPORTS[name]
    path = make(tmp_path)
    before = content(workbook_path)
    plan = planned(commdesk, workbook_path, path)
    assert (plan["format"], counts(plan), counts(plan["also"]["activity"])) == (
        name,
        people,
        activity,
    )
    assert plan["identities"] == identities
    assert content(workbook_path) == before
    assert planned(commdesk, workbook_path, path, "--apply") == {**plan, "applied": True}
    after = content(workbook_path)
    again = planned(commdesk, workbook_path, path, "--apply")
    assert (counts(again)[:3], again["identities"]) == ((0, 0, people[0]), 0)
    assert counts(again["also"]["activity"])[:3] == (0, 0, activity[0])
    assert content(workbook_path) == after
    assert commdesk("undo", workbook_path).exit_code == 0
    assert content(workbook_path) == before


def test_a_thread_is_a_post_and_replies_on_the_day_and_channel_they_were(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    planned(commdesk, workbook_path, mattermost(tmp_path), "--apply")
    told = {"happened_on": "2026-01-02", "place": "Algemeen", "source": "mattermost"}
    assert facts(workbook_path) == [
        {"who": "Fatma", "kind": "post", **told},
        {"who": "Anna", "kind": "reaction", **told},
        {"who": "Anna", "kind": "reply", **told},
    ]


def test_the_day_that_somebody_joined_a_channel_first_is_when_they_came(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    planned(commdesk, workbook_path, slack(tmp_path), "--apply")
    with Desk.open(workbook_path, FEATURES, read_only=True) as desk:
        assert desk.db.value("SELECT joined_on FROM member") == "2026-01-02"


@pytest.mark.parametrize("name", EXPORTS)
def test_no_word_that_was_said_is_in_the_file(
    name: str, commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    planned(commdesk, workbook_path, EXPORTS[name][0](tmp_path), "--apply")
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("*.commdesk*"))
    assert not [
        t for t in (b"Woo-verzoek", b"Welkom allemaal", b"Dank!", b"priv\xc3\xa9") if t in kept
    ]


def test_activity_alone_is_of_members_and_makes_none(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    path = mattermost(tmp_path)
    assert counts(planned(commdesk, workbook_path, path, "--as", "activity")) == (0, 0, 0, 3)
    people = tmp_path / "leden.csv"
    people.write_text("Naam;E-mail\nFatma Yılmaz;f.yilmaz@voorbeeld.example\n", "utf-8")
    planned(commdesk, workbook_path, people, "--apply")
    plan = planned(commdesk, workbook_path, path, "--as", "activity", "--apply")
    assert counts(plan) == (1, 0, 0, 2)
    assert [row["who"] for row in facts(workbook_path)] == ["Fatma"]


def test_any_list_can_say_what_people_did(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    planned(commdesk, workbook_path, slack(tmp_path), "--apply")
    path = tmp_path / "aanwezig.csv"
    path.write_text(
        "Naam;Soort;Datum;Waar\nFatma Yılmaz;Bijeenkomst;3-11-2026;Kennisuur\n", "utf-8"
    )
    assert counts(planned(commdesk, workbook_path, path, "--as", "activity", "--apply")) == (
        1, 0, 0, 0,
    )  # fmt: skip
    assert facts(workbook_path)[-1]["place"] == "Kennisuur"


def test_what_a_closed_account_or_a_stranger_did_is_counted_as_skipped(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    day = exports.day(
        [
            exports.message("U02BBB", "1767345120.1"),
            exports.message("U01AAA", "1767345121.1", subtype="file_share"),
            exports.message("U01AAA", "1767345122.1", subtype="thread_broadcast", thread_ts="1.1"),
            exports.message("U01AAA", "1767345123.1", subtype="bot_message", bot_id="B1"),
            exports.message("U01AAA", "1767345124.1", subtype="tombstone"),
            exports.message("U01AAA", "1767345125.1", bot_id="B1"),
        ]
    )
    path = exports.slack(tmp_path / "s.zip", {"algemeen/2026-01-02.json": day})
    plan = planned(commdesk, workbook_path, path, "--apply")
    assert counts(plan["also"]["activity"]) == (2, 0, 0, 1)
    assert [row["kind"] for row in facts(workbook_path)] == ["post", "reply"]


def test_private_conversations_are_never_opened(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    private = exports.day([exports.message("U01AAA", "1767345120.1")])
    closed = json.dumps([{"id": "G1", "name": "kerngroep"}])
    path = exports.slack(
        tmp_path / "s.zip",
        {
            "algemeen/2026-01-02.json": "[]",
            "groups.json": closed,
            "dms.json": json.dumps([{"id": "D1"}]),
            "kerngroep/2026-01-02.json": private,
            "D1/2026-01-02.json": "{ this is never read",
            "../algemeen/2026-01-02.json": private,
            "algemeen/x/2026-01-02.json": private,
        },
    )
    plan = planned(commdesk, workbook_path, path)
    assert (counts(plan), "also" in plan) == ((1, 0, 0, 1), False)


def test_a_channel_of_mattermost_that_is_not_open_stays_closed(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    text = exports.MATTERMOST.replace('"type": "O"', '"type": "P"')
    plan = planned(commdesk, workbook_path, exports.file(tmp_path / "m.jsonl", text))
    assert "also" not in plan


@pytest.mark.parametrize("root", ["", "Export jan 2026/"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", "utf-16"])
def test_a_slack_export_packed_or_saved_in_another_way_says_the_same(
    root: str, mark: Any, commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    text = exports.SLACK_USERS
    users = text.encode(mark) if isinstance(mark, str) else mark + text.encode()
    path = exports.slack(tmp_path / "s.zip", {"users.json": users}, root=root)
    plan = planned(commdesk, workbook_path, path)
    assert (plan["format"], counts(plan)) == ("slack", (1, 0, 0, 1))


def test_a_mattermost_export_may_be_in_any_order_and_packed(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    first, *lines = (exports.MATTERMOST + exports.DEJONG).splitlines()
    unknown = '{"type": "role", "role": {"name": "x", "message": [[1]]}}'
    text = "\r\n".join([first, unknown, *reversed(lines), ""])
    path = tmp_path / "m.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("import.jsonl", "\ufeff" + text)
        archive.writestr("data/20260101/foto.png", b"x")
    plan = planned(commdesk, workbook_path, path)
    assert (counts(plan), counts(plan["also"]["activity"])) == ((2, 0, 0, 0), (3, 0, 0, 0))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "utf-8"])
@pytest.mark.parametrize("text", [exports.TEAMS, exports.TEAMS_DUTCH, exports.TEAMS_OLD])
def test_a_report_in_any_language_and_encoding_says_who_was_there(
    encoding: str, text: str, commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    path = exports.file(tmp_path / "Kennisuur (Kennisuur bomen).csv", text, encoding)
    planned(commdesk, workbook_path, path, "--apply")
    first = facts(workbook_path)[-1]
    assert first == {
        "who": "Fatma",
        "kind": "event",
        "happened_on": "2025-11-26",
        "place": "Kennisuur bomen",
        "source": "teams",
    }


def test_guests_are_known_by_name_and_a_telephone_is_nobody(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    path = exports.file(tmp_path / "t.csv", exports.TEAMS_DUTCH, "utf-16")
    plan = planned(commdesk, workbook_path, path, "--rows")
    assert [(row["name"], row["kind"]) for row in plan["rows"]] == [
        ("Fatma Yılmaz", "new"),
        ("Bram Hendriks", "new"),
        ("31612345678", "skipped"),
    ]


def test_the_report_in_another_language_is_the_same_meeting(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    planned(commdesk, workbook_path, teams(tmp_path), "--apply")
    dutch = exports.file(tmp_path / "nl.csv", exports.TEAMS_DUTCH, "utf-16")
    again = planned(commdesk, workbook_path, dutch)
    assert counts(again["also"]["activity"]) == (1, 0, 1, 0)


def test_an_import_for_the_wrong_thing_names_the_right_one(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    kimai = exports.file(tmp_path / "uren.csv", exports.KIMAI)
    for path, wrong, right in (
        (kimai, "members", "--as hours"),
        (kimai, "activity", "--as hours"),
        (slack(tmp_path), "hours", "--as members"),
    ):
        refused = commdesk("import", workbook_path, path, "--as", wrong)
        assert refused.exit_code == 1
        assert right in refused.stderr
        assert len(refused.stderr.splitlines()) == 1


def test_a_list_of_people_is_no_list_of_hours_or_deeds(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "leden.csv"
    path.write_text("Naam;E-mail\nA;a@x.example\n", "utf-8")
    for name in ("hours", "activity"):
        refused = commdesk("import", workbook_path, path, "--as", name)
        assert (refused.exit_code, len(refused.stderr.splitlines())) == (1, 1)
        assert "--as members" in refused.stderr


def _nested(depth: int) -> str:
    return '[{"user": ' + "[" * depth + "]" * depth + "}]"


HOSTILE: dict[str, dict[str, str | bytes]] = {
    "nested": {"algemeen/2026-01-02.json": _nested(200_000)},
    "nested and unwanted": {"algemeen/2026-01-02.json": _nested(200_000).replace("user", "blocks")},
    "no list": {"users.json": '{"id": "U1"}'},
    "list of numbers": {"channels.json": "[1, 2]"},
    "cut off": {"algemeen/2026-01-02.json": exports.SLACK_DAY[:200]},
    "not a number": {"users.json": '[{"id": NaN}]'},
    "not text": {"users.json": b"\xff\xfe\x00\xd8\xff"},
    "empty": {"users.json": b""},
    "swollen": {"algemeen/2026-01-02.json": b"[" + b" " * 120_000_000 + b"]"},
    "endless name": {"users.json": json.dumps([{"id": "U1", "name": "x" * 300_000}])},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_refused_in_one_sentence_and_changes_nothing(
    name: str, commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    path = exports.slack(tmp_path / "kwaad.zip", HOSTILE[name])
    before = content(workbook_path)
    refused = commdesk("import", workbook_path, path, "--apply")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert len(refused.stderr.splitlines()) == 1
    assert "kwaad.zip" in refused.stderr
    assert "Er is niets gewijzigd." in refused.stderr
    assert content(workbook_path) == before


ODD: dict[str, str] = {
    "doubled keys": '[{"type": "x", "type": "message", "user": "U01AAA", "ts": "1767345120.1"}]',
    "half a character": '[{"type": "message", "user": "U01AAA", "ts": "1767345120.1", '
    '"text": "a\\ud83d"}]',
    "large number": '[{"type": "message", "user": "U01AAA", "ts": "1767345120.1", "x": '
    + "9" * 400
    + "}]",
    "moment as number": '[{"type": "message", "user": "U01AAA", "ts": 1767345120.1}]',
    "odd values": '[{"type": "message", "user": "U01AAA", "ts": "1767345120.1", "subtype": null, '
    '"bot_id": null}, {"type": ["message"], "user": {"id": 1}, "ts": true}]',
}


@pytest.mark.parametrize("name", ODD)
def test_odd_json_is_read_as_far_as_it_makes_sense(
    name: str, commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    path = exports.slack(tmp_path / "s.zip", {"algemeen/2026-01-02.json": ODD[name]})
    assert counts(planned(commdesk, workbook_path, path)["also"]["activity"])[0] == 1


@pytest.mark.parametrize("moment", ["nan", "inf", "-5", "1e400", "morgen", "9" * 30])
def test_a_moment_that_cannot_be_is_no_date(
    moment: str, commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    day = exports.day([exports.message("U01AAA", moment)])
    path = exports.slack(tmp_path / "s.zip", {"algemeen/2026-01-02.json": day})
    assert counts(planned(commdesk, workbook_path, path)["also"]["activity"]) == (0, 0, 0, 1)


def test_an_archive_of_something_else_is_refused_as_before(
    commdesk: Verb, workbook_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "foto.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("channels.json", "[]")
    assert ".csv" in commdesk("import", workbook_path, path).stderr


def test_every_day_is_one_on_the_calendar_here() -> None:
    from commdesk.features.exchange.sources.chat import day_at

    assert day_at("1767308340.0") == date(2026, 1, 1)
    assert day_at("1767308400000", per_second=1000) == date(2026, 1, 2)
