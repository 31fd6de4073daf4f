"""docs/access.md from the permission matrix that the tests hold the site to (tests/access/matrix.csv).

python tools/access.py            write it
python tools/access.py --check    fail where it is out of date
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
MATRIX = CHECKOUT / "tests" / "access" / "matrix.csv"
PAGE = CHECKOUT / "docs" / "access.md"
PERSONAS = {
    "anonymous": "未登录", "newcomer": "无身份", "owner": "本单位填报人", "colleague": "本单位同事",
    "signatory": "本单位负责人", "outsider": "同市他单位", "farther": "他市单位", "parkeditor": "园区填报人",
    "evaluator": "评价机构评价员", "agencyreviewer": "评价机构复核人", "agencyhead": "评价机构负责人",
    "otherevaluator": "另一评价机构", "city": "本市经办", "cityapprover": "本市审批", "othercity": "他市经办",
    "department": "征求意见部门", "province": "省级经办", "provinceapprover": "省级审批", "expert": "专家",
    "system": "系统管理员", "security": "安全管理员", "audit": "审计管理员",
}  # fmt: skip
WORDS = {
    "ok": "打开 page", "go": "转到另一页 sent on", "act": "可办理 may act", "login": "要求登录 sign in",
    "401": "须先登录 401", "403": "说明不能办理 403", "404": "查无此页 404", "405": "无此操作 405",
    "410": "已经结束 410",
}  # fmt: skip
CASES = {
    "-": "", "draft": "草稿", "submitted": "已提交", "returned": "已退回", "engaged": "评价机构评价中",
    "park": "园区草稿", "late": "本单位的，办到最后", "checked": "已受理", "selected": "已遴选", "blocked": "已中止",
    "no verdict": "还没有认定", "sent": "已发出", "preparing": "拟定中", "proposed": "待审批", "released": "已发布",
    "up": "省推荐到部", "recommended": "已推荐到省", "other department": "别的部门的", "other expert": "别的专家的",
    "own": "本人的", "signed": "本人已签字", "conflict": "本人须回避", "forming": "组建中", "scoring": "评审中",
    "open": "公示中", "corrected": "有待发布的更正", "over": "公示期满", "received": "收到", "accepted": "已受理",
    "hearing": "已告知单位", "decided": "已决定", "proof": "反映人的材料", "answer": "单位的材料",
    "matching": "核对中", "applied": "已入册", "unknown": "没有这个链接",
    "revoked": "已撤回", "asked": "经办人提出撤回", "doubted": "审批人提出撤回", "replaced": "已被更正",
    "abroad": "全国的轮次", "waiting": "还没有启用或生成", "approver's": "审批人上传的", "active": "在用",
    "unknown kind": "没有这种文件", "city's": "本市的", "province's": "省厅的", "neighbour's": "同市他单位的",
    "ended": "已停用",
}  # fmt: skip
ACTS = {
    "refresh": "刷新", "propose": "提交审批", "quota": "填名额", "drop": "撤销", "send_back": "退回", "decide": "决定",
    "accept": "受理", "refuse": "不予受理", "hear": "告知单位", "check": "核对", "release-all": "没有的操作",
    "post": "办理", "draft": "看草稿", "table": "汇总表", "journal": "操作日志", "other": "没有的部分",
}  # fmt: skip
HEAD = """# 谁能做什么 / Who may do what

由 `tools/access.py` 从 `tests/access/matrix.csv` 生成，不要手改。每个网址、每种身份、每种状态都经测试逐一核对。
Made by `tools/access.py` from `tests/access/matrix.csv`, to which the tests hold every address. Do not edit.

`GET` 看，`POST` 办理（空表单，只看准不准，不看填得对不对）。看不到的一律 404。
`GET` reads, `POST` acts (an empty form: whether it is open to them, not how it is filled in). What is not seen is 404.

| 网址 address | 情形 case | 方法 | 结果 outcome |
|---|---|---|---|
"""


def page() -> str:
    """The guide as it should be."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return HEAD + "".join(_line(row) for row in csv.DictReader(file))


def _line(row: dict[str, str]) -> str:
    groups: dict[str, list[str]] = {}
    for key, name in PERSONAS.items():
        groups.setdefault(row[key], []).append(name)
    ordered = sorted(groups.items(), key=lambda one: list(WORDS).index(one[0]) if one[0] in WORDS else 99)
    most = max(groups, key=lambda word: len(groups[word]))
    said = [
        f"**{WORDS.get(word, word)}**：{'其余' if word == most and len(groups) > 1 else _all(names)}"
        for word, names in ordered
    ]
    return f"| `{row['name']}` | {_case(row['case'])} | {row['method']} | {'；'.join(said)} |\n"


def _case(words: str) -> str:
    """A state, or a state and what is done in it."""
    if words in CASES:
        return CASES[words]
    state, _blank, act = words.partition(" ")
    return f"{CASES[state]}，{ACTS[act]}"


def _all(names: list[str]) -> str:
    return "所有人" if len(names) == len(PERSONAS) else "、".join(names)


def main() -> int:
    """Write or compare."""
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page():
        return 0
    print("docs/access.md is out of date: run `make docs`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
