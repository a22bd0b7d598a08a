"""What a passphrase costs: each step on a protected copy of a workbook, beside a plain copy.

    python -m tests.benchmarks.keyed WORKBOOK FOLDER [AGAIN]

Both sides take turns, AGAIN times, in one run; the least of each counts. Reading is with the cache
that every connection has, and `open` is with a key that is made already: making it of a passphrase
is a step of its own. Prints a line of JSON per step: seconds of each side, and how many times.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

if __name__ != "__mp_main__":  # the reader's child begins with this module; our own is empty
    from click.testing import CliRunner

    from commdesk.catalog import FEATURES
    from commdesk.cli import cli
    from commdesk.core import backup
    from commdesk.core.clock import ExampleClock
    from commdesk.core.desk import Desk
    from commdesk.core.keys import Key, key_for
    from commdesk.core.sealing import seal
    from commdesk.core.terminal import Program
    from commdesk.features.members import find_for_palette
    from commdesk.features.outreach import MessageDraft, ops
    from tests.benchmarks.bulk_import import write_xlsx

PASSPHRASE = "zeven blauwe fietsen"  # noqa: S105 - of a file that the benchmark makes
DAY = date(2026, 11, 23)
TYPED = ("j", "ja", "jan", "jans", "v", "van", "de vri", "gemeente", "wonen a", "zz", "ma de")
LOGGED, IMPORTED = 200, 5_000
Step = Callable[[Path, "Key | None"], float]


def timed(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def make_key(path: Path, key: Key | None) -> float:
    return timed(lambda: key_for(path, PASSPHRASE)) if key else 0.0


def open_to_work(path: Path, key: Key | None) -> float:
    return timed(lambda: Desk.open(path, FEATURES, clock=ExampleClock(DAY), key=key).close())


def search(path: Path, key: Key | None) -> float:
    """A hundred and ten keystrokes in Ctrl+K; the first of each text finds a cold cache."""
    with Desk.open(path, FEATURES, key=key, read_only=True) as desk:
        return timed(lambda: [find_for_palette(desk.db, text) for text in TYPED * 10])


def log(path: Path, key: Key | None) -> float:
    """Each message a transaction of its own that is on the disk when it ends."""
    with Desk.open(path, FEATURES, clock=ExampleClock(DAY), key=key) as desk:
        sql = "SELECT id FROM member WHERE NOT do_not_contact ORDER BY random() LIMIT :n"
        people = desk.db.column(sql, {"n": LOGGED})
        now = datetime.combine(DAY, datetime.min.time(), UTC) + timedelta(hours=9)

        def say_it() -> None:
            for member_id in people:
                draft = MessageDraft(member_id, text="Mag ik je iets vragen?", is_outgoing=False)
                desk.do(ops.log_message, draft, now=now)

        return timed(say_it)


def verb(key: Key | None, *typed: str | Path) -> float:
    """A verb of the command line, opening and making the key included."""
    program = Program(FEATURES, ExampleClock(DAY))
    if key:
        reading, writing = os.pipe()
        os.write(writing, PASSPHRASE.encode() + b"\n")
        os.close(writing)
        typed = ("--passphrase-fd", str(reading), *typed)

    def run() -> None:
        done = CliRunner().invoke(cli, list(map(str, typed)), obj=program)
        assert done.exit_code == 0, done.output

    return timed(run)


def take_in(path: Path, key: Key | None) -> float:
    return verb(key, "import", path, path.with_name("leden.xlsx"), "--apply")


def hand_out(path: Path, key: Key | None) -> float:
    out = path.with_name("uit.xlsx")
    out.unlink(missing_ok=True)
    return verb(
        key, "export", path, "--to", out, "--sheets", "members,outreach", "--purpose", "meting"
    )


def back_up(path: Path, key: Key | None) -> float:
    folder = path.with_name("copies")
    shutil.rmtree(folder, ignore_errors=True)
    return timed(lambda: backup.make(path, datetime.now(UTC), folder=folder, key=key))


def main(workbook: Path, folder: Path, again: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["COMMDESK_HOME"] = str(folder / "home")
    os.environ["COMMDESK_POLICY"] = str(folder / "none.toml")
    write_xlsx(folder / "leden.xlsx", IMPORTED)
    plain = Path(shutil.copy(workbook, folder / "plain.commdesk"))
    keyed = Path(shutil.copy(workbook, folder / "keyed.commdesk"))
    key = Key.new(PASSPHRASE)
    sys.stdout.write(json.dumps({"set": round(timed(lambda: seal(keyed, None, key)), 2)}) + "\n")
    steps: dict[str, Step] = {
        "make the key": make_key,
        "open": open_to_work,
        "search": search,
        "log": log,
        "backup": back_up,
        "export": hand_out,
        "import": take_in,
    }
    for name, step in steps.items():
        took: dict[str, list[float]] = {"plain": [], "keyed": []}
        for _ in range(again if step is not take_in else 1):
            for side, path, given in (("plain", plain, None), ("keyed", keyed, key)):
                gc.collect()
                took[side].append(step(path, given))
        best = {side: min(times) for side, times in took.items()}
        line = {"step": name} | {side: round(each, 4) for side, each in best.items()}
        if best["plain"]:
            line["times"] = round(best["keyed"] / best["plain"], 2)
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 3)
