"""Keep the English catalogue: src/greenlist/locale/en/LC_MESSAGES/django.po.

    python tools/messages.py            add what is new, drop what is gone, keep every translation
    python tools/messages.py --check    say what is missing, fuzzy, untranslated or left over; exit 1 if anything is
    python tools/messages.py --compile  write django.mo beside it (the build does the same)

Texts come from Python (functions of django.utils.translation, under any name they are imported as), from templates,
and from the process tables of the law, whose labels people read on every page.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

from greenlist.engine.yamlfile import load_yaml

CHECKOUT = Path(__file__).resolve().parents[1]
SOURCE = CHECKOUT / "src" / "greenlist"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
# name of the function -> which arguments are (context, singular, plural), by position; None: has none
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
IN_TEMPLATES = ["_", "gettext", "ngettext", "pgettext", "npgettext"]  # what templatize writes
HEADER = {"Content-Type": "text/plain; charset=UTF-8", "Language": "en", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


@dataclass(frozen=True, order=True)
class Text:
    """One text to translate."""

    id: str
    plural: str = ""
    context: str = ""


Found = dict[Text, set[str]]  # text -> files


def extract(source: Path = SOURCE) -> Found:
    """Every text below a folder with the files it stands in."""
    found: Found = {}
    for path, texts in _all_texts(source):
        for text in texts:
            found.setdefault(text, set()).add(path.relative_to(source).as_posix())
    return found


def _all_texts(source: Path) -> Iterator[tuple[Path, Iterator[Text]]]:
    for path in sorted(source.rglob("*.py")):
        yield path, python_texts(path.read_text(encoding="utf-8"))
    for folder in sorted(source.glob("*/templates")):
        for path in sorted(one for one in folder.rglob("*") if one.suffix in {".html", ".txt"}):
            yield path, template_texts(path.read_text(encoding="utf-8"), str(path))
    for path in sorted(source.glob("law/processes/*.yaml")):
        yield path, process_texts(path)


def python_texts(code: str) -> Iterator[Text]:
    """Texts in the calls of translation functions, whatever the names they were imported under."""
    tree = ast.parse(code)
    names = dict(_imported(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            text = _of_call(node, FUNCTIONS[names[node.func.id]])
            if text is not None:
                yield text


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            yield from ((one.asname or one.name, one.name) for one in node.names if one.name in FUNCTIONS)


def _of_call(call: ast.Call, where: tuple[int | None, int, int | None]) -> Text | None:
    context, singular, plural = (_constant(call, position) for position in where)
    return Text(singular, plural, context) if singular else None


def _constant(call: ast.Call, position: int | None) -> str:
    if position is None or position >= len(call.args):
        return ""
    argument = call.args[position]
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""


def template_texts(source: str, origin: str) -> Iterator[Text]:
    """Texts of a template: translate, blocktranslate, _("...")."""
    code = "\n".join(line.strip() for line in templatize(source, origin=origin).splitlines())
    stream = io.BytesIO(f"(\n{code}\n)".encode())  # in brackets: the layout of a template is no indentation
    for _line, name, message, _comments in extract_python(stream, IN_TEMPLATES, [], {"encoding": "utf-8"}):
        parts = [part for part in (message if isinstance(message, tuple) else (message,)) if isinstance(part, str)]
        context = parts.pop(0) if name in {"pgettext", "npgettext"} else ""
        if parts:
            yield Text(parts[0], parts[1] if len(parts) > 1 else "", context)


def process_texts(path: Path) -> Iterator[Text]:
    """The labels of a process table's states."""
    table, _lines = load_yaml(path.read_text(encoding="utf-8"))
    for state in table["states"]:
        yield from (Text(label) for label in state["labels"].values())


def update(catalogue: polib.POFile, found: Found) -> None:
    """Make a catalogue hold exactly what was found, in the order of the files; translations stay."""
    held = {_text(entry): entry for entry in catalogue if not entry.obsolete}
    order = sorted(found, key=lambda text: (min(found[text]), text))
    catalogue[:] = [_entry(text, found[text], held.get(text)) for text in order]


def _text(entry: polib.POEntry) -> Text:
    return Text(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def _entry(text: Text, files: set[str], held: polib.POEntry | None) -> polib.POEntry:
    entry = held or polib.POEntry(msgid=text.id, msgid_plural=text.plural, msgctxt=text.context or None)
    if text.plural and not held:
        entry.msgstr_plural = {0: "", 1: ""}
    entry.occurrences = [(file, "") for file in sorted(files)]
    entry.flags = [flag for flag in entry.flags if flag == "fuzzy"]
    if re.search(r"%\(\w+\)[sd]|%[sd]", text.id):
        entry.flags.append("python-format")
    return entry


def faults(catalogue: polib.POFile, found: Found) -> list[str]:
    """What is wrong with a catalogue; nothing where it is complete."""
    held = {_text(entry): entry for entry in catalogue if not entry.obsolete}
    lines = [f"missing: {text.id}" for text in sorted(found) if text not in held]
    lines += [f"left over: {text.id}" for text in sorted(held) if text not in found]
    for text, entry in held.items():
        translated = list(entry.msgstr_plural.values()) if text.plural else [entry.msgstr]
        if not all(translated):
            lines.append(f"untranslated: {text.id}")
        elif "fuzzy" in entry.flags:
            lines.append(f"fuzzy: {text.id}")
        elif any(_names(one) - _names(text.id) for one in translated):
            lines.append(f"other placeholders: {text.id}")
    return lines


def _names(text: str) -> set[str]:
    return {match.group(0) for match in PLACEHOLDER.finditer(text)}


def opened(path: Path = CATALOGUE) -> polib.POFile:
    """The catalogue as it stands; an empty one where there is none."""
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = HEADER
    return catalogue


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--compile", action="store_true")
    asked = parser.parse_args()
    settings.configure()  # templatize asks for nothing but that there are settings
    catalogue = opened()
    if asked.check:
        wrong = faults(catalogue, extract())
        print("\n".join(wrong))
        return 1 if wrong else 0
    if not asked.compile:
        update(catalogue, extract())
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(CATALOGUE))
        print(f"{len(catalogue)} texts, {len(catalogue.untranslated_entries())} to translate")
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
