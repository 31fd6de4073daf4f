"""Codes of units: USCC (GB 32100-2015), organisation code (GB 11714), industry code (GB/T 4754-2017).

A valid code says nothing about existence. Errors are for a check that GB 32100 orders; what older or
odd codes fail without being wrong (inner organisation-code digit, registration class) is a warning.
"""

from __future__ import annotations

import re
import unicodedata

from greenlist.engine.messages import Message, say

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # 31 characters: no I, O, Z, S, V
USCC_LENGTH = 18
_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_VALUE = {character: value for value, character in enumerate(USCC_ALPHABET)}

# First character -> second characters named in the text; empty: the text names no classes below it.
_CLASSES = {
    "1": "1239", "2": "", "3": "", "4": "", "5": "123", "6": "", "7": "", "8": "", "9": "123",
    "A": "", "N": "", "Y": "",
}  # fmt: skip

# What a person may have meant; offered, never applied.
_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1"})

_INDUSTRY = re.compile(r"([A-T]?)\s*(\d{4})")
_SECTION_DIVISIONS = {"B": range(6, 13), "C": range(13, 44), "D": range(44, 47)}


def normalise_uscc(text: str) -> str:
    """The code as it is compared: half width, upper case, no blanks, no hyphens; nothing else is changed."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(character for character in plain if not _is_filler(character))


def _is_filler(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Pd" or character == "−"


def check_character(first17: str) -> str:
    """The 18th character that belongs to the first 17. Raises KeyError for one outside the alphabet."""
    total = sum(_VALUE[character] * weight for character, weight in zip(first17, _WEIGHTS, strict=True))
    return USCC_ALPHABET[(31 - total % 31) % 31]


def organisation_code_digit(first8: str) -> str:
    """The check digit of an organisation code (GB 11714) from its eight characters 0-9 A-Z."""
    values = [int(character, 36) for character in first8]
    total = sum(value * weight for value, weight in zip(values, _ORGANISATION_WEIGHTS, strict=True))
    digit = 11 - total % 11
    return {10: "X", 11: "0"}.get(digit, str(digit))


def uscc_problem(code: str) -> Message | None:
    """Why a code is no USCC (length, alphabet, check character), or None. Accepts any spelling."""
    plain = normalise_uscc(code)
    if not plain:
        return say("checks.uscc_empty")
    if len(plain) != USCC_LENGTH:
        return say("checks.uscc_length", text=plain, length=len(plain))
    for position, character in enumerate(plain, start=1):
        if character not in _VALUE:
            return _bad_character(plain, position, character)
    expected = check_character(plain[:17])
    if plain[17] != expected:
        return say("checks.uscc_check", text=plain, found=plain[17], expected=expected)
    return None


def _bad_character(plain: str, position: int, character: str) -> Message:
    guess = plain.translate(_LOOKS_LIKE)
    found = {"text": plain, "position": position, "character": character}
    if guess != plain and uscc_problem(guess) is None:
        return say("checks.uscc_character_guess", guess=guess, **found)
    return say("checks.uscc_character", **found)


def uscc_warnings(code: str) -> list[Message]:
    """What is odd about a code that holds: unknown registration class, inner organisation-code digit."""
    plain = normalise_uscc(code)
    if uscc_problem(plain) is not None:
        return []
    warnings: list[Message] = []
    if not _class_known(plain[:2]):
        warnings.append(say("checks.uscc_class", text=plain, start=plain[:2]))
    expected = organisation_code_digit(plain[8:16])
    if plain[16] != expected:
        warnings.append(say("checks.uscc_inner", text=plain, found=plain[16], expected=expected))
    return warnings


def _class_known(pair: str) -> bool:
    seconds = _CLASSES.get(pair[0])
    return seconds is not None and (not seconds or pair[1] in seconds)


def split_industry(text: str) -> str:
    """The four digits of an industry code written as "C3110", "c 3110" or "3110"; '' where it is none."""
    found = _INDUSTRY.fullmatch(unicodedata.normalize("NFKC", text).strip().upper())
    return found.group(2) if found else ""


def industry_problem(text: str) -> Message | None:
    """Why a text is no four-digit industry code, or None. A letter before it must be that of its division."""
    found = _INDUSTRY.fullmatch(unicodedata.normalize("NFKC", text).strip().upper())
    if found is None:
        return say("checks.industry_shape", text=text)
    letter, digits = found.groups()
    divisions = _SECTION_DIVISIONS.get(letter)
    if divisions is not None and int(digits[:2]) not in divisions:
        return say("checks.industry_letter", text=text, letter=letter, division=digits[:2])
    return None
