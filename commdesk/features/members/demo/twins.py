"""Some of the cast are in the demo twice, as another list would have them: to be found and merged.

They take the place of somebody invented; whoever finds them sees how duplicates come about.
"""

from __future__ import annotations

from msgspec import Struct

from commdesk.features.members.model import Name


class Twin(Struct, frozen=True):
    """A second entry of somebody of the cast."""

    of: str
    """The e-mail address of the first."""
    name: Name
    email: str
    has_phone: bool = False
    """The same number as the first, written with the country code."""
    source: str = "Deelnemerslijst congres"


TWINS = {
    71: Twin(
        "t.meijer@driestromen.example", Name("Thijs", "", "Meier"),
        "thijs@postvak.example", has_phone=True,
    ),
    104: Twin(
        "f.yilmaz@lindenoord.example", Name("F.", "", "Yilmaz"),
        "juridischezaken@lindenoord.example", source="Ledenlijst 2025",
    ),
    137: Twin(
        "s.deboer@waterbergen.example", Name("Sanne", "de", "Boer"),
        "sanne@deboer.example", source="Startbijeenkomst",
    ),
    190: Twin(
        "n.willems@oosterveen.example", Name("Willems", "", "Noor"),
        "noor@postvak.example",
    ),
}  # fmt: skip
"""By their place in the demo: a typo, initials, another address, first and last name swapped."""
