"""A record of what was said: the messages of a period and a subject, with what an archive asks.

Metadata follow MDTO in spirit: identification, name, period, maker, when it was made, and a
checksum of the content, so that whoever keeps it can see that nothing was changed since.
"""

from commdesk.features.register.speaking.making import (
    ENDINGS,
    Made,
    Wish,
    hand_out,
    people_in,
    sought,
    told,
)

__all__ = ["ENDINGS", "Made", "Wish", "hand_out", "people_in", "sought", "told"]
