"""Settings from the environment: three small helpers that fail loudly.

Every setting may be given as `NAME` or as `NAME_FILE`, the path of a file that holds it (secrets of containers).
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str | None = None) -> str:
    """A setting as text. Raises ImproperlyConfigured where it is missing and has no default."""
    direct, path = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if direct is not None and path is not None:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set; keep one of them.")
    if path is not None:
        return _from_file(name, path)
    if direct is not None:
        return direct
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. Set it, or {name}_FILE to the path of a file that holds it.")
    return default


def flag(name: str, *, default: bool) -> bool:
    """A setting that is on or off. Raises ImproperlyConfigured for any other word."""
    word = text(name, "1" if default else "0").strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ImproperlyConfigured(f"{name}={word!r} is neither on nor off; write 1 or 0.")


def number(name: str, default: int, *, least: int = 0) -> int:
    """A whole number of at least `least`. Raises ImproperlyConfigured for anything else."""
    word = text(name, str(default)).strip()
    if not word.isdecimal() or int(word) < least:
        raise ImproperlyConfigured(f"{name}={word!r} is no whole number of {least} or more.")
    return int(word)


def words(name: str, default: str = "") -> list[str]:
    """A list parted by commas, without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folders(name: str) -> list[Path]:
    """Folders parted by commas. Raises ImproperlyConfigured where one does not exist."""
    found = [Path(word) for word in words(name)]
    for folder in found:
        if not folder.is_dir():
            raise ImproperlyConfigured(f"{name}: {folder} is no folder.")
    return found


def files(name: str) -> list[Path]:
    """Files parted by commas. Raises ImproperlyConfigured where one does not exist."""
    found = [Path(word) for word in words(name)]
    for file in found:
        if not file.is_file():
            raise ImproperlyConfigured(f"{name}: {file} is no file.")
    return found


def url(name: str, default: str) -> str:
    """An http:// or https:// address without a slash at its end. Raises ImproperlyConfigured for anything else."""
    word = text(name, default)
    parts = urlsplit(word)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ImproperlyConfigured(f"{name}={word!r} is no address; write https://host.")
    return word.rstrip("/")


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of several words. Raises ImproperlyConfigured for any other."""
    word = text(name, default)
    if word not in allowed:
        raise ImproperlyConfigured(f"{name}={word!r} is unknown; one of {', '.join(allowed)}.")
    return word


def _from_file(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE={path!r} cannot be read: {error.strerror}.") from None
