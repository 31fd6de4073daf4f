"""What must hold for any lists: noise hides no hit, more rows clear nobody, no order matters, withdrawing restores."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.conditions.support import book_with
from greenlist.engine.lawbook import LawBook
from greenlist.screening.outcomes import Outcome, Screening, UnitAnswer
from greenlist.screening.records import Record
from greenlist.screening.rules import rules_of
from greenlist.screening.screen import screen
from greenlist.screening.snapshots import Snapshot
from greenlist.screening.subjects import Subject

from .kept_lists import keep, listed
from .paper import DAY, UNIT, code, decision, full_set, outcomes

PENALTIES = "credit_china_penalties"
ONE_LIST = ("exclusion.lists", f"[{PENALTIES}]")
RULES = rules_of(book_with("jilin-2024", (ONE_LIST,)), "jilin-2024")  # the other lists would only cost time
FIXED = rules_of(book_with("jilin-2024", (ONE_LIST, ("exclusion.window_anchor", "application_date"))), "jilin-2024")
WHOLE = rules_of(LawBook(), "jilin-2024")
FEW = settings(max_examples=25 if "CI" in os.environ else 8)  # each writes and reads lists
PRINTED = "示例·甲機械(长春)ABC-DE有限公司"
LOOKS_LIKE = {  # each character of a printed name, as lists print it
    "(": "(（〔[", ")": ")）〕]", "·": "·•.・", "-": "-—–－", "機": "機机", "械": "械", "A": "AaＡ",
    "B": "Bb", "C": "Cc", "D": "Dd", "E": "EeＥ",
}  # fmt: skip


@st.composite
def noisy(draw: st.DrawFn) -> str:
    """The printed name with the noise of the lists: width, case, script, dots, dashes, blanks, a former name behind."""
    written = []
    for character in PRINTED:
        written.append(draw(st.sampled_from(LOOKS_LIKE.get(character, character))))
        if "\u4e00" <= character <= "\u9fff" or character in "()":
            written.append(draw(st.sampled_from(["", "", "", " ", "\u3000", "\u00a0"])))
    return "".join(written) + draw(st.sampled_from(["", "（原示例旧名有限公司）", " (曾用名：示例旧名有限公司)"]))


def rows() -> st.SearchStrategy[list[Record]]:
    """Rows of a list of penalties, some about the unit by code, organisation code or name, some about others."""
    one = st.fixed_dictionaries(
        {
            "name": st.sampled_from(
                [PRINTED, "示例乙机械有限公司", "示例丙有限公司（原示例·甲机械(长春)ABC-DE有限公司）"]
            ),
            "uscc": st.sampled_from(["", code(1), code(2)]),
            "org_code": st.sampled_from(["", code(1)[8:17], code(2)[8:17]]),
            "dated_on": st.sampled_from(
                [None, date(2015, 1, 1), date(2021, 7, 25), date(2023, 5, 6), date(2024, 7, 18)]
            ),
            "status": st.sampled_from(["", "revoked", "repaired", "in_force"]),
        }
    )  # fmt: skip
    return st.lists(one, max_size=6).map(lambda made: [_row(n, cells) for n, cells in enumerate(made)])


def _row(number: int, cells: dict[str, Any]) -> Record:
    return listed(cells.pop("name"), id_=f"row {number}", **cells)


SUBJECT = Subject("u1", PRINTED, code(1))


def answered(lists: Sequence[Sequence[Record]], subject: Subject = SUBJECT, **more: Any) -> Screening:
    """Screened against one file of penalties per list, a day apart, beside complete other lists."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        snapshots = full_set(folder, RULES)
        snapshots += [_kept(folder, place, records) for place, records in enumerate(lists)]
        return screen([subject], more.pop("order", list)(snapshots), more.pop("rules", RULES), as_of=DAY, **more)


def _kept(folder: Path, place: int, records: Sequence[Record]) -> Snapshot:
    drawn = DAY - timedelta(place)
    return keep(folder / f"{place}.parquet", records, source=PENALTIES, as_of=drawn)


def unit(screening: Screening) -> UnitAnswer:
    return screening.units[0]


def said(screening: Screening) -> set[tuple[str, str, str, str]]:
    """Everything but where it was read."""
    return {
        (one.id, ruling.match.record.id, ruling.match.how, ruling.outcome.value)
        for one in unit(screening).conditions
        for ruling in one.rulings
    } | {(one.id, "", "", one.outcome.value) for one in unit(screening).conditions}


@FEW
@given(noisy())
def test_no_noise_of_the_list_hides_a_record(name: str) -> None:
    """By name: still found, so still a candidate; confirmed by a person: a hit."""
    row = listed(name, id_="a", dated_on=date(2023, 5, 6))
    assert outcomes(unit(answered([[row]]))) == {"NEG-2b": "candidate"}
    confirmed = answered([[row]], decisions=[decision(row, "same", subject=SUBJECT.identity)])
    assert outcomes(unit(confirmed)) == {"NEG-2b": "hit"}


@FEW
@given(st.text(max_size=30))
def test_a_hit_by_code_stays_one_under_any_name(name: str) -> None:
    assert outcomes(unit(answered([[listed(name, id_="a", uscc=code(1), dated_on=date(2023, 5, 6))]]))) == {
        "NEG-2b": "hit"
    }


@FEW
@given(rows(), rows())
def test_more_rows_never_make_it_lighter(some: list[Record], more: list[Record]) -> None:
    more = [replace(one, id=f"{n:032d}") for n, one in enumerate(more)]
    before, after = answered([some]), answered([[*some, *more]])
    for first, second in zip(unit(before).conditions, unit(after).conditions, strict=True):
        assert second.outcome.gravity >= first.outcome.gravity
    another_file = answered([some, more])
    assert unit(another_file).outcome is unit(after).outcome


@FEW
@given(rows(), st.data())
def test_the_order_of_rows_does_not_matter(some: list[Record], data: st.DataObject) -> None:
    assert said(answered([data.draw(st.permutations(some))])) == said(answered([some]))


@FEW
@given(st.lists(rows(), min_size=2, max_size=3), st.data())
def test_the_order_of_files_does_not_matter(lists: list[list[Record]], data: st.DataObject) -> None:
    """The same record may stand in several of them: their days say which one holds."""
    assert said(answered(lists, order=lambda all_: data.draw(st.permutations(all_)))) == said(answered(lists))


@FEW
@given(rows(), st.sampled_from(["same", "other", "counts", "does_not_count"]))
def test_withdrawing_decisions_restores_the_first_answer(some: list[Record], verdict: str) -> None:
    before = answered([some])
    made = [decision(one, verdict, subject=SUBJECT.identity) for one in some]
    decided = answered([some], decisions=made)
    met = {ruling.match.record.id for one in unit(before).conditions for ruling in one.rulings}
    assert (unit(decided) == unit(before)) == (not met)
    assert said(answered([some], decisions=[])) == said(before)


@FEW
@given(rows())
def test_a_missing_list_makes_nobody_clear(some: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as name:
        lists = full_set(Path(name), WHOLE, {PENALTIES: some}, without=["dishonest_debtors"])
        found = unit(screen([SUBJECT], lists, WHOLE, as_of=DAY))
    assert outcomes(found)["NEG-6"] == "undetermined"
    assert found.outcome is not Outcome.CLEAR


@FEW
@given(st.dates(date(2022, 1, 1), date(2030, 12, 31)), st.integers(-1, 1))
def test_the_edge_of_the_window_to_the_day(as_of: date, days: int) -> None:
    edge = as_of.replace(year=as_of.year - 3, day=28 if (as_of.month, as_of.day) == (2, 29) else as_of.day)
    row = listed("示例别名有限公司", id_="a", uscc=code(1), dated_on=edge + timedelta(days))
    with tempfile.TemporaryDirectory() as name:
        lists = full_set(Path(name), FIXED, {PENALTIES: [row]}, as_of=as_of)
        found = unit(screen([UNIT], lists, FIXED, as_of=as_of))
    assert outcomes(found) == ({} if days < 0 else {"NEG-2b": "hit"})
