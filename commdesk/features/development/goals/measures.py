"""What a goal can be measured by: every line of weeks, by its stable name."""

from __future__ import annotations

from commdesk.core.errors import Refused
from commdesk.core.words import Text
from commdesk.features.development.model import Reading


def measures_of(reading: Reading) -> list[tuple[str, Text, str]]:
    """(`chart.line`, its title with that of its chart, its unit) of every line."""
    found: list[tuple[str, Text, str]] = []
    for chart, line in reading.lines():
        title = Text("{line} ({chart})", {"line": line.title, "chart": Text(chart.title)})
        found.append((f"{chart.name}.{line.name}", title, chart.unit))
    return found


def find_measure(reading: Reading, typed: str) -> tuple[str, str]:
    """(name, unit) of the measure with this name, or of the line; refuses with those there are."""
    known = {name: unit for name, _, unit in measures_of(reading)}
    found = [name for name in known if typed in {name, name.partition(".")[2]}]
    if not known:
        raise Refused("There are no figures yet to measure a goal by; leave the measure out to "
                      "note its values by hand.")  # fmt: skip
    if len(found) != 1:
        raise Refused("{typed} is no measure here; there are: {names}.",
                      typed=typed, names=list(known))  # fmt: skip
    return found[0], known[found[0]]
