"""The year at a glance: its figures by month, the phase at both ends, where the goals stand."""
