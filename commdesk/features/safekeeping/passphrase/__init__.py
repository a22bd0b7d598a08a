"""The passphrase of a workbook: set, change, remove it, and the recovery sheet on paper."""
