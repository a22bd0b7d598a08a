"""What writing brings: what was sent, what was answered, who contributed within 14 days.

Counted per purpose, channel, template, tag and week, each share with Wilson's interval, so that
chance is not taken for a difference; gives and asks are told apart.
"""
