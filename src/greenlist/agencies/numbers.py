"""Numbers of accepted filings: 吉绿评备〔2024〕001号. The form is ours: no text prescribes one."""

from __future__ import annotations

import re

from .models import Filing

# One character for each province (GB/T 2260, first two digits), as on every licence plate.
SHORT = {
    "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "蒙", "21": "辽", "22": "吉", "23": "黑", "31": "沪",
    "32": "苏", "33": "浙", "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫", "42": "鄂", "43": "湘",
    "44": "粤", "45": "桂", "46": "琼", "50": "渝", "51": "川", "52": "黔", "53": "滇", "54": "藏", "61": "陕",
    "62": "甘", "63": "青", "64": "宁", "65": "新",
}  # fmt: skip


def next_number(filing: Filing) -> str:
    """The next free number of the province and year. Call it with the row of the province locked."""
    code = filing.jurisdiction.code
    head = f"{SHORT.get(code[:2], filing.jurisdiction.name)}绿评备〔{filing.year}〕"
    given = Filing.objects.filter(jurisdiction=filing.jurisdiction, number__startswith=head)
    last = max((_counted(one) for one in given.values_list("number", flat=True)), default=0)
    return f"{head}{last + 1:03d}号"


def _counted(number: str) -> int:
    found = re.search(r"〕(\d+)号", number)
    return int(found[1]) if found else 0
