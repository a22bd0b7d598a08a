"""commdesk: the community manager's workbook."""

__version__ = "0.1.0"
