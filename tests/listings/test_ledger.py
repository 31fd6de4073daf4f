"""The ledger: sums of the published figures, totals in circulation and how they tie, what does not close."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.engine.messages import render
from greenlist.listings.ledger import Found, Published, after, at, book, close, explain

from .published import day, number, published, rows


def test_every_checkpoint_is_met(shared: Path) -> None:
    """The golden test: the totals printed in 2018 to 2026, each by its scope or with the remark that goes with it."""
    lines, told = book(published(shared)), {}
    for row in rows(shared, "ledger_checkpoints"):
        for kind in ("factory", "park", "supply_chain"):
            printed, upto = number(row[kind]), at(lines, kind, day(row["as_of"]))
            assert printed is not None
            assert upto is not None
            tie = explain(printed, lines, upto)
            assert tie.scope in {row["scope"], "both", "partly"}, (row["point"], kind, render(tie.reason))
            if tie.scope == "partly":
                told[row["point"], kind] = render(tie.reason)
            assert tie.scope != "both" or upto.gross == upto.net
    # the one figure that is neither: its note in the source says so too
    assert set(told) == {("gross at 2023-03-29", "park")}
    assert "第三批" in told["gross at 2023-03-29", "park"]
    assert "24+22+34+39+53+52+47-1" in told["gross at 2023-03-29", "park"]


def test_the_formulas_of_the_checkpoints_are_ours(shared: Path) -> None:
    lines = book(published(shared))
    for row in rows(shared, "ledger_checkpoints"):
        if row["scope"] != "gross" or "park also" in row["note"]:
            continue
        for part in row["formula"].split(";"):
            kind, text = part.split()
            upto = at(lines, kind, day(row["as_of"]))
            assert upto is not None
            if row["point"].startswith("gross at"):  # written from the total before: 2783+874
                assert sum(int(one) for one in re.findall(r"[+-]?\d+", text)) in {upto.gross, upto.gross - 1}
            else:
                assert upto.gross_sum == text


def test_223_parks_in_the_media_are_the_net_figure(shared: Path) -> None:
    lines = book(published(shared))
    upto = after(lines, "park", 6)
    assert upto is not None
    assert (upto.gross, upto.net) == (224, 223)
    assert explain(223, lines, upto).scope == "net"
    assert explain(224, lines, upto).scope == "gross"


def test_247_products_tie_with_nothing(shared: Path) -> None:
    """A chart prints 247 after batch 2; 193+53 is 246 and nothing was removed or drafted that would explain it."""
    lines = book(published(shared))
    upto = after(lines, "product", 2)
    assert upto is not None
    assert upto.gross_sum == "193+53"
    tie = explain(247, lines, upto)
    assert not tie.ties
    assert tie.difference == 1
    assert "246" in render(tie.reason)
    assert explain(246, lines, upto).scope == "both"


def test_673_factories_are_those_of_the_draft(shared: Path) -> None:
    lines = book(published(shared))
    upto = after(lines, "factory", 6)
    assert upto is not None
    tie = explain(upto.gross + 11, lines, upto)
    assert tie.scope == "draft"
    assert "673" in render(tie.reason)


def test_the_units_of_the_list_close_on_the_published_counts(shared: Path) -> None:
    counted: dict[tuple[int, str], int] = {}
    for row in rows(shared, "national_list"):
        key = (int(row["batch"]), row["kind"])
        counted[key] = counted.get(key, 0) + 1
    found = {key: Found(listed=count) for key, count in counted.items()}
    checks = [one for one in close(published(shared), found) if one.what == "listed" and one.ours is not None]
    assert len(checks) == 15
    assert [one for one in checks if not one.closes] == []


def test_what_does_not_close_is_told() -> None:
    printed = [Published(1, "第一批", "factory", listed=3, removed=2), Published(1, "第一批", "park", listed=1)]
    found = {(1, "factory"): Found(listed=2, removed=3), (1, "product"): Found(listed=4)}
    said = {(one.kind, one.what): (one.closes, render(one.reason)) for one in close(printed, found)}
    assert said["factory", "listed"][0] is False
    assert "少 1" in said["factory", "listed"][1]
    assert "多 1" in said["factory", "removed"][1]
    assert said["park", "listed"] == (None, "公布 1，还没有导入")
    assert said["product", "listed"][0] is None
    assert len(said) == 4


def test_a_day_before_the_first_batch_has_no_line() -> None:
    lines = book([Published(1, "第一批", "factory", date(2020, 1, 1), listed=3)])
    assert at(lines, "factory", date(2019, 12, 31)) is None
    assert at(lines, "park", date(2020, 1, 1)) is None


figures = st.none() | st.integers(0, 2000)
batches = st.lists(st.tuples(figures, figures), min_size=1, max_size=12)


@given(batches)
def test_batch_after_batch_is_the_sum(steps: list[tuple[int | None, int | None]]) -> None:
    printed = [
        Published(number, str(number), "park", listed=listed, removed=removed)
        for number, (listed, removed) in enumerate(steps, 1)
    ]
    lines = book(reversed(printed))
    assert [one.batch for one in lines] == list(range(1, len(steps) + 1))
    gross = net = 0
    for line, (listed, removed) in zip(lines, steps, strict=True):
        gross, net = gross + (listed or 0), net + (listed or 0) - (removed or 0)
        assert (line.gross, line.net) == (gross, net)
        assert sum(int(one) for one in re.findall(r"[+-]?\d+", line.net_sum)) == net
        assert explain(gross, lines, line).ties
        assert explain(net, lines, line).ties


@pytest.mark.parametrize("printed", [0, 10_000])
def test_a_total_from_nowhere_ties_with_nothing(printed: int) -> None:
    lines = book([Published(1, "一", "park", listed=20, removed=2), Published(2, "二", "park", listed=5, draft=6)])
    assert not explain(printed, lines, lines[-1]).ties
