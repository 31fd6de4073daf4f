"""Seeded damage to good files: flipped bytes, cuts, parts swapped, XML bent, deep nesting, huge attributes."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable
from io import BytesIO

Kind = Callable[[bytes, random.Random], bytes]
_TAG = re.compile(rb"<[^<>]{1,200}>")


def mutated(content: bytes, seed: int) -> bytes:
    """A file damaged in one of many ways; the same seed, the same damage."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    packed = content[:2] == b"PK"
    kinds = [*_PLAIN, *(_PACKED if packed else ()), *(_PACKED if packed else ())]
    for _ in range(dice.choice((1, 1, 2))):
        content = dice.choice(kinds)(content, dice)
    return content


def _flip(content: bytes, dice: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(dice.choice((1, 5, 50))):
        if data:
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(data)


def _cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def _double(content: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(content) + 1)
    return content[:start] + content[start : start + dice.randrange(2000)] * dice.choice((2, 9)) + content[start:]


def _noise(content: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(content) + 1)
    return content[:start] + dice.randbytes(dice.randrange(1, 400)) + content[start:]


def _with_parts(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return content
    except Exception:  # noqa: BLE001 - a damaged archive breaks zlib in its own ways; it goes on as it is
        return content
    change(parts)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _main(parts: dict[str, bytes], dice: random.Random) -> str:
    """Mostly the part that holds the text or a sheet, at times any."""
    telling = [name for name in parts if re.search(r"document\.xml$|sheet\d+\.xml$|sharedStrings|styles\.xml$", name)]
    return dice.choice(telling if telling and dice.random() < 0.8 else sorted(parts)) if parts else ""


def _swap(content: bytes, dice: random.Random) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        first, second = dice.choice(sorted(parts)), dice.choice(sorted(parts))
        parts[first], parts[second] = parts[second], parts[first]

    return _with_parts(content, change)


def _drop(content: bytes, dice: random.Random) -> bytes:
    return _with_parts(content, lambda parts: parts.pop(_main(parts, dice), None) and None)


def _in_part(content: bytes, dice: random.Random, bend: Kind) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        name = _main(parts, dice)
        if name:
            parts[name] = bend(parts[name], dice)

    return _with_parts(content, change)


def _tags(text: bytes, dice: random.Random) -> bytes:
    """A tag dropped, doubled, moved or renamed."""
    tags = list(_TAG.finditer(text))
    if not tags:
        return text
    for _ in range(dice.choice((1, 3, 20))):
        one = dice.choice(tags)
        bent = dice.choice((b"", one[0] * 2, b"<a/>", one[0].replace(b"w:", b""), dice.choice(tags)[0]))
        text = text.replace(one[0], bent, dice.choice((1, 1, -1)))
    return text


def _paired(text: bytes, dice: random.Random) -> bytes:
    """Well-formed all the same: names of elements and attributes changed everywhere."""
    old, new = dice.sample(
        [b"w:tc", b"w:tr", b"w:p", b"w:tbl", b"w:r", b"row", b"c", b"w:t", b"v", b"is", b"w:gridSpan"], 2
    )
    for opening in (b"<", b"</"):
        for end in (b">", b" ", b"/"):
            text = text.replace(opening + old + end, opening + new + end)
    return text


def _numbers(text: bytes, dice: random.Random) -> bytes:
    """Figures in attributes blown up."""
    big = dice.choice((b"999999999999", b"-1", b"1e308", b"NaN", b"0", "٣".encode(), b"4294967296"))
    return re.sub(rb'(?<==")\d+(?=")', lambda found: big if dice.random() < 0.1 else found[0], text)


def _deep(text: bytes, dice: random.Random) -> bytes:
    depth = dice.choice((50, 180, 250, 5000))
    name = dice.choice((b"w:tbl", b"w:p", b"w:tc", b"a", b"w:sdt", b"si", b"w:del"))
    inner = b"<%s>" % name * depth + b"</%s>" % name * depth
    spots = [found.end() for found in re.finditer(rb"<(?:w:body|sheetData|sst|w:styles)\b[^<>]*>", text)]
    spot = spots[0] if spots else len(text)
    return text[:spot] + inner + text[spot:]


def _huge(text: bytes, dice: random.Random) -> bytes:
    """A huge attribute, or a huge text."""
    size = dice.choice((1_000, 300_000, 3_000_000))
    filler = dice.choice((b"x", "国".encode(), b"1", b" ", b"&amp;"))[:5] * (size // 5)
    found = list(re.finditer(rb'="[^"<>]*"|(?<=>)[^<>]+(?=<)', text))
    if not found:
        return text
    one = dice.choice(found)
    inner = b'="' + filler + b'"' if one[0].startswith(b"=") else filler
    return text[: one.start()] + inner + text[one.end() :]


def _repeat(text: bytes, dice: random.Random) -> bytes:
    """A row or paragraph some thousand times."""
    name = dice.choice((b"w:tr", b"w:p", b"row", b"si", b"w:tbl"))
    found = re.search(rb"<%s\b.*?</%s>" % (name, name), text, re.DOTALL)
    if found is None:
        return text
    return (
        text[: found.end()]
        + found[0] * min(dice.choice((100, 5_000)), 4_000_000 // len(found[0]))
        + text[found.end() :]
    )


def _signs(text: bytes, dice: random.Random) -> bytes:
    """Texts replaced by what breaks careless readers."""
    words = ("１２３", "第3年", "□√", "2021年", "（（（", "\u202e文", "=1+1", "1e999", "-", "NaN", "0x10", "9" * 400)
    odd = [*(word.encode() for word in words), b"\xff\xfe", b"&#0;", b"&#x1F600;"]
    return re.sub(rb"(?<=>)[^<>]+(?=</)", lambda found: dice.choice(odd) if dice.random() < 0.2 else found[0], text)


def _entity(text: bytes, dice: random.Random) -> bytes:
    head = dice.choice((b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>"))
    return text.replace(b"?>", b"?>" + head, 1)


_PLAIN: tuple[Kind, ...] = (_flip, _cut, _double, _noise)
_BENDS: tuple[Kind, ...] = (
    _tags, _tags, _paired, _paired, _numbers, _numbers, _deep, _huge, _repeat, _signs, _signs, _entity, _flip,
)  # fmt: skip
_PACKED: tuple[Kind, ...] = (
    _swap, _drop,
    *((lambda content, dice, bend=bend: _in_part(content, dice, bend)) for bend in _BENDS),
)  # fmt: skip
