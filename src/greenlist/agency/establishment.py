"""The conditions on the agency itself: legal person, office, finance, training, kinds, record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from greenlist.engine.codes import normalise_uscc, uscc_problem
from greenlist.engine.messages import render
from greenlist.screening.names import name_key

from .answers import Known, answer
from .facts import Answer, Filed, Paper
from .names import is_branch
from .proofs import Proofs

KINDS = {"factory": "绿色工厂", "park": "绿色工业园区", "supply_chain": "绿色供应链管理企业"}
_SOLE_TRADER = "92"  # first characters of the code of a 个体工商户 (codes.md 4)
_LEVELS = ("壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "自治区", "省", "市")


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer with its words and papers."""

    answer: Answer
    found: str
    because: str
    papers: tuple[int, ...] = ()


def legal_person(filed: Filed, on: date) -> Finding:
    """A legal person of its own, by code and licence."""
    code = normalise_uscc(filed.uscc)
    if is_branch(filed.name):
        return Finding("not_met", "分支机构", f"“{filed.name}”是分支机构，不具有独立法人资格。")
    if code.startswith(_SOLE_TRADER):
        return Finding("not_met", "个体工商户", f"统一社会信用代码{code}是个体工商户的，不是法人。")
    problem = uscc_problem(code)
    if problem is not None:
        return Finding("undetermined", code or "未填代码", f"统一社会信用代码不能用：{render(problem)}")
    return _by_paper(filed, on, "licence", "营业执照或法人证书", found=code, stated=True)


def office(filed: Filed, on: date) -> Finding:
    """A fixed office: an address, and a title or lease in force."""
    return _by_paper(
        filed, on, "office", "产权证或租赁合同", found=filed.office_address or "未填办公地址",
        stated=bool(filed.office_address.strip()),
    )  # fmt: skip


def office_inside(filed: Filed, on: date, province: str) -> Finding:
    """An office inside the province (Taizhou 2022: 在浙江省内)."""
    if not filed.office_province.strip():
        return Finding("undetermined", "未填办公地址所在省份", "没有填写办公地址所在省份。")
    if _place(filed.office_province) != _place(province):
        return Finding("not_met", filed.office_province, f"办公地址在{filed.office_province}，不在{province}。")
    return _by_paper(filed, on, "office", "产权证或租赁合同", found=filed.office_province, stated=True)


def finance(filed: Filed, on: date) -> Finding:
    """Rules on finance, by the paper itself."""
    return _by_paper(filed, on, "finance", "财务管理制度", found=_said(filed.finance_note), stated=True)


def training(filed: Filed, on: date) -> Finding:
    """People who know procedure, policy and standards, by records of their training."""
    return _by_paper(filed, on, "training", "培训记录", found=_said(filed.training_note), stated=True)


def clean_record(filed: Filed, on: date) -> Finding:
    """A clean record, as the agency declares it and a paper shows."""
    if filed.clean_record is False:
        return Finding("not_met", "有记录", "机构自己填写近年有违法违规或不良信用记录。")
    if filed.clean_record is None:
        return Finding("undetermined", "未填", "没有填写近年有无违法违规和不良信用记录。")
    return _by_paper(filed, on, "record", "信用记录", found="填写无记录", stated=True)


def every_kind(filed: Filed, on: date, kinds: Sequence[str]) -> Finding:
    """Able to evaluate every kind of the round: it says so, and shows it by a paper or a proven evaluation of it."""
    own = "、".join(_kind(one) for one in kinds if one in filed.kinds)
    if not filed.kinds:
        return Finding("undetermined", "未填", "没有填写能评价的类型。")
    missing = [_kind(one) for one in kinds if one not in filed.kinds]
    if missing:
        return Finding("not_met", own or "无", f"未填报{'、'.join(missing)}的评价能力。")
    proofs = Proofs(filed, on)
    papers = {kind: _ability(proofs, kind) for kind in kinds}
    unproven = [_kind(kind) for kind, theirs in papers.items() if not theirs]
    if unproven:
        because = f"{'、'.join(unproven)}的评价能力证明{proofs.lacking('ability')}，也没有附证明的该类评价业绩。"
        return Finding("undetermined", own, because)
    return Finding("met", own, "各类型都有能力证明或附证明的评价业绩。", _ids(*papers.values()))


def _ability(proofs: Proofs, kind: str) -> tuple[Paper, ...]:
    done = [one for one in proofs.filed.projects if one.sort == "evaluation" and one.kind == kind]
    return (*proofs.of("ability"), *(paper for one in done for paper in proofs.of_project(one)))


def _by_paper(filed: Filed, on: date, purpose: str, paper: str, *, found: str, stated: bool) -> Finding:
    """Met where it is stated and a paper in force shows it; what is not stated or not shown is open."""
    proofs = Proofs(filed, on)
    theirs = proofs.of(purpose)
    known: Known = True if theirs and stated else None
    if not theirs:
        because = f"{paper}{proofs.lacking(purpose)}。"
    elif not stated:
        because = f"有{paper}，{found}。"
    else:
        because = f"有{paper}：{'、'.join(one.name for one in theirs)}。"
    return Finding(answer(known), found, because, _ids(theirs))


def _ids(*papers: Sequence[Paper]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one.id for some in papers for one in some))


def _said(note: str) -> str:
    return note.strip() or "未作说明"


def _kind(kind: str) -> str:
    return KINDS.get(kind, kind)


def _place(province: str) -> str:
    """A province without what it is: 吉林省 and 吉林."""
    key = name_key(province)
    return next((key.removesuffix(one) for one in _LEVELS if key.endswith(one) and len(key) > len(one) + 1), key)
