"""Every shipped policy, and the parameters that measures.md section 4 asks of the schema."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from policy_paths import at, facts_of

from greenlist.engine.case import Kind
from greenlist.engine.facts import Fact, Mark
from greenlist.engine.formula import compile_formula
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Policy

BOOK = LawBook()
POLICIES = BOOK.ids("policy")

# Row of the table in measures.md section 4 -> where the schema holds it. The key is the group and the
# back-ticked name, or the whole cell where the row names none.
WHERE = {
    "identity.province": "identity.province",
    "identity.year": "identity.year",
    "identity.doc_no": "identity.doc_no",
    "identity.issue_date": "identity.issue_date",
    "identity.issuer": "identity.issuer",
    "identity.parent_docs": "identity.parent_docs",
    "identity.level": "identity.level",
    "identity.valid_from": "identity.valid_from",
    "identity.valid_to": "identity.valid_to",
    "identity.clause_map": "exclusion.window_years.clause",  # each fact carries its own clause
    "identity.office_aliases": "identity.office_aliases",
    "kinds.kinds": "kinds",
    "kinds.standard_rule": "standards.factory.default",
    "evaluation.evaluation_mode": "evaluation.evaluation_mode",
    "evaluation.report_required": "evaluation.report_required.self",
    "evaluation.reevaluation_on_expiry_years": "evaluation.reevaluation_on_expiry_years",
    "evaluation.pass_mark": "evaluation.pass_mark.factory",
    "prerequisite.on_province_list": "prerequisite.on_province_list.factory",
    "prerequisite.on_city_list": "prerequisite.on_city_list.factory",
    "prerequisite.in_cultivation_pool": "prerequisite.in_cultivation_pool.factory",
    "prerequisite.energy_diagnosis_within_years": "prerequisite.energy_diagnosis_within_years",
    "prerequisite.cleaner_production": "prerequisite.cleaner_production",
    "prerequisite.park_level": "prerequisite.park_level",
    "prerequisite.park_industrial_share": "prerequisite.park_industrial_share.value",
    "prerequisite.park_factory_plan": "prerequisite.park_factory_plan",
    "prerequisite.no_repeat_same_kind": "prerequisite.no_repeat_same_kind",
    "prerequisite.registered_and_producing_here": "prerequisite.registered_and_producing_here",
    "exclusion.conditions": "exclusion.conditions.NEG-1.type",
    "exclusion.window_years": "exclusion.window_years",
    "exclusion.window_anchor": "exclusion.window_anchor",
    "exclusion.sources": "exclusion.sources",
    "exclusion.scope_park_members": "exclusion.scope_park_members",
    "exclusion.severity_floor": "exclusion.severity_floor",
    "exclusion.effect": "exclusion.effect",
    "priority.ordered rules, each a test on indicators or tags, never points": "priority.REQ-40.test",
    "consult.departments": "consult.departments",
    "consult.open_ended": "consult.open_ended",
    "consult.mandatory": "consult.mandatory",
    "consult.reply_form": "consult.reply_form",
    "quota.none / per kind / formula per county / park maximum": "quota.rule",
    "third_party.conditions": "third_party.conditions",
    "third_party.filing_required": "third_party.filing_required",
    "third_party.filing_before": "third_party.filing_before",
    "third_party.cap": "third_party.cap",
    "third_party.cap_unit": "third_party.cap_unit",
    "third_party.cap_scope": "third_party.cap_scope",
    "third_party.independence": "third_party.independence",
    "third_party.recusal": "third_party.recusal",
    "third_party.fraud_consequences": "third_party.fraud_consequences.ban_years",
    "deadlines.apply": "deadlines.apply",
    "deadlines.city": "deadlines.city",
    "deadlines.province": "deadlines.province",
    "deadlines.ministry": "deadlines.ministry",
    "deadlines.dynamic": "deadlines.dynamic",
    "deadlines.agency_report": "deadlines.agency_report",
    "delivery.paper_copies": "delivery.paper_copies",
    "delivery.recipient": "delivery.recipient",
    "delivery.platform_url": "delivery.platform_url",
    "delivery.file_format": "delivery.file_format",
    "delivery.extra_copies": "delivery.extra_copies",
    "delivery.merged_pdf": "delivery.merged_pdf",
    "outputs.汇总表 template (title, columns, order, stamp line)": "outputs.summary_title",
    "outputs.report templates, 推荐文 template": "outputs.report_template",
    "dynamic.date": "dynamic.date",
    "dynamic.levels": "dynamic.levels",
    "dynamic.removal_rules": "dynamic.removal_rules",
    "dynamic.immediate_rules": "dynamic.immediate_rules",
    "dynamic.change_rules": "dynamic.change_rules",
    "dynamic.review_cycle": "dynamic.review_cycle",
    "dynamic.bottom_percent": "dynamic.bottom_percent",
    "dynamic.bottom_years": "dynamic.bottom_years",
    "publicity.days": "publicity.days",
    "publicity.channel": "publicity.channel",
    "publicity.fallback_to_province_list": "publicity.fallback_to_province_list",
}


def parameters(text: str) -> list[str]:
    """group.parameter of every row of the table in section 4 of measures.md."""
    section = text.split("## 4. Parameters of a policy file", 1)[1].split("\n## ", 1)[0]
    found: list[str] = []
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) != 4 or cells[0] in {"Group", ""} or set(cells[0]) <= {"-"}:
            continue
        names = re.findall(r"`([a-z_]+)`", cells[1]) or [cells[1]]
        found += [f"{cells[0]}.{name}" for name in names]
    return found


def test_each_parameter_of_the_measures_has_its_place_in_the_schema(shared: Path) -> None:
    rows = parameters((shared / "domain" / "measures.md").read_text(encoding="utf-8"))
    assert sorted(rows) == sorted(WHERE)


@pytest.mark.parametrize("parameter", WHERE)
def test_the_place_of_a_parameter_holds_a_fact(parameter: str) -> None:
    found = at(BOOK.policy("jilin-2024"), WHERE[parameter])
    assert isinstance(found, (Fact, str))
    assert found if isinstance(found, str) else found.source


@pytest.mark.parametrize("policy_id", POLICIES)
class TestEveryPolicy:
    def test_says_why_a_value_is_open(self, policy_id: str) -> None:
        open_facts = [fact for fact in facts_of(BOOK.policy(policy_id)) if fact.value is None]
        assert [fact.id for fact in open_facts if not fact.note] == []

    def test_cites_only_documents_it_names(self, policy_id: str) -> None:
        policy = BOOK.policy(policy_id)
        assert {fact.source for fact in facts_of(policy)} <= set(policy.sources)

    def test_tests_are_formulas_over_fields(self, policy_id: str) -> None:
        policy = BOOK.policy(policy_id)
        fields = {row["id"] for row in BOOK.table("fields").rows}
        tests = [entry.test.value for entry in (*policy.gates, *policy.priority) if entry.test is not None]
        keys = [key for rule in policy.ranking.values() for key in rule.keys.value or []]
        texts = tests + [key.removeprefix("-") for key in keys if key not in {"priority", "score"}]
        used = {ref.name for text in texts for ref in compile_formula(str(text)).refs}
        assert used <= fields

    def test_formula_rules_have_a_test_and_judgements_none(self, policy_id: str) -> None:
        for rule in BOOK.policy(policy_id).priority:
            assert (rule.test is not None) == (rule.type == "formula"), rule.id

    def test_ranks_and_evaluates_every_kind_of_its_round(self, policy_id: str) -> None:
        policy = BOOK.policy(policy_id)
        for kind in policy.kinds.value or list(Kind):
            assert policy.standards[kind].default.value in BOOK.ids("pack")
            assert policy.ranking[kind].keys.value
            table = policy.standards[kind].industry_table.value
            assert not table or table in BOOK.table_ids()

    def test_switches_off_only_steps_of_its_process(self, policy_id: str) -> None:
        policy = BOOK.policy(policy_id)
        steps = {state.step for state in BOOK.process(str(policy.process.value)).states}
        assert set(policy.steps_off.value or []) <= steps


def test_the_shipped_law_covers_ten_places() -> None:
    places = {at(BOOK.policy(name), "identity.province").value for name in POLICIES}
    assert len(places - {"全国"}) >= 10


def test_summary_columns_are_the_working_set_and_unverified(shared: Path) -> None:
    text = (shared / "domain" / "forms.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| [^|]+ \| (all|factory|park|supply chain) \|", text, re.MULTILINE)
    columns = BOOK.policy("cn-2024").outputs.summary_columns
    kinds = {
        "all": set(Kind),
        "factory": {Kind.FACTORY},
        "park": {Kind.PARK},
        "supply chain": {Kind.SUPPLY_CHAIN},
    }
    assert [set(column.kinds) for column in columns] == [kinds[kind] for _, kind in rows]
    assert {column.mark for column in columns} == {Mark.UNVERIFIED}


# What each variant changes (measures.md 3.2 and section 2): policy, path, value, mark.
VARIANTS = [
    ("cn-2025", "kinds", [Kind.FACTORY, Kind.PARK], "published"),
    ("cn-2025", "third_party.step", False, "published"),
    ("cn-2025", "steps_off", ["third_party"], "published"),
    ("cn-2025", "evaluation.evaluation_mode", "self", "published"),
    ("cn-2025", "standards.factory.industry_table", "key_industries", "unverified"),
    ("cn-2025", "dynamic.bottom_percent", Decimal(5), "secondary"),
    ("cn-2025", "dynamic.bottom_years", 3, "secondary"),
    ("cn-2025", "deadlines.ministry", None, "unverified"),
    ("cn-2024", "third_party.cap", 15, "published"),
    ("cn-2024", "deadlines.ministry", "07-31", "published"),
    ("heilongjiang-2024", "dynamic.date", "03-30", "secondary"),
    ("fujian-2025", "delivery.paper_copies", 2, "published"),
    ("fujian-2025", "deadlines.city", date(2025, 3, 20), "published"),
    ("guangdong-2026", "prerequisite.registered_and_producing_here", True, "secondary"),
    ("guangdong-2026", "deadlines.city", date(2026, 6, 30), "secondary"),
    ("jiangsu-2024", "exclusion.sources", ["信用中国", "国家企业信用信息公示系统", "信用江苏"], "published"),
    ("shandong-2024", "evaluation.reevaluation_on_expiry_years", 3, "published"),
    ("wuhan-2025", "prerequisite.no_repeat_same_kind", True, "published"),
    ("wuhan-2025", "delivery.merged_pdf", True, "published"),
    ("hebei-qinhuangdao", "prerequisite.park_industrial_share.operator", ">=", "published"),
    ("hebei-qinhuangdao", "evaluation.evaluation_mode", "both", "published"),
    ("hebei-qinhuangdao", "identity.year", None, "published"),
    ("chongqing-2023", "third_party.cap_unit", "法人", "published"),
    ("chongqing-2023", "third_party.cap_scope", "batch", "published"),
    ("chongqing-2023", "evaluation.report_required.self", False, "unverified"),
    ("guangzhou-2025", "prerequisite.cleaner_production", True, "published"),
    ("henan-2025", "publicity.fallback_to_province_list", True, "published"),
    ("guizhou", "prerequisite.park_units_inside", {"province": 3, "national": 1}, "published"),
    ("liaocheng-2023", "third_party.cap_unit", "incl_affiliates", "published"),
    ("liaocheng-2023", "quota.park_maximum", 1, "published"),
]


@pytest.mark.parametrize(("policy_id", "path", "value", "mark"), VARIANTS)
def test_a_place_and_year_is_a_file(policy_id: str, path: str, value: object, mark: str) -> None:
    fact = at(BOOK.policy(policy_id), path)
    assert (fact.value, fact.mark) == (value, Mark(mark))


def test_a_variant_keeps_what_it_does_not_say() -> None:
    fujian: Policy = BOOK.policy("fujian-2025")
    assert fujian.exclusion.window_years.value == 3
    assert fujian.exclusion.window_years.source == "m13"
