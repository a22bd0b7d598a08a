"""A keystroke in Ctrl+K: from typed text to the members that are offered.

    python -m tests.benchmarks.search WORKBOOK

Compared with a scan of the names with LIKE in the same file.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from statistics import median, quantiles

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.features.members import count_members, find_for_palette

TYPED = ("j", "ja", "jan", "jans", "v", "van", "de vri", "gemeente", "wonen a", "zz", "ma de")


def main(workbook: Path) -> None:
    with Desk.open(workbook, FEATURES, read_only=True) as desk:
        everybody = count_members(desk.db)
        took, scanned = [], []
        for _ in range(10):
            for text in TYPED:
                start = time.perf_counter()
                find_for_palette(desk.db, text)
                took.append(1000 * (time.perf_counter() - start))
            start = time.perf_counter()
            sql = "SELECT id FROM member WHERE first_name || ' ' || last_name LIKE '%jans%'"
            desk.db.query(sql)
            scanned.append(1000 * (time.perf_counter() - start))
    figures = {
        "members": everybody,
        "keystrokes": len(took),
        "median_ms": round(median(took), 2),
        "p95_ms": round(quantiles(took, n=20)[18], 2),
        "worst_ms": round(max(took), 2),
        "like_scan_ms": round(median(scanned), 2),
    }
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
