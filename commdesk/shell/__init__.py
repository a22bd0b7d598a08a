"""The window: composes features into one program."""
