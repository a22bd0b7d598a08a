"""Templates: what a message may begin with, per purpose, language and formality."""
