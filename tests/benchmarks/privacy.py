"""How long people's rights, erasing and retention take in a large workbook.

    python -m tests.benchmarks.privacy WORKBOOK

The workbook is written in: use a copy. Prints a line of JSON per step, the least of a few runs;
what erases is run once.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.erasing import erase, forget_bytes
from commdesk.core.people import Person
from commdesk.features.privacy.access import gather, held_lines
from commdesk.features.privacy.listing import Wish, people_found, rows_of
from commdesk.features.retention.queries import standings

BLOCK = 128
SEVERAL = 20


def least(what: str, act: Callable[[], object], times: int = 5) -> None:
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        spent.append(time.perf_counter() - start)
    sys.stdout.write(json.dumps({"what": what, "ms": round(min(spent) * 1000, 1)}) + "\n")


def main(workbook: Path) -> None:
    with Desk.open(workbook, FEATURES) as desk:
        members = desk.db.column("SELECT id FROM member ORDER BY id DESC LIMIT :n",
                                 {"n": SEVERAL + 1})  # fmt: skip
        one, *more = map(Person, members)
        found = people_found(desk.db, Wish())
        middle = len(found) // 2
        least("everybody by name", lambda: people_found(desk.db, Wish()))
        least("a name that is searched", lambda: people_found(desk.db, Wish(search="jan")))
        least("a block of the list", lambda: rows_of(desk.db, found[middle : middle + BLOCK]))
        least("a person beside the list", lambda: held_lines(desk, one))
        least("the access file gathered", lambda: gather(desk, one), 2)
        least("every period, for Today", lambda: standings(desk.db, FEATURES, desk.today()))
        for people in ([one], more):
            erase_of = partial(desk.do, erase, FEATURES, people, today=desk.today())
            least(f"erase {len(people)}", erase_of, 1)
            least("and from the bytes", partial(forget_bytes, desk.db), 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
