"""The golden cases of tests/cases/agencies in the words of an official, as facts of the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from greenlist.agency.facts import Body, ElsewhereFiled, Filed, Paper, Project, Staff, Title
from greenlist.engine.yamlfile import load_yaml

CASES = Path(__file__).resolve().parents[1] / "cases" / "agencies"
DROP = "删除"
OPEN = "未定"
KINDS = {"绿色工厂": "factory", "绿色工业园区": "park", "绿色供应链管理企业": "supply_chain"}
TITLES: dict[str, Title] = {"无": "none", "初级": "junior", "中级": "middle", "高级": "senior"}
FIELDS = {"能源": "energy", "环境": "environment", "生态": "ecology", "系统评价": "systems", "其他": "other"}
PURPOSES = {
    "营业执照": "licence", "办公场所": "office", "财务制度": "finance", "职称": "title", "社保": "insurance",
    "培训": "training", "业绩": "project", "能力": "ability", "信用": "record",
}  # fmt: skip
SORTS = {"评价": "evaluation", "评审": "review", "课题": "research", "标准": "standard", "政策": "policy"}
LEVELS = {"国家级": "national", "省级": "provincial", "其他": "other"}
YES = {True: True, False: False, "是": True, "否": False, "有": False, "无": True}


def read(name: str) -> Any:
    data, _ = load_yaml((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


BASE = read("底稿")["底稿"]


def filed(entry: Mapping[str, Any]) -> Filed:
    """The base agency with the changes of a case."""
    body = _changed(BASE["机构"], entry.get("机构", {}))
    return Filed(
        name=body["名称"],
        uscc=str(body["代码"]),
        legal_rep=body["法定代表人"],
        kinds=frozenset(KINDS[one] for one in body["评价类型"]),
        office_address=body.get("办公地址", ""),
        office_province=body.get("办公省份", ""),
        clean_record=YES.get(body.get("信用记录")),
        staff=tuple(_staff(place, one) for place, one in enumerate(_people(entry.get("人员", {})), 1)),
        projects=tuple(_project(place, one) for place, one in enumerate(entry.get("业绩", BASE["业绩"]), 1)),
        papers=tuple(_papers(_changed(BASE["证明"], entry.get("证明", {})))),
    )


def elsewhere(entry: Mapping[str, Any]) -> list[ElsewhereFiled]:
    return [ElsewhereFiled(one["证件"], one["机构"], YES[one["专职"]]) for one in entry.get("别处", ())]


def body_of(data: Mapping[str, Any]) -> Body:
    return Body(
        key=data.get("编号", data["名称"]), name=data["名称"], uscc=str(data.get("代码", "")),
        legal_rep=data.get("法定代表人", ""), address=data.get("地址", ""), phone=str(data.get("电话", "")),
        email=data.get("邮箱", ""),
    )  # fmt: skip


def law_value(said: Any) -> Any:
    return None if said == OPEN else YES.get(said, said) if isinstance(said, str) else said


def with_values(rule: Any, values: Mapping[str, Any]) -> Any:
    """A part of the law with values of its facts changed."""
    facts = {key: getattr(rule, key).model_copy(update={"value": value}) for key, value in values.items()}
    return rule.model_copy(update=facts)


def _changed(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**base, **changes}.items() if value != DROP}


def _people(changes: Any) -> list[dict[str, Any]]:
    if changes == DROP:
        return []
    rows = {one["姓名"]: one for one in BASE["人员"]}
    rows |= {
        name: DROP if change == DROP else _changed(rows.get(name, {"姓名": name}), change)
        for name, change in changes.items()
    }
    return [one for one in rows.values() if one != DROP]


def _staff(place: int, data: Mapping[str, Any]) -> Staff:
    return Staff(
        id=place, name=data["姓名"], title=TITLES[data["职称"]], field=FIELDS.get(data.get("专业", ""), ""),
        identity=data.get("证件", ""), full_time=YES.get(data.get("专职")), insured_since=data.get("社保"),
        certificate_until=data.get("证书有效期至"), certificate=data.get("证书编号", ""),
    )  # fmt: skip


def _project(place: int, data: Mapping[str, Any]) -> Project:
    return Project(
        place, data["名称"], SORTS[data["类别"]], LEVELS[data["级别"]], KINDS.get(data.get("类型", ""), ""),
        data.get("完成"),
    )  # fmt: skip


def _papers(data: Mapping[str, Any]) -> Sequence[Paper]:
    """A paper of each purpose; that of a project is bound to the first one."""
    return [
        Paper(place, name, PURPOSES[name], project=1 if name == "业绩" else None, until=one.get("有效期至"))
        for place, (name, one) in enumerate(data.items(), 1)
    ]
