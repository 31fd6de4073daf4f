"""A policy: one notice of one place and year (measures.md, section 4, names every parameter)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PositiveInt

from greenlist.engine.case import Kind
from greenlist.engine.facts import Fact

from .base import Cited, LawFile, Strict
from .lists import ListSource

PerKindBool = dict[Kind, Fact[bool]]


class Identity(Strict):
    """Which document this is."""

    province: Fact[str]
    city: Fact[str] | None = None
    year: Fact[int]
    doc_no: Fact[str]
    issue_date: Fact[date]
    issuer: Fact[str]
    level: Fact[Literal["national", "province", "city"]]
    parent_docs: Fact[list[str]]
    valid_from: Fact[date]
    valid_to: Fact[date]
    office: Fact[str]
    office_aliases: Fact[list[str]]
    list_name: Fact[str]
    list_aliases: Fact[list[str]]
    addressees: Fact[list[str]] | None = None  # as printed; each a recommending unit (REQ-01)


class StandardRule(Cited):
    """Which pack evaluates a kind: the industry's own standard where one is published, else `default`."""

    default: Fact[str]
    edition: Fact[str]
    industry_first: Fact[bool]
    industry_table: Fact[str]  # id of a table of the law: industry_standards, key_industries, chain_systems
    industry_pack: Fact[str]  # pack used for an industry whose own table is not loaded


class Evaluation(Strict):
    """Who evaluates, and what a score must be."""

    evaluation_mode: Fact[Literal["self", "third", "either", "both"]]
    report_required: dict[Literal["self", "third"], Fact[bool]]
    reevaluation_on_expiry_years: Fact[int]
    pass_mark: dict[Kind, Fact[Decimal]]
    na_policy: Fact[Literal["rescale", "zero", "full"]]
    ranking_score: dict[Kind, Fact[Literal["computed", "claimed"]]]
    declared_tolerance: Fact[Decimal]  # percent: stated against computed value
    by_report_year: Fact[int]  # evaluation year of the round


class IndustrialShare(Cited):
    """Share of industrial value added; the operator is law (> under 超过, >= under 达到)."""

    operator: Fact[Literal[">", ">="]]
    value: Fact[Decimal]
    denominator: Fact[str]


class Prerequisite(Strict):
    """What a unit must be or have before it may be recommended."""

    on_province_list: PerKindBool
    proposed_counts: Fact[bool] | None = None  # whether 拟认定 (under public notice) is on the list; None: not written
    on_city_list: PerKindBool
    in_cultivation_pool: PerKindBool
    energy_diagnosis_within_years: Fact[int]
    cleaner_production: Fact[bool]
    park_level: Fact[list[str]]
    park_industrial_share: IndustrialShare
    park_factory_plan: Fact[bool]
    park_units_inside: Fact[dict[str, int]]  # Guizhou: province 3 or national 1
    no_repeat_same_kind: Fact[bool]
    registered_and_producing_here: Fact[bool]


class Gate(Cited):
    """An eligibility rule of the notice for some kinds.

    `test` is a formula over fields (a file field is true when handed in); without one a person answers under
    the gate's id. `gate` False: reviewers' judgement or preference, shown and never blocking.
    """

    id: str
    kinds: list[Kind]
    name: str
    name_en: str = ""
    text: str
    gate: bool = True
    test: Fact[str] | None = None
    evidence: list[str] = Field(default_factory=list)


class ExclusionCondition(Cited):
    """One of the conditions under which a unit may not apply."""

    id: str
    name: str
    name_en: str = ""
    text: str
    type: Fact[Literal["state", "event"]]
    sub: list[str] = Field(default_factory=list)
    cleared_by: Fact[str] | None = None  # e.g. rectification_done, removal: a cleared record is no hit
    sources: Fact[list[str]] | None = None  # captures asked for, e.g. 信用中国 and 国家企业信用信息公示系统
    covers_tenants: Fact[bool] | None = None


class Exclusion(Strict):
    """The exclusion list and its open switches."""

    conditions: list[ExclusionCondition]
    window_years: Fact[int]
    window_anchor: Fact[Literal["application_date", "evaluation_year_end", "city_deadline"]]
    sources: Fact[list[str]]
    scope_park_members: Fact[bool]
    severity_floor: Fact[Literal["一般", "较大", "重大", "特别重大"]]
    effect: Fact[list[str]]
    capture_max_age_days: Fact[int]  # of captures, and of the lists units are screened against
    lists: Fact[list[str]] | None = None  # ids of list sources asked; None: every one that feeds a condition
    own_lists: list[ListSource] = Field(default_factory=list)  # sources of this place, beside tables/sources.yaml


class PriorityRule(Cited):
    """A reason to be recommended first; never points. `test` is a formula that is true or false."""

    id: str
    kinds: list[Kind]
    name: str
    name_en: str = ""
    text: str
    type: Literal["energy_level", "formula", "judgement"]
    test: Fact[str] | None = None


class RankingRule(Cited):
    """Order of eligible units of one kind: the keys in turn, each with its direction.

    `priority`, `score`, or a formula over fields as a declared tie-break.
    """

    keys: Fact[list[str]]


class EnergyRule(Strict):
    """How the energy level is decided (energy.md, section 7)."""

    benchmark_documents: Fact[list[str]]
    quota_levels_that_count: Fact[list[Literal["level1", "advanced_value"]]]
    reference_date: Fact[Literal["issue_date", "application_date", "evaluation_year_end"]]
    aggregation: Fact[Literal["ALL_MAIN", "MAIN_PRODUCT", "ENERGY_WEIGHTED", "ANY"]]
    aggregation_share: Fact[Decimal]  # percent, ENERGY_WEIGHTED only
    benchmark_corrections: Fact[bool]
    effect: Fact[Literal["priority", "condition"]]
    factor_set: Fact[str]
    electricity: Fact[Literal["当量", "等价"]]
    co2_factor_set: Fact[str]
    grid_scope: Fact[Literal["national", "province"]]
    grid_basis: Fact[str]
    grid_year: Fact[Literal["data_year", "latest_published"]]
    tolerance: Fact[Decimal]  # percent: claimed against recomputed


class Consult(Strict):
    """Consultation of departments (REQ-44)."""

    departments: Fact[list[str]]
    open_ended: Fact[bool]
    mandatory: Fact[bool]
    reply_form: Fact[str]
    silence_days: Fact[int]  # days after which silence has the meaning of `silence`; None: silence stays open
    silence: Fact[Literal["open", "no_objection"]]
    remind_days: Fact[list[int]]  # so many days before the reply is due
    link_days: Fact[int]  # how long a personal link may be opened


class Quota(Strict):
    """How many may be recommended; no minimum exists anywhere (宁缺毋滥)."""

    rule: Fact[Literal["none", "per_kind", "per_county", "park_maximum"]]
    per_kind: dict[Kind, Fact[int]]
    formula: Fact[str]
    park_maximum: Fact[int]
    minimum: Fact[int]


class Selection(Strict):
    """How an office decides on a list of units (REQ-07, REQ-08)."""

    four_eyes: Fact[bool]  # whoever prepares does not release


class ExpertReview(Cited):
    """The experts of the province: how many, how far apart, who must not; null: not written."""

    experts_per_case: Fact[int]
    most_cases: Fact[int]  # of one expert in a round, unless the expert's own limit is lower
    former_employer_years: Fact[int]  # so long an employer of before is a conflict
    first_phase: Fact[Literal["blind", "named"]]  # whether experts see each other's sheets before all are signed
    second_round: Fact[bool]  # conflicting cases go to further experts
    agree_within: Fact[Decimal]  # points of 100 between the highest and the lowest total: agreeing
    conflict_beyond: Fact[Decimal]  # more than so many points: conflicting; between the two: mixed
    anchor: Fact[bool]  # one case goes to all experts of a panel to show how they measure


class FraudConsequences(Cited):
    """What follows verified fraud or knowing concealment."""

    circular: Fact[bool]
    ban_years: Fact[int]
    earlier_reports: Fact[Literal["stand", "mark", "reopen"]]  # what becomes of applications that rest on earlier ones


class AgencyConditions(Cited):
    """The basic conditions of an agency as thresholds; null: the text sets none, or has not been seen."""

    legal_person: Fact[bool]
    fixed_office: Fact[bool]
    office_inside_province: Fact[bool]
    financial_rules: Fact[bool]
    trained_staff: Fact[bool]
    all_kinds: Fact[bool]  # able to evaluate every kind of the round
    min_mid_title: Fact[int]  # full-time staff with a middle title or above
    min_senior_ratio: Fact[Decimal]  # share of them with a senior title in one of `senior_fields`
    min_senior_count: Fact[int]
    senior_fields: Fact[list[str]]
    experience_years: Fact[int]  # a project of the last so many years
    clean_record_years: Fact[int]
    filing_valid_until: Fact[Literal["year_end", "one_year"]]  # of an accepted filing


class AgencyRelations(Cited):
    """What a relation between agency and applicant means; null: not written, so it is disclosed and decides nothing."""

    wrote_self_evaluation: Fact[Literal["forbid", "disclose"]]
    same_legal_rep: Fact[Literal["forbid", "disclose"]]
    shareholding: Fact[Literal["forbid", "disclose"]]
    staff_worked_there: Fact[Literal["forbid", "disclose"]]
    consulting: Fact[Literal["forbid", "disclose"]]
    consulting_years: Fact[int]
    same_address: Fact[Literal["forbid", "disclose"]]
    same_phone: Fact[Literal["forbid", "disclose"]]
    same_mail_domain: Fact[Literal["forbid", "disclose"]]


class EvaluationProcedure(Cited):
    """Minimums of the evaluation itself; null: not written."""

    min_team: Fact[int]
    min_site_days: Fact[int]
    leader_title: Fact[Literal["middle", "senior"]]
    reviewer_outside_team: Fact[bool]
    highlights_most: Fact[int]  # characters
    keep_years: Fact[int]


class ThirdParty(Strict):
    """Evaluation agencies."""

    step: Fact[bool]  # whether the round knows a third-party step at all
    conditions: Fact[list[str]]
    basic: AgencyConditions
    filing_required: Fact[bool]
    filing_before: Fact[str]
    cap: Fact[int]
    cap_unit: Fact[Literal["法人", "法定代表人", "incl_affiliates"]]
    cap_scope: Fact[Literal["national_year", "batch", "province"]]
    cap_counts: Fact[Literal["contract", "report", "recommendation"]]  # the event that makes a project count
    independence: Fact[bool]
    recusal: Fact[bool]
    relations: AgencyRelations
    procedure: EvaluationProcedure
    fraud_consequences: FraudConsequences


class Deadlines(Strict):
    """Dates of the round; a month-day text ("07-31") where the text fixes no year."""

    apply: Fact[date | str]
    city: Fact[date | str]
    province: Fact[date | str]
    ministry: Fact[date | str]
    dynamic: Fact[date | str]
    agency_report: Fact[date | str]


def _numbers_pages(text: str) -> str:
    unknown = set(re.findall(r"\{[^}]*\}", text)) - {"{page}", "{pages}", "{volume}", "{volumes}"}
    if unknown or (text and "{page}" not in text):
        raise ValueError("page_numbers holds {page}, and of other names only {pages}, {volume}, {volumes}")
    return text


PageNumbers = Annotated[str, AfterValidator(_numbers_pages)]


class Delivery(Strict):
    """What is handed in, where."""

    paper_copies: Fact[int]
    recipient: Fact[str]
    platform_url: Fact[str]
    file_format: Fact[str]
    extra_copies: Fact[int]
    merged_pdf: Fact[bool]
    package_order: Fact[
        list[Literal["letter", "table", "report", "forms", "checks", "consultation", "evidence", "receipt"]]
    ]
    max_package_mb: Fact[PositiveInt]  # of one merged file; larger ones are split
    page_numbers: Fact[PageNumbers]  # stamped on every page of a merged file; "" stamps nothing
    office_files: Fact[Literal["convert", "attach", "beside"]]  # pages, a file inside the PDF, a file of its own
    images_per_page: Fact[Literal[1, 2]]  # 2: pictures that lie across share a page
    pdfa: Fact[bool]  # whether a merged file says it is PDF/A where every part allows it


class EvidenceRule(Strict):
    """How large the files are that a unit may hand in, how many, of what type. The program has ceilings besides."""

    max_file_mb: Fact[PositiveInt]  # MB of 1024 * 1024 bytes, one file
    max_total_mb: Fact[PositiveInt]  # all files of one application
    max_files: Fact[PositiveInt]  # of one application
    types: Fact[list[Literal["pdf", "png", "jpg", "docx", "xlsx", "ofd"]]]


class SummaryColumn(Cited):
    """One column of the 推荐汇总表. `value` names what fills it (documents/summary lists the names)."""

    id: str
    title: str
    kinds: list[Kind]
    value: str
    width: int = 14  # no file is made by it any more; the pinned law of rounds says it
    numeric: bool = False
    derived: bool = False  # computed by the program, not stated by the unit


class Outputs(Strict):
    """Templates of what leaves the house."""

    summary_title: Fact[str]
    summary_columns: list[SummaryColumn]
    stamp_line: Fact[str]
    report_template: Fact[str]
    letter_template: Fact[str]


class Dynamic(Strict):
    """Upkeep after listing (measures.md 1.3)."""

    date: Fact[str]
    levels: Fact[list[str]]
    removal_rules: Fact[list[str]]
    immediate_rules: Fact[list[str]]
    change_rules: Fact[list[str]]
    review_cycle: Fact[int]
    bottom_percent: Fact[Decimal]
    bottom_years: Fact[int]


class Publicity(Strict):
    """Public notice and what happens to units not chosen."""

    days: Fact[int]
    channel: Fact[str]
    fallback_to_province_list: Fact[bool]
    day_kind: Fact[Literal["calendar", "working"]]
    first_day_counts: Fact[bool]  # whether the day of posting is the first day
    anonymous: Fact[Literal["refuse", "record"]]  # objections without a real name (办法 二十一 speaks of real names)
    handle_days: Fact[int]  # days to handle an objection


class Policy(LawFile):
    """One notice. Every value is a fact; a value null is open and has no silent default."""

    policy: str
    process: Fact[str]
    steps_off: Fact[list[str]]
    identity: Identity
    kinds: Fact[list[Kind]]
    standards: dict[Kind, StandardRule]
    evaluation: Evaluation
    prerequisite: Prerequisite
    gates: list[Gate]
    exclusion: Exclusion
    priority: list[PriorityRule]
    ranking: dict[Kind, RankingRule]
    energy: EnergyRule
    consult: Consult
    quota: Quota
    selection: Selection
    expert_review: ExpertReview
    third_party: ThirdParty
    deadlines: Deadlines
    delivery: Delivery
    evidence: EvidenceRule | None = None
    outputs: Outputs
    dynamic: Dynamic
    publicity: Publicity

    @property
    def id(self) -> str:
        """The name by which a round pins this policy."""
        return self.policy
