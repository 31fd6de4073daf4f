"""What acts in a PDF: found, so that it can be told; taken out of what is left after the pages were drawn anew."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

DEPTH = 30  # of containers within one object
SIGNS = {  # key, or type of an action -> how it is told
    "/JS": "script", "/JavaScript": "script", "/OpenAction": "action", "/AA": "action", "/Launch": "launch",
    "/SubmitForm": "action", "/ImportData": "action", "/EmbeddedFiles": "embedded", "/EF": "embedded",
    "/RichMedia": "media", "/Movie": "media", "/Sound": "media", "/XFA": "form",
}  # fmt: skip
OUT = {  # of any dictionary that a drawing can reach
    "/AA", "/OpenAction", "/JS", "/JavaScript", "/Names", "/EF", "/AF", "/PieceInfo", "/OPI", "/Ref", "/Alternates",
    "/Metadata", "/StructParent", "/StructParents", "/LastModified",
}  # fmt: skip
OUTSIDE = {"/F", "/FFilter", "/FDecodeParms"}  # of a stream: its content would stand in another file


def carried(pdf: Pdf) -> set[str]:
    """What acts or hides in it: script, launch, action, embedded, media, form. Opening at a page is nothing to tell."""
    found: set[str] = set()
    for one in within(pdf):
        for key in one.keys() & SIGNS.keys():
            if key == "/OpenAction" and not _acts(one[key]):
                continue
            found.add(SIGNS[key])
        kind = one.get(Name.S)
        if isinstance(kind, Name) and str(kind) in SIGNS:
            found.add(SIGNS[str(kind)])
    return found


def _acts(action: Object) -> bool:
    return isinstance(action, Dictionary) and action.get(Name.S) != Name.GoTo


def defuse(pdf: Pdf) -> None:
    """Take out what could act or point outside."""
    for one in within(pdf):
        for key in one.keys() & OUT:
            del one[key]
        if isinstance(one, Stream):
            for key in one.keys() & OUTSIDE:
                del one[key]
            if one.get(Name.Subtype) == Name.PS or one.get(Name.Subtype2) == Name.PS:
                one.write(b"")


def within(pdf: Pdf) -> Iterator[Dictionary | Stream]:
    """Every dictionary of a PDF, those inside others and those of streams too."""
    for one in pdf.objects:
        yield from _inside(one, DEPTH)


def _inside(one: Object, depth: int) -> Iterator[Dictionary | Stream]:
    """A container and those that stand directly in it; what it refers to comes by itself."""
    if isinstance(one, (Dictionary, Stream)):
        yield one
        inner = [value for _key, value in one.items()]
    elif isinstance(one, Array):
        inner = list(one)
    else:
        return
    if depth:
        for value in inner:
            if isinstance(value, (Dictionary, Array)) and not value.is_indirect:
                yield from _inside(value, depth - 1)
