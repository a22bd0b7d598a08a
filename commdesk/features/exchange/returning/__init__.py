"""An Excel file that a colleague without commdesk edited and sent back.

On its way out a file gets hidden columns and a hidden sheet (`marking`); what comes back is read
with them (`reading`), compared cell by cell with what it said and with the workbook as it is now
(`model`, pure), and taken in as one act (`ops`).
"""
