"""A second, readable export of everything: a zip with a JSON part per table, and back again.

`dump` writes it, `load` makes a new workbook of it. Texts are as they are stored, days and moments
in ISO, ids as text, bytes in base64; the same content gives the same zip, byte for byte.
"""

from commdesk.core.dumping.loading import load, look
from commdesk.core.dumping.parts import SUFFIX, Dumped, PartSaid, Said
from commdesk.core.dumping.writing import dump

__all__ = ["SUFFIX", "Dumped", "PartSaid", "Said", "dump", "load", "look"]
