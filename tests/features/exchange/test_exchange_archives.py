"""Archives and logs under stress: cut off anywhere, many files, many posts, odd lines."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pytest

from commdesk.core.errors import Refused
from commdesk.core.sheets.child import Task, answers
from commdesk.core.sheets.limits import MIB, Limits
from commdesk.features.exchange.sources.unpack import UNPACKER
from tests.core.elsewhere import run
from tests.core.sheets.reading import rows_of
from tests.features.exchange import exports

# Not by getrusage: what the parent had counts in it, and a test run is large.
_MEASURED = """
from pathlib import Path
from commdesk.__main__ import main
try:
    main()
finally:
    said = Path("/proc/self/status").read_text().split()
    print(said[said.index("VmHWM:") + 1], file=sys.stderr)
"""


def said(path: Path) -> str:
    """The last word of the child on this file."""
    return [each[0] for each in answers(Task(path, Limits(), unpacker=UNPACKER))][-1]


@pytest.mark.parametrize("name", ["slack", "mattermost", "teams", "kimai"])
def test_any_beginning_of_a_file_is_read_whole_or_refused(name: str, tmp_path: Path) -> None:
    whole = {
        "slack": lambda: exports.slack(tmp_path / "s.zip").read_bytes(),
        "mattermost": exports.MATTERMOST.encode,
        "teams": lambda: exports.TEAMS.encode("utf-16"),
        "kimai": exports.KIMAI.encode,
    }[name]()
    suffix = {"slack": ".zip", "mattermost": ".jsonl"}.get(name, ".csv")
    for cut in range(1, len(whole), max(len(whole) // 60, 1)):
        path = tmp_path / f"deel{suffix}"
        path.write_bytes(whole[:cut])
        assert said(path) in {"done", "refused", "gave_up"}, cut


LINES = {
    "nested": '{"type": "post", "post": {"user": ' + "[" * 200_000 + "]" * 200_000 + "}}",
    "no object": '["post"]',
    "post without its post": '{"type": "post"}',
    "replies that are none": '{"type": "post", "post": {"replies": 3}}',
    "cut off": '{"type": "post", "po',
}


@pytest.mark.parametrize("name", LINES)
def test_a_line_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    path = exports.file(tmp_path / "m.jsonl", f"{exports.MATTERMOST}{LINES[name]}\n")
    with pytest.raises(Refused) as refused:
        rows_of(path, unpacker=UNPACKER)
    assert "line 7" in str(refused.value.text)


def test_an_endless_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("import.jsonl", exports.MATTERMOST + '{"type": "x' + "x" * (40 * MIB))
    with pytest.raises(Refused):
        rows_of(path, unpacker=UNPACKER)


def test_a_locked_archive_says_that_it_has_a_password(tmp_path: Path) -> None:
    path = exports.slack(tmp_path / "s.zip")
    packed = bytearray(path.read_bytes())
    at = -1
    while (at := packed.find(b"PK\x01\x02", at + 1)) >= 0:
        packed[at + 8] |= 1
    path.write_bytes(packed)
    with pytest.raises(Refused) as refused:
        rows_of(path, unpacker=UNPACKER)
    assert "password" in str(refused.value.text)


def test_years_of_days_are_thousands_of_files(tmp_path: Path) -> None:
    many = {f"algemeen/{2010 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}.json": "[]"
            for n in range(5_000)}  # fmt: skip
    other = {f"foto/{n}.txt": "" for n in range(12_000)}
    path = exports.slack(tmp_path / "s.zip", {**many, **other})
    assert len(rows_of(path, unpacker=UNPACKER)) == 3 + 2 + 1


@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux tells it")
def test_two_hundred_thousand_posts_stay_within_memory(workbook_path: Path, tmp_path: Path) -> None:
    people, posts = 500, 200_000
    users = [
        {"id": f"U{n}", "profile": {"real_name": f"Lid Nummer{n}", "email": f"l{n}@x.example"}}
        for n in range(people)
    ]
    day = [
        {"type": "message", "user": f"U{n % people}", "text": "woorden " * 20, "ts": f"{{ts}}.{n}"}
        for n in range(posts // 100)
    ]
    text = json.dumps(day)
    days = {
        f"algemeen/2026-{n // 28 + 1:02}-{n % 28 + 1:02}.json": text.replace(
            "{ts}", str(1767345120 + n * 86_400)
        )
        for n in range(100)
    }
    path = exports.slack(tmp_path / "s.zip", {"users.json": json.dumps(users), **days})
    done = run(f"import sys{_MEASURED}", "import", workbook_path, path, "--apply", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["also"]["activity"]["new"] == posts
    assert int(done.stderr.split()[-1]) // 1024 < 600
    assert b"woorden woorden" not in workbook_path.read_bytes()
