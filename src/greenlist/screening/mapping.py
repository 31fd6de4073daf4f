"""Rows of one table of a source, brought to the columns that are kept; a batch at a time, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import compress

from greenlist.engine.lawbook.headers import header_key
from greenlist.engine.lawbook.schema import ListSource
from greenlist.engine.lawbook.schema.lists import Column
from greenlist.engine.messages import Message, say

from .cells import Memo, clean, clean_column, first_filled
from .names import keys_of
from .originals import Originals, without_persons
from .reading import Batch, Header
from .shape import shown, squared
from .statuses import Statuses
from .unit_codes import is_uscc, read_code
from .values import NOT_UNDERSTOOD, amount_reader, iso_day
from .work import Mapped, Told, Work

SEPARATOR, LINE_END = "\x1f", "\n"  # neither stands in a cleaned cell
# The columns of a mapped row, in this order: what `storing` hands to DuckDB.
MAPPED = (
    "line", "name", "name_key", "former_key", "uscc", "org_code", "region", "doc_no", "dated_on", "ended_on", "status",
    "category", "grade", "reason", "authority", "amount", "batch", "listed_kind", "original",
)  # fmt: skip
_REPEATING: tuple[Column, ...] = ("region", "status", "category", "grade", "authority", "batch", "listed_kind")
_SPEAKING: tuple[Column, ...] = ("name", "doc_no", "reason")  # seldom the same twice
_DAYS: tuple[Column, ...] = ("dated_on", "ended_on")
_LONGEST = 300_000  # characters of one row
_LOST = ("\ufffd", "锟斤拷")  # what is left of characters that some program could not read

Cells = dict[str, list[str]]


class Mapper:
    """One table's header put to work."""

    def __init__(self, source: ListSource, header: Header, *, sheet: str = "") -> None:
        self._source, self._header, self._sheet = source, header, sheet
        self._originals = Originals(source, header)
        self._statuses = Statuses(source)
        self._memos = {column: Memo(clean) for column in _REPEATING}
        self._days = Memo(iso_day)
        units = {header_key(label): unit for label, unit in source.money.items()}
        self._amounts = [
            (place, Memo(amount_reader(units[header_key(header.labels[place])])))
            for place in header.columns.get("amount", ())
        ]
        wanted = {header_key(label): frozenset(words) for label, words in source.persons.items()}
        labels = enumerate(map(header_key, header.labels))
        self._persons = [(place, wanted[label]) for place, label in labels if label in wanted]

    def map(self, batch: Batch) -> Mapped:
        """The rows of a batch as text for DuckDB, and what was passed over, refused or not understood."""
        square, slipped, empty = squared(batch, self._header.width)
        done = Mapped(passed_over=empty)
        done.refused = [Told(line, self._told(why), self._slipped(row)) for line, why, row in slipped]
        if not square.rows:
            return done
        work = Work(square.lines, list(zip(*square.rows, strict=True)))
        cells = self._cells(work)
        self._judge(work, cells)
        cells["original"] = self._originals.column(work.columns)
        self._look_for_long(work, cells)
        self._keep(work, cells, done)
        if any(mark in done.text for mark in _LOST):
            self._look_for_lost(work, cells)
            self._keep(work, cells, done)
        self._tell(work, done)
        return done

    # -- the columns ------------------------------------------------------------------------------------

    def _cells(self, work: Work) -> Cells:
        cells: Cells = {"line": list(map(str, work.lines))}
        for column in _SPEAKING:
            cells[column] = first_filled([clean_column(one) for one in self._raw(work, column)], work.count)
        for column, memo in self._memos.items():
            cells[column] = first_filled([memo.column(one) for one in self._raw(work, column)], work.count)
        for column in _DAYS:
            cells[column] = first_filled([self._days.column(one) for one in self._raw(work, column)], work.count)
        read = [memo.column(work.columns[place]) for place, memo in self._amounts]
        cells["amount"] = first_filled(read, work.count)
        keys = [keys_of(name) for name in cells["name"]]
        cells["name_key"], cells["former_key"] = [key for key, _ in keys], [former for _, former in keys]
        self._codes(work, cells)
        return cells

    def _raw(self, work: Work, column: Column) -> Iterator[tuple[str, ...]]:
        return (work.columns[place] for place in self._header.columns.get(column, ()))

    def _codes(self, work: Work, cells: Cells) -> None:
        """USCC and organisation code, each from whatever code column holds it: cardNum holds either."""
        columns = [*self._raw(work, "uscc"), *self._raw(work, "org_code")]
        cells["uscc"], cells["org_code"] = uscc, org_code = [""] * work.count, [""] * work.count
        for row, codes in enumerate(zip(*columns, strict=True)):
            for text in codes:
                if not text:
                    continue
                if is_uscc(text):
                    uscc[row] = uscc[row] or text
                else:
                    found, organisation, fault = read_code(text)
                    uscc[row], org_code[row] = uscc[row] or found, org_code[row] or organisation
                    if fault:
                        self._code_fault(work, row, text, fault)
        # a person's number beside a code of the unit is that of its head
        work.passed -= {row for row in work.passed if uscc[row] or org_code[row]}

    def _code_fault(self, work: Work, row: int, text: str, fault: str) -> None:
        if fault == "spoilt":
            work.refuse(row, say("lists.spoilt_code", text=text.strip()))
        elif fault == "person":
            work.passed.add(row)
        elif fault == "wrong":
            work.note(row, say("lists.wrong_code", text=text.strip()[:40]))

    # -- row by row, where something is the matter ------------------------------------------------------

    def _judge(self, work: Work, cells: Cells) -> None:
        self._pass_over(work, cells)
        self._require(work, cells)
        self._understand(work, cells)
        cells["status"] = self._statuses.column(cells, work.count)

    def _pass_over(self, work: Work, cells: Cells) -> None:
        """Natural persons, rows without any content, the header once more."""
        for place, words in self._persons:
            column = work.columns[place]
            said = {cell for cell in set(column) if cell.strip() in words}
            if said:
                work.passed |= {row for row, cell in enumerate(column) if cell in said}
        labels = {self._header.labels[place] for place in self._header.columns.get("name", ())}
        if not labels.isdisjoint(cells["name"]):
            work.passed |= {row for row, name in enumerate(cells["name"]) if name in labels}

    def _require(self, work: Work, cells: Cells) -> None:
        """Of each required group one cell is filled. A row that names nobody says nothing that could be lost."""
        for group in self._source.required:
            columns = [cells[column] for column in group]
            if all(columns[0]):
                continue
            for row, filled in enumerate(map(any, zip(*columns, strict=True))):
                if not filled:
                    self._lacking(work, cells, row, group)

    def _lacking(self, work: Work, cells: Cells, row: int, group: list[Column]) -> None:
        if not any(column[row].strip() for column in work.columns):
            work.passed.add(row)
            return
        names = [say(f"lists.column_{column}") for column in group]
        someone = any(cells[column][row] for column in ("name", "uscc", "org_code"))
        work.refuse(row, say("lists.lacking", columns=names), names_unit=someone)

    def _understand(self, work: Work, cells: Cells) -> None:
        """Dates and amounts not understood count as not given, and are told; so is an end before its beginning."""
        for column in ("dated_on", "ended_on", "amount"):
            if NOT_UNDERSTOOD in cells[column]:
                reason = say("lists.not_understood", column=say(f"lists.column_{column}"))
                for row, cell in enumerate(cells[column]):
                    if cell == NOT_UNDERSTOOD:
                        cells[column][row] = ""
                        work.note(row, reason)
        if any(cells["ended_on"]):
            for row, (first, last) in enumerate(zip(cells["dated_on"], cells["ended_on"], strict=True)):
                if last and last < first:
                    cells["ended_on"][row] = ""
                    work.note(row, say("lists.ends_before", first=first, last=last))

    def _look_for_lost(self, work: Work, cells: Cells) -> None:
        """Rows with characters that were lost before the file came here."""
        for row, original in enumerate(cells["original"]):
            if any(mark in original for mark in _LOST):
                work.refuse(row, say("lists.lost_characters"))

    def _look_for_long(self, work: Work, cells: Cells) -> None:
        """Rows that no table holds."""
        if max(map(len, cells["original"])) > _LONGEST:
            for row, original in enumerate(cells["original"]):
                if len(original) > _LONGEST:
                    work.refuse(row, say("lists.row_too_long", most=_LONGEST))

    # -- the outcome ------------------------------------------------------------------------------------

    def _keep(self, work: Work, cells: Cells, done: Mapped) -> None:
        texts: Iterable[str] = map(SEPARATOR.join, zip(*(cells[column] for column in MAPPED), strict=True))
        left_out = work.left_out
        if left_out:
            texts = compress(texts, [row not in left_out for row in range(work.count)])
        done.taken = work.count - len(left_out)
        done.text = LINE_END.join(texts) + LINE_END if done.taken else ""

    def _tell(self, work: Work, done: Mapped) -> None:
        done.passed_over += len(work.passed)
        done.refused += [
            self._row(work, row, reason, names_unit=row not in work.nameless)
            for row, reason in sorted(work.reasons.items())
            if row not in work.passed
        ]
        done.noted = [
            self._row(work, row, reason) for row, reason in sorted(work.notes.items()) if row not in work.left_out
        ]

    def _row(self, work: Work, row: int, reason: Message, *, names_unit: bool = True) -> Told:
        original = without_persons(self._originals.row(work.columns, row))
        return Told(work.lines[row], self._told(reason), original, names_unit)

    def _told(self, reason: Message) -> Message:
        return say("lists.in_sheet", sheet=self._sheet, reason=reason) if self._sheet else reason

    @staticmethod
    def _slipped(row: list[str]) -> str:
        return without_persons(" | ".join(shown(row)))
