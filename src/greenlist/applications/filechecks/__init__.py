"""What a file is looked at for before it is kept: one room per family of formats. Nothing is unpacked or decoded."""

from .refusal import FileRefused

__all__ = ["FileRefused"]
