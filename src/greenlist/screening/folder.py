"""A folder of list files, each named `<source id>…csv` or `….xlsx`, into snapshots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from greenlist.engine.lawbook.schema.lists import ListSource
from greenlist.engine.messages import Message, say
from greenlist.engine.problems import InputProblem

from .importing import Imported, Unreadable, date_in_name, import_list
from .snapshots import Snapshot

SUFFIXES = frozenset({".csv", ".xlsx"})
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Lists:
    """What a folder held: lists that were read, sources that were not, and files that are none."""

    read: list[Imported] = field(default_factory=list)
    troubles: dict[str, Message] = field(default_factory=dict)  # source -> why a file of it could not be read
    problems: list[InputProblem] = field(default_factory=list)  # fatal: a list; others: a file that is no list

    @property
    def snapshots(self) -> list[Snapshot]:
        """The lists that were read."""
        return [one.snapshot for one in self.read]


def read_folder(
    folder: Path, sources: Mapping[str, ListSource], cache: Path, *, progress: Progress | None = None
) -> Lists:
    """Read every list of `folder` into `cache`; the date of a list is the one in its name.

    Files that belong to no source are told and passed over; a list that cannot be read is a fatal problem and a
    trouble of its source. Raises OSError where the folder cannot be searched.
    """
    lists = Lists()
    found = list(_files(folder, sources, lists.problems))
    sizes = [path.stat().st_size if path.is_file() else 0 for _, _, path in found]  # a link may lead nowhere
    total, before = sum(sizes), 0
    for (source_id, as_of, path), size in zip(found, sizes, strict=True):
        _read(lists, sources[source_id], path, as_of, cache, _shifted(progress, before, size, total))
        before += size
    return lists


def source_of(name: str, sources: Iterable[str]) -> str:
    """The source that a file's name begins with, the longest where several fit; '' for none."""
    plain = name.casefold()
    return max((one for one in sources if plain.startswith(one.casefold())), key=len, default="")


def _files(
    folder: Path, sources: Mapping[str, ListSource], problems: list[InputProblem]
) -> Iterator[tuple[str, date | None, Path]]:
    """Source, date and path of each list, the older ones of a source first."""
    found: list[tuple[str, date | None, Path]] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.name.casefold() == "thumbs.db":
            continue  # what systems and Excel leave lying about
        source = source_of(path.name, sources)
        fault = _fault(path, source, sources)
        if fault is None:
            found.append((source, date_in_name(path.name), path))
        else:
            problems.append(InputProblem(str(path), "", fault))
    yield from sorted(found, key=lambda one: (one[0], one[1] or date.min, one[2].name))


def _fault(path: Path, source: str, sources: Mapping[str, ListSource]) -> Message | None:
    if path.is_dir():
        return say("screened.list_folder")
    if not source:
        return say("screened.list_unknown", sources=sorted(sources))
    return None if path.suffix.lower() in SUFFIXES else say("screened.list_suffix")


def _read(
    lists: Lists, source: ListSource, path: Path, as_of: date | None, cache: Path, progress: Progress | None
) -> None:
    earlier = [one.path for one in lists.snapshots if one.source == source.id]
    try:
        read = import_list(path, source, cache, name=path.name, as_of=as_of, earlier=earlier, progress=progress)
    except Unreadable as unreadable:
        lists.troubles[source.id] = unreadable.message
        lists.problems.append(InputProblem(str(path), "", unreadable.message, fatal=True))
        return
    lists.read.append(read)
    if not read.snapshot.complete:
        told = say("screened.list_incomplete", reason=read.snapshot.trouble)
        lists.problems.append(InputProblem(str(path), "", told, fatal=True))


def _shifted(progress: Progress | None, before: int, size: int, total: int) -> Progress | None:
    """The progress of one file as part of the whole, in bytes."""
    if progress is None:
        return None
    return lambda done, of: progress(before + (done * size // of if of else 0), total)
