"""Whether the font has every character: a glyph that is missing would be left out without a word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from fontTools.ttLib import TTFont, TTLibError
from fontTools.ttLib.ttCollection import TTCollection

from greenlist.engine.messages import Message, say

FONTS = Path(__file__).parents[1] / "fonts"
FAMILY = "Noto Serif SC"
FACES = ("NotoSerifSC-Regular.ttf", "NotoSerifSC-Bold.ttf")
SPACES = frozenset("\n")  # set as breaks, never as glyphs


class Unprintable(ValueError):
    """A document cannot be made; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class MissingGlyph(Unprintable):
    """A text holds a character that no font of the paper has; `message` says which, where, and the way out."""


class UnusableFont(Unprintable):
    """A font file cannot be used, or is not where it should be; `message` says what to do."""


class _Site:
    """What a site was told to use for every document; `open` once it was, else documents are made by a command."""

    extra: ClassVar[tuple[Path, ...]] = ()
    open: ClassVar[bool] = False


def use_fonts(files: Iterable[Path]) -> None:
    """Let every `FontSet` that names no fonts have these: the setting of a site, said once when it starts.

    From then on a missing glyph names the setting as the way out, which is all that whoever reads a page can ask for.
    """
    _Site.extra, _Site.open = tuple(files), True


@dataclass(frozen=True, slots=True)
class FontSet:
    """The bundled face, and files of further fonts that fill its gaps: of the command's option, else of the site."""

    extra: tuple[Path, ...] = field(default_factory=lambda: _Site.extra)
    of_site: bool = field(default_factory=lambda: _Site.open, compare=False)  # the way out is the setting, no option

    @classmethod
    def of_option(cls, files: Iterable[Path] | None) -> FontSet:
        """The files of a command's option --font, whatever the site has."""
        return cls(tuple(files or ()), of_site=False)

    @property
    def families(self) -> list[str]:
        """The families by name, the bundled one first."""
        return [FAMILY, *(name for path in self.extra for name in _family(path))]

    def check(self, texts: Iterable[tuple[str, str]]) -> None:
        """Look every character up.

        Raises:
            MissingGlyph: the first character that no font has, with the place it stands in.
            UnusableFont: a font file is missing or is none.
        """
        known = _known(self)
        for where, text in texts:
            if known.issuperset(text):
                continue
            character = next(one for one in text if one not in known)
            raise MissingGlyph(
                say(
                    "papers.missing_glyph_site" if self.of_site else "papers.missing_glyph",
                    character=character if character.isprintable() else "?",
                    point=f"U+{ord(character):04X}",
                    name=unicodedata.name(character, "—"),
                    field=where,
                    text=_around(text, character),
                )
            )


@lru_cache(maxsize=8)
def _known(fonts: FontSet) -> frozenset[str]:
    """The characters that can be set."""
    bundled = [_characters(FONTS / face) for face in FACES]
    known = frozenset.intersection(*bundled)  # bold stands beside regular everywhere
    return known.union(SPACES, *(_characters(path) for path in fonts.extra))


def _around(text: str, character: str) -> str:
    at = text.index(character)
    part = text[max(0, at - 6) : at + 7]
    return "".join(one if one.isprintable() else "?" for one in part)


@contextmanager
def _opened(path: Path) -> Iterator[Sequence[TTFont]]:
    """The faces of a font file."""
    try:
        with path.open("rb") as stream:
            if path.suffix.lower() in {".ttc", ".otc"}:
                yield TTCollection(stream, lazy=True).fonts  # type: ignore[no-untyped-call]
            else:
                yield [TTFont(stream, lazy=True)]
    except FileNotFoundError:
        raise UnusableFont(say("papers.font_missing", file=path.name)) from None
    except (TTLibError, OSError, AssertionError):
        raise UnusableFont(say("papers.font_unusable", file=path.name)) from None


@lru_cache(maxsize=8)
def _characters(path: Path) -> frozenset[str]:
    """The characters a font file has a glyph for; reading it takes a tenth of a second, so it is kept."""
    with _opened(path) as fonts:
        return frozenset(chr(code) for font in fonts for code in font.getBestCmap() or ())


@lru_cache(maxsize=8)
def _family(path: Path) -> tuple[str, ...]:
    with _opened(path) as fonts:
        names = [font["name"].getBestFamilyName() for font in fonts]  # type: ignore[no-untyped-call]
    return tuple(dict.fromkeys(name for name in names if name))
