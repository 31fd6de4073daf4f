"""Whether a PDF may stand in a file that calls itself PDF/A-2b (ISO 19005-2): it says it is PDF/A, and nothing here
speaks against it.

This is no validator. What a file claims of itself is believed except for what can be looked up without reading the
page descriptions: fonts, filters, colours that our output intent does not cover, keys that the standard forbids.
"""

from __future__ import annotations

import re

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from .active import within

MOST_METADATA = 4 * 1024 * 1024
_PART = re.compile(rb"pdfaid:part\s*(?:=\s*[\"']|>)\s*([0-9]+)")
PARTS = frozenset({b"1", b"2", b"3"})
FONTS = frozenset({"/Type1", "/TrueType", "/MMType1", "/CIDFontType0", "/CIDFontType2"})
FORBIDDEN_STATES = ("/TR", "/HTP")  # 6.2.5


def not_claimed(pdf: Pdf) -> str:
    """'' where it says that it is PDF/A and its colours are of the kind ours are, else the reason."""
    metadata = pdf.Root.get(Name.Metadata)
    if not isinstance(metadata, Stream) or int(metadata.get(Name.Length, 0)) > MOST_METADATA:
        return "no_claim"
    found = _PART.search(metadata.read_bytes())
    if found is None or found[1] not in PARTS:
        return "no_claim"
    intents = pdf.Root.get(Name.OutputIntents)
    profiles = [_components(one) for one in intents] if isinstance(intents, Array) else []
    return "colour" if any(one == 4 for one in profiles) else ""


def _components(intent: Object) -> int:
    profile = intent.get(Name.DestOutputProfile) if isinstance(intent, Dictionary) else None
    return int(profile.get(Name.N, 0)) if isinstance(profile, Stream) else 0


def found_against(pdf: Pdf) -> str:
    """'' or the first thing found that PDF/A-2b does not allow: font, filter, colour, state, picture."""
    for one in within(pdf):
        reason = _against(one)
        if reason:
            return reason
    return ""


def _against(one: Dictionary | Stream) -> str:
    kind = str(one.get(Name.Subtype, ""))
    if one.get(Name.Type) == Name.Font and kind in FONTS and not _embedded(one):
        return "font"
    if isinstance(one, Stream):
        if any(str(name) in {"/LZWDecode", "/Crypt"} for name in _listed(one.get(Name.Filter))):
            return "filter"
        if kind == "/Image" and bool(one.get(Name.Interpolate, False)):
            return "picture"
        if kind == "/PS":
            return "state"
    if any(key in one for key in FORBIDDEN_STATES) and one.get(Name.Type) == Name.ExtGState:
        return "state"
    spaces = [one.get(Name.ColorSpace), one.get(Name.CS)]
    spaces += [value for _key, value in spaces[0].items()] if isinstance(spaces[0], Dictionary) else []
    return "colour" if any(_cmyk(space) for space in spaces) else ""


def _embedded(font: Dictionary | Stream) -> bool:
    descriptor = font.get(Name.FontDescriptor)
    return isinstance(descriptor, Dictionary) and any(
        isinstance(descriptor.get(key), Stream) for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )


def _cmyk(space: Object | None) -> bool:
    """Device CMYK, by itself or under a palette; behind an ICC profile it is no device colour."""
    if isinstance(space, Name):
        return space == Name.DeviceCMYK
    if isinstance(space, Array) and len(space) > 1 and str(space[0]) in {"/Indexed", "/Pattern"}:
        return bool(space[1] == Name.DeviceCMYK)
    return bool(
        isinstance(space, Array)
        and len(space) > 2
        and str(space[0]) in {"/Separation", "/DeviceN"}
        and space[2] == Name.DeviceCMYK
    )


def _listed(filters: Object | None) -> list[Object]:
    return list(filters) if isinstance(filters, Array) else [] if filters is None else [filters]
