"""The factory packs hold what factory.md says of each edition."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from greenlist.engine.facts import Mark
from greenlist.engine.formula import Scope, compile_formula
from greenlist.engine.lawbook import LawBook


@pytest.fixture(scope="module")
def book() -> LawBook:
    return LawBook()


class TestFactory2016:
    def test_has_two_and_twenty_four_second_level_rows_and_no_points(self, book: LawBook) -> None:
        pack = book.pack("factory-2016")
        rows = {(item.block, item.level2) for item in pack.items}
        assert len(rows) == 26
        assert len([row for row in rows if row[0] == "general"]) == 2
        assert pack.index.type == "checklist"
        assert not [item.id for item in pack.items if item.points is not None]

    def test_two_blocks_are_known_complete(self, book: LawBook) -> None:
        known = [item for item in book.pack("factory-2016").items if item.mark is Mark.PUBLISHED]
        kinds = Counter((item.block, item.mode.value) for item in known)
        assert kinds == {
            ("infrastructure", "required"): 7, ("infrastructure", "optional"): 3,
            ("management", "required"): 3, ("management", "optional"): 4,
        }  # fmt: skip
        assert all(item.text for item in known)


class TestFactory2018:
    def test_blocks_weigh_one_hundred_percent(self, book: LawBook) -> None:
        weights = {block.id: block.weight for block in book.pack("factory-2018").blocks}
        assert [weight.value for weight in weights.values() if weight] == [20, 15, 15, 10, 10, 30]
        assert [key for key, weight in weights.items() if weight and weight.mark is Mark.SECONDARY] == [
            "infrastructure"
        ]

    def test_has_twenty_five_second_level_rows(self, book: LawBook) -> None:
        rows = Counter(block for block, _ in {(item.block, item.level2) for item in book.pack("factory-2018").items})
        assert rows == {
            "infrastructure": 3,
            "management": 4,
            "input": 3,
            "product": 5,
            "emission": 5,
            "performance": 5,
        }

    def test_only_three_rows_have_known_points_so_it_cannot_score(self, book: LawBook) -> None:
        rows = [item for item in book.pack("factory-2018").items if not item.report_only]
        known = [item.points.value for item in rows if item.points and item.points.value is not None]
        assert known == [8, 6, 3]
        assert all(item.points is not None for item in rows)

    def test_annex_a_is_complete_and_unscored(self, book: LawBook) -> None:
        annex = [item for item in book.pack("factory-2018").items if item.report_only]
        numbers = [number for n in range(1, 13) for number in (("3a", "3b") if n == 3 else (str(n),))]
        assert [item.id for item in annex] == [f"A{number}" for number in numbers]
        assert all(item.points is not None and item.points.value is None for item in annex)
        per = {item.id: item.variants[0].per for item in annex if item.variants}
        assert per == {
            "A5": "pollutants", "A6": "products", "A7": "products", "A8": "materials",
            "A11": "products", "A12": "products", "A4": "materials",
        }  # fmt: skip

    def test_the_one_row_known_to_be_optional_says_so(self, book: LawBook) -> None:
        rows = [item for item in book.pack("factory-2018").items if item.mode.value == "optional"]
        assert [(item.id, item.mode.mark) for item in rows] == [("F6-04", Mark.SECONDARY)]

    def test_basic_requirements(self, book: LawBook) -> None:
        needs = book.pack("factory-2018").requirements
        assert [need.id for need in needs] == [f"B{n}" for n in range(1, 9)]
        assert {need.kind for need in needs} == {"veto"}


class TestFactory2025:
    def test_table_c1_has_fourteen_items_with_example_weights(self, book: LawBook) -> None:
        items = [item for item in book.pack("factory-2025").items if not item.report_only]
        assert [item.id for item in items] == [f"C1-{n:02d}" for n in range(1, 15)]
        assert [item.points.value for item in items if item.points] == [
            8,
            8,
            8,
            6,
            8,
            8,
            8,
            6,
            6,
            4,
            6,
            8,
            8,
            8,
        ]
        assert all("仅为示例" in item.points.note for item in items if item.points)
        assert [item.id for item in items if item.mode.value == "qualitative"] == ["C1-09", "C1-12", "C1-13"]

    def test_only_the_platform_functions_have_values_in_the_text(self, book: LawBook) -> None:
        items = [item for item in book.pack("factory-2025").items if not item.report_only]
        known = {item.id: (item.leading.value, item.baseline.value) for item in items if item.leading and item.baseline}
        assert known.pop("C1-04") == (8, 0)
        assert set(known.values()) == {(None, None)}

    def test_annex_b_is_complete_and_carries_no_points(self, book: LawBook) -> None:
        annex = [item for item in book.pack("factory-2025").items if item.report_only]
        assert [item.id for item in annex] == [f"B{n:02d}" for n in range(1, 28)]
        assert [item.clause for item in annex] == [f"B.{n}" for n in range(1, 28)]
        assert not [item.id for item in annex if item.points is not None]

    def test_equation_numbers_run_ahead_of_clauses_from_b24_on(self, book: LawBook) -> None:
        notes = {item.id: item.note for item in book.pack("factory-2025").items}
        for clause, equation in ((24, "B.24"), (24, "B.25"), (25, "B.26"), (26, "B.27"), (27, "B.28")):
            assert f"式（{equation}）" in notes[f"B{clause:02d}"]

    def test_a_limit_standard_gives_leading_and_baseline(self, book: LawBook) -> None:
        items = {item.id: item for item in book.pack("factory-2025").items}
        for item_id, stem in (("C1-01", "energy_limit"), ("C1-06", "water_quota")):
            first = items[item_id].variants[0]
            assert first.leading is not None
            assert first.baseline is not None
            assert (first.leading.value, first.baseline.value) == (
                f"products.{stem}_lead",
                f"products.{stem}_base",
            )

    def test_in_force_from_the_day_it_was_issued(self, book: LawBook) -> None:
        start = book.pack("factory-2025").in_force_from
        assert start is not None
        assert (start.value, start.mark) == ("2025-12-31", Mark.PUBLISHED)


class TestPlatform2026:
    def test_has_twenty_rows_from_a_mock_copy(self, book: LawBook) -> None:
        pack = book.pack("platform-2026")
        assert pack.authority == "mock"
        assert len(pack.items) == 20

    def test_no_value_of_the_mock_copy_is_settled(self, book: LawBook) -> None:
        for item in book.pack("platform-2026").items:
            for way in (item, *item.variants, *item.bands):
                for fact in (way.leading, way.baseline):
                    assert fact is None or not fact.settled, item.id

    def test_bands_by_yearly_energy(self, book: LawBook) -> None:
        row = next(item for item in book.pack("platform-2026").items if item.id == "R06")
        leads = {}
        for total in ("2999.99", "3000", "5000", "10000"):
            scope = Scope({"energy_total": Decimal(total)})
            fitting = [band for band in row.bands if compile_formula(band.when).value(scope)]
            assert len(fitting) == 1
            leads[total] = fitting[0].leading.value if fitting[0].leading else None
        assert leads == {
            "2999.99": Decimal("33.03"),
            "3000": Decimal("7.93"),
            "5000": Decimal("11.9"),
            "10000": Decimal("4.31"),
        }

    def test_products_are_weighted_by_energy_and_water_top_three(self, book: LawBook) -> None:
        rows = {item.id: item for item in book.pack("platform-2026").items}
        for row_id, rule in (("R04", "by_energy"), ("R09", "by_water")):
            row = rows[row_id]
            assert row.weighting is not None
            assert row.weighting_top is not None
            assert (row.weighting.value, row.weighting_top.value) == (rule, 3)

    def test_a_placeholder_of_the_wrong_sign_is_not_taken_over(self, book: LawBook) -> None:
        row = next(item for item in book.pack("platform-2026").items if item.id == "R09")
        values = {fact.value for way in row.variants for fact in (way.leading, way.baseline) if fact}
        assert values == {None}

    def test_sums_of_the_blocks_are_ours(self, book: LawBook) -> None:
        marks = {block.points.mark for block in book.pack("platform-2026").blocks if block.points}
        assert marks == {Mark.UNVERIFIED}

    def test_bonus_is_capped_at_five(self, book: LawBook) -> None:
        bonus = book.pack("platform-2026").bonus
        assert bonus is not None
        assert bonus.max.value == 5
        assert len(bonus.items) == 5
