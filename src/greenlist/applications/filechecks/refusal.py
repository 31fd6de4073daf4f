from __future__ import annotations


class FileRefused(ValueError):
    """A file that is not kept; the text says in the user's words why and what to do."""
