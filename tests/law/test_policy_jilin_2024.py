"""The Jilin notice, fact by fact: value, clause and mark (notice.md sections 2 and 3)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from policy_paths import at, facts_of

from greenlist.engine.case import Kind
from greenlist.engine.facts import Fact, Mark
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema.base import Cited

BOOK = LawBook()
JILIN = BOOK.policy("jilin-2024")
BOTH_SYSTEMS = ["信用中国", "国家企业信用信息公示系统"]


def fact(req: str, path: str, value: object, clause: str) -> Any:
    """One case, carrying its REQ for the requirements table."""
    return pytest.param(path, value, clause, marks=pytest.mark.requirement(req), id=f"{req}-{path}")


FACTS = [
    fact("REQ-02", "identity.parent_docs", ["绿色工厂梯度培育及管理暂行办法"], "前言"),
    fact("REQ-02", "identity.year", 2024, "前言"),
    fact("REQ-02", "identity.level", "national", "前言"),
    fact("REQ-03", "kinds", [Kind.FACTORY, Kind.PARK, Kind.SUPPLY_CHAIN], "一.1"),
    fact("REQ-05", "evaluation.evaluation_mode", "either", "一.1、三(一)"),
    fact("REQ-06", "outputs.report_template", "附件1《绿色制造第三方评价工作要求》所附模板", "一.1"),
    fact("REQ-08", "quota.minimum", 0, "一.1"),
    fact("REQ-09", "prerequisite.on_province_list.factory", True, "一.1"),
    fact("REQ-09", "prerequisite.on_province_list.park", True, "一.1"),
    fact("REQ-09", "prerequisite.on_province_list.supply_chain", True, "一.1"),
    fact("REQ-10", "exclusion.window_years", 3, "一.2"),
    fact("REQ-10", "exclusion.scope_park_members", True, "一.2"),
    fact("REQ-11", "exclusion.conditions.NEG-1.cleared_by", "removal", "一.2"),
    fact("REQ-14", "exclusion.sources", BOTH_SYSTEMS, "一.2"),
    fact("REQ-14", "exclusion.conditions.NEG-2a.sources", BOTH_SYSTEMS, "一.2"),
    fact("REQ-14", "exclusion.conditions.NEG-2b.sources", BOTH_SYSTEMS, "一.2"),
    fact("REQ-17", "exclusion.conditions.NEG-5.cleared_by", "rectification_done", "一.2"),
    fact("REQ-19", "exclusion.effect", ["apply"], "一.2"),
    fact("REQ-20", "standards.factory.industry_first", True, "二(一)"),
    fact("REQ-22", "energy.effect", "priority", "二(一)"),
    fact("REQ-23", "energy.quota_levels_that_count", ["level1", "advanced_value"], "二(一)"),
    fact("REQ-27", "prerequisite.park_industrial_share.operator", ">", "二(二)"),
    fact("REQ-27", "prerequisite.park_industrial_share.value", Decimal(50), "二(二)"),
    fact("REQ-30", "prerequisite.park_level", ["国家级", "省级"], "二(二)"),
    fact("REQ-31", "prerequisite.park_factory_plan", True, "二(二)"),
    fact("REQ-35", "gates.CE1.test", "legal_form in ('法人', '视同法人的独立核算单位')", "二(三)"),
    fact("REQ-36", "standards.supply_chain.industry_first", True, "二(三)"),
    fact("REQ-40", "priority.REQ-40.test", "epr_pilot", "二(三)"),
    fact("REQ-44", "consult.departments", ["生态环境", "应急管理", "市场监管"], "三(二)"),
    fact("REQ-44", "consult.open_ended", True, "三(二)"),
    fact("REQ-44", "consult.mandatory", True, "三(二)"),
    fact("REQ-45", "deadlines.city", date(2024, 8, 1), "三(二)"),
    fact("REQ-47", "delivery.paper_copies", 1, "三(二)"),
    fact("REQ-47", "delivery.recipient", "省工信厅资源节约综合利用处", "三(二)"),
    fact("REQ-48", "delivery.platform_url", "https://green.miit.gov.cn", "三(二)"),
    fact("REQ-50", "third_party.filing_required", True, "四"),
    fact("REQ-50", "third_party.filing_before", "开展国家级绿色制造项目评价", "四"),
    fact("REQ-54", "third_party.fraud_consequences.circular", True, "四"),
    fact("REQ-55", "third_party.fraud_consequences.ban_years", 3, "四"),
    fact("REQ-57", "outputs.summary_title", "2024年度绿色制造名单推荐汇总表", "附件"),
    fact("REQ-58", "identity.issuer", "吉林省工业和信息化厅", "落款"),
    fact("REQ-58", "identity.issue_date", date(2024, 7, 12), "落款"),
    fact("REQ-58", "identity.doc_no", "吉工信资源〔2024〕196号", "落款"),
]


@pytest.mark.parametrize(("path", "value", "clause"), FACTS)
def test_the_notice_fixes(path: str, value: object, clause: str) -> None:
    found = at(JILIN, path)
    assert (found.value, found.clause, found.mark, found.source) == (value, clause, Mark.PUBLISHED, "n196")


ENTRIES = [
    fact("REQ-11", "exclusion.conditions.NEG-1", "经营异常名单且未被移出", "一.2"),
    fact("REQ-12", "exclusion.conditions.NEG-2a", "安全（含网络安全、数据安全）、质量、环境污染等事故", "一.2"),
    fact("REQ-13", "exclusion.conditions.NEG-2b", "偷漏税等违法违规行为", "一.2"),
    fact("REQ-15", "exclusion.conditions.NEG-3", "被动态调整出绿色制造名单", "一.2"),
    fact("REQ-16", "exclusion.conditions.NEG-4", "国务院及有关部委", "一.2"),
    fact("REQ-17", "exclusion.conditions.NEG-5", "且未按要求完成整改", "一.2"),
    fact("REQ-18", "exclusion.conditions.NEG-6", "失信被执行人", "一.2"),
    fact("REQ-22", "priority.REQ-22", "标杆水平", "二(一)"),
    fact("REQ-23", "priority.REQ-23", "先进值或1级", "二(一)"),
    fact("REQ-24", "gates.PE0", "工业基础好", "二(二)"),
    fact("REQ-26", "gates.PE1", "产品制造和能源供给", "二(二)"),
    fact("REQ-28", "gates.PE3", "法定边界和范围", "二(二)"),
    fact("REQ-29", "gates.PE4", "统一管理机构", "二(二)"),
    fact("REQ-31", "gates.PE6", "园区绿色工厂培育计划", "二(二)"),
    fact("REQ-32", "gates.PE6b", "绿色工厂创建", "二(二)"),
    fact("REQ-33", "priority.REQ-33", "数量多、占比高", "二(二)"),
    fact("REQ-34", "gates.CE2", "链主企业", "二(三)"),
    fact("REQ-35", "gates.CE1", "视同法人的独立核算单位", "二(三)"),
    fact("REQ-38", "priority.REQ-38", "汽车、机械、电子、纺织、通信制造", "二(三)"),
    fact("REQ-39", "priority.REQ-39", "供应商中绿色工厂数量多", "二(三)"),
    fact("REQ-40", "priority.REQ-40", "生产者责任延伸试点", "二(三)"),
]


@pytest.mark.parametrize(("path", "words", "clause"), ENTRIES)
def test_the_notice_says(path: str, words: str, clause: str) -> None:
    entry = at(JILIN, path)
    assert words in entry.text
    assert (entry.clause, entry.mark, entry.source) == (clause, Mark.PUBLISHED, "n196")


@pytest.mark.requirement("REQ-01")
def test_changbaishan_and_meihekou_are_addressed_beside_the_prefectures() -> None:
    addressees = at(JILIN, "identity.addressees")
    assert {"长白山管委会经发局", "梅河口市工信局"} < set(addressees.value)
    assert (addressees.clause, addressees.mark) == ("文头", Mark.PUBLISHED)


@pytest.mark.requirement("REQ-10")
@pytest.mark.parametrize("condition", JILIN.exclusion.conditions, ids=lambda entry: entry.id)
def test_each_condition_covers_the_tenants_of_a_park(condition: Any) -> None:
    assert (condition.covers_tenants.value, condition.covers_tenants.mark) == (True, Mark.PUBLISHED)


@pytest.mark.parametrize("condition", ["NEG-1", "NEG-3", "NEG-4", "NEG-5", "NEG-6"])
def test_sources_that_the_notice_does_not_name_are_not_ascribed_to_it(condition: str) -> None:
    assert at(JILIN, f"exclusion.conditions.{condition}.sources").source != "n196"


def test_the_seven_conditions_in_their_order() -> None:
    ids = [condition.id for condition in JILIN.exclusion.conditions]
    assert ids == ["NEG-1", "NEG-2a", "NEG-2b", "NEG-3", "NEG-4", "NEG-5", "NEG-6"]


@pytest.mark.requirement("REQ-21")
def test_the_edition_of_the_general_standard_is_pinned_by_us_not_by_the_notice() -> None:
    default = at(JILIN, "standards.factory.default")
    assert (default.value, default.mark) == ("factory-2018", Mark.UNVERIFIED)
    assert (JILIN.standards[Kind.FACTORY].edition.value, JILIN.standards[Kind.FACTORY].mark) == (
        None,
        "published",
    )


@pytest.mark.parametrize(
    ("kind", "pack", "clause"),
    [
        pytest.param("park", "park-2023", "二(二)", marks=pytest.mark.requirement("REQ-25"), id="REQ-25"),
        pytest.param("supply_chain", "supply-chain", "二(三)", marks=pytest.mark.requirement("REQ-37"), id="REQ-37"),
    ],
)
def test_a_requirement_cited_without_year_is_pinned_by_us(kind: str, pack: str, clause: str) -> None:
    default = at(JILIN, f"standards.{kind}.default")
    assert (default.value, default.clause, default.mark) == (pack, clause, Mark.UNVERIFIED)
    rule = JILIN.standards[Kind(kind)]
    assert (rule.clause, rule.mark, rule.edition.value) == (clause, Mark.PUBLISHED, None)


@pytest.mark.requirement("REQ-22", "REQ-23", "REQ-33", "REQ-38", "REQ-39", "REQ-40")
def test_priorities_in_the_order_of_the_notice_and_judged_where_no_threshold_is_written() -> None:
    types = {rule.id: rule.type for rule in JILIN.priority}
    assert list(types) == ["REQ-22", "REQ-23", "REQ-33", "REQ-38", "REQ-39", "REQ-40"]
    assert {name for name, kind in types.items() if kind == "judgement"} == {"REQ-33", "REQ-38", "REQ-39"}


@pytest.mark.requirement("REQ-24", "REQ-34")
def test_judgements_of_quality_never_block() -> None:
    assert [gate.id for gate in JILIN.gates if not gate.gate and gate.source == "n196"] == ["CE2", "PE0"]


@pytest.mark.requirement("REQ-46", "REQ-49")
def test_what_hangs_on_an_attachment_that_is_not_at_hand() -> None:
    assert "附件1" in at(JILIN, "third_party.conditions").value[0]
    letter = at(JILIN, "outputs.letter_template")
    assert letter.value is None
    assert "汇总表" in letter.note


# notice.md section 3: not said by 196号, so null - whatever the 办法 or another place says.
SILENT = [
    "quota.rule", "quota.per_kind.factory", "quota.per_kind.park", "quota.per_kind.supply_chain",
    "quota.formula", "quota.park_maximum",
    "publicity.days",
    "evaluation.pass_mark.factory", "evaluation.pass_mark.park", "evaluation.pass_mark.supply_chain",
    "dynamic.date", "deadlines.dynamic",
    "delivery.extra_copies",
    "consult.reply_form",
    "deadlines.agency_report",
    "exclusion.window_anchor",
    "standards.factory.edition",
    "exclusion.severity_floor",
    "prerequisite.park_industrial_share.denominator", "prerequisite.park_units_inside",
]  # fmt: skip


@pytest.mark.parametrize("path", SILENT)
def test_what_the_notice_does_not_say_stays_open(path: str) -> None:
    found = at(JILIN, path)
    assert isinstance(found, Fact)
    assert found.value is None
    assert (found.source, found.mark) == ("n196", Mark.PUBLISHED)


def test_there_is_no_county_level_in_the_round() -> None:
    assert not [fact.id for fact in facts_of(JILIN) if "县" in str(fact.value)]


@pytest.mark.requirement("REQ-45")
def test_the_city_date_may_lie_after_the_national_date() -> None:
    assert at(JILIN, "deadlines.city").value > date(2024, 7, 31)
    assert at(JILIN, "deadlines.ministry").value == "07-31"
    assert at(JILIN, "deadlines.ministry").source == "m13"


def test_the_cap_on_agencies_is_the_nations_and_not_the_notices() -> None:
    rule = JILIN.third_party
    assert (rule.cap.value, rule.cap_unit.value, rule.cap_scope.value) == (15, "法定代表人", "national_year")
    assert {one.source for one in (rule.cap, rule.cap_unit, rule.cap_scope)} == {"m13"}


@pytest.mark.requirement("REQ-47")
def test_the_office_has_one_name_and_its_three_spellings() -> None:
    assert at(JILIN, "identity.office").value == "省工信厅资源节约综合利用处"
    assert at(JILIN, "identity.office_aliases").value == [
        "资源节约综合利用处",
        "资源节约与综合利用处",
        "资源处",
    ]
    assert at(JILIN, "identity.list_aliases").value == ["国家绿色制造名单", "绿色制造名单"]


def entries_of(value: Any) -> list[Cited]:
    """Gates, conditions, rules: whatever carries a citation of its own."""
    lists = (value.gates, value.exclusion.conditions, value.priority)
    rules = (*value.ranking.values(), *value.standards.values(), value.prerequisite.park_industrial_share)
    return [*(entry for entries in lists for entry in entries), *rules]


def test_every_requirement_of_the_notice_has_its_place() -> None:
    notes = " ".join([*(fact.note for fact in facts_of(JILIN)), *(entry.note for entry in entries_of(JILIN))])
    wanted = [row["id"] for row in BOOK.table("requirements_jilin_2024").rows]
    assert len(wanted) == 58
    missing = [req for req in wanted if req not in notes]
    assert missing == []


def test_each_citation_of_the_notice_names_a_clause_unless_it_says_the_notice_is_silent() -> None:
    bare = [fact.id for fact in facts_of(JILIN) if fact.source == "n196" and not fact.clause and fact.value is not None]
    assert bare == []
