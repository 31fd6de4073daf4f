"""Which rule pack evaluates a unit, and that an industry with its own standard is told so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from greenlist.engine.evaluate import Evaluation, evaluate
from greenlist.engine.lawbook import LawBook
from round_law import law_with, sample

GENERAL = "所属行业未见已发布的行业标准"


def judged(book: LawBook, policy: str = "jilin-2024", name: str = "factory-03-food", **changes: Any) -> Evaluation:
    return evaluate(sample(book, name, **changes), book.policy(policy), book)


def doubts(found: Evaluation) -> list[str]:
    return [str(one.message) for one in found.findings if one.check == "PACK"]


@pytest.mark.requirement("REQ-20")
@pytest.mark.parametrize(
    ("industry4", "standard"),
    [("3011", "JC/T 2634-2021"), ("3484", "JB/T 14407-2023"), ("C3831", "JB/T 14407-2023"), ("2211", "QB/T 5976-2024")],
)
def test_the_standard_of_the_industry_goes_first(book: LawBook, industry4: str, standard: str) -> None:
    found = judged(book, unit={"industry4": industry4})
    assert found.pack.id == "factory-industry"
    assert standard in found.standard.industry_standard
    assert standard in str(found.standard.reason)
    assert found.score.total is None
    assert "官方指标表未载入" in str(found.score.reason)


@pytest.mark.requirement("REQ-20")
def test_a_standard_published_after_the_notice_is_not_yet_one(book: LawBook, tmp_path: Path) -> None:
    text = "identity: {issue_date: {value: 2024-03-01, mark: unverified}}\n"
    earlier = law_with(tmp_path, policy=text)
    assert judged(earlier, "trial", unit={"industry4": "2211"}).pack.id == "factory-2018"
    assert judged(book, unit={"industry4": "2211"}).pack.id == "factory-industry"


@pytest.mark.requirement("REQ-21")
def test_other_industries_get_the_general_standard(book: LawBook) -> None:
    found = judged(book)
    assert (found.pack.id, found.standard.industry_standard) == ("factory-2018", "")
    assert str(found.standard.reason).startswith(GENERAL)
    assert doubts(found) == []


@pytest.mark.requirement("REQ-20")
def test_a_standard_for_a_part_of_the_class_is_a_doubt(book: LawBook) -> None:
    found = judged(book, unit={"industry4": "3021"})
    assert "JC/T 2637-2021" in found.standard.industry_standard  # 302 as a whole goes before a part of 3021
    found = judged(book, unit={"industry4": "2621"})
    (doubt,) = doubts(judged(book, unit={"industry4": "1495"}))
    assert "QB/T 5979-2024" in doubt
    assert "请核对是否适用" in doubt
    assert found.pack.id == "factory-industry"


@pytest.mark.requirement("REQ-20")
def test_without_an_industry_code_the_general_standard_is_doubted(book: LawBook) -> None:
    found = judged(book, unit={"industry4": None})
    assert found.pack.id == "factory-2018"
    (doubt,) = doubts(found)
    assert "没有填写四位行业代码" in doubt


@pytest.mark.requirement("REQ-20")
def test_a_policy_without_a_pack_for_industries_says_so(tmp_path: Path) -> None:
    text = 'standards: {factory: {mark: unverified, industry_pack: {value: "", mark: unverified}}}\n'
    book = law_with(tmp_path, policy=text)
    found = judged(book, "trial", unit={"industry4": "3011"})
    assert found.pack.id == "factory-2018"
    assert "JC/T 2634-2021" in str(found.standard.reason)
    assert not str(found.standard.reason).startswith(GENERAL)
    (doubt,) = doubts(found)
    assert "JC/T 2634-2021" in doubt


class TestSupplyChains:
    @pytest.mark.requirement("REQ-36")
    @pytest.mark.parametrize(
        ("system", "pack"), [("汽车", "automobile"), ("电子电器", "electronics"), ("机械", "machinery")]
    )
    def test_the_system_of_the_industry(self, book: LawBook, system: str, pack: str) -> None:
        found = judged(book, name="chain-01-textile", values={"indicator_system": system})
        assert found.pack.id == f"supply-chain-{pack}"
        assert found.score.total is None

    @pytest.mark.requirement("REQ-36")
    def test_by_the_industry_code_where_the_system_is_not_stated(self, book: LawBook) -> None:
        found = judged(book, name="chain-01-textile", values={"indicator_system": None}, unit={"industry4": "3670"})
        assert found.pack.id == "supply-chain-automobile"

    @pytest.mark.requirement("REQ-37")
    def test_others_get_the_general_system(self, book: LawBook) -> None:
        found = judged(book, name="chain-01-textile")
        assert found.pack.id == "supply-chain"
        assert found.score.total is not None
        assert doubts(found) == []


@pytest.mark.requirement("REQ-25")
def test_a_park_has_one_standard(book: LawBook) -> None:
    found = judged(book, name="park-01-good")
    assert (found.pack.id, doubts(found)) == ("park-2023", [])


class TestKeyIndustries:
    """2025: 53 sub-industries with requirements of their own; the applicant names its own."""

    def test_a_named_sub_industry(self, book: LawBook) -> None:
        found = judged(book, "cn-2025", values={"sub_industry": "铁合金"})
        assert found.pack.id == "factory-industry"
        assert "铁合金" in found.standard.industry_standard

    def test_not_naming_any_is_a_doubt(self, book: LawBook) -> None:
        found = judged(book, "cn-2025")
        assert found.pack.id == "platform-2026"
        (doubt,) = doubts(found)
        assert "没有填写细分行业" in doubt
        assert "53" in doubt


class TestPinned:
    def test_a_pack_against_the_policy_is_a_finding(self, book: LawBook) -> None:
        found = judged(book, pack="factory-2025")
        assert found.pack.id == "factory-2025"
        (doubt,) = doubts(found)
        assert "factory-2025" in doubt
        assert "factory-2018" in doubt

    def test_the_general_pack_of_an_industry_with_its_own(self, book: LawBook) -> None:
        found = judged(book, pack="factory-2018", unit={"industry4": "3011"})
        (doubt,) = doubts(found)
        assert "factory-industry" in doubt
        assert "JC/T 2634-2021" in doubt

    def test_the_pack_of_the_policy_is_none(self, book: LawBook) -> None:
        assert doubts(judged(book, pack="factory-2018")) == []
