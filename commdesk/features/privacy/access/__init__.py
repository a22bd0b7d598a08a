"""The access file: everything that is held of one person, to read and for a program.

Nobody else's data is in it. Who is named in a text, or pointed at by a row, is "another person";
who works in the workbook is "the team": they act for the organisation, which is who hands it out.
"""

from commdesk.features.privacy.access.gathering import Access, gather, held_lines
from commdesk.features.privacy.access.making import ENDING, file_name, save_access

__all__ = ["ENDING", "Access", "file_name", "gather", "held_lines", "save_access"]
