"""Sentences about files handed in: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "input.unit_unknown": ("不认识的单位“{unit}”", "{unit} is not a unit known here"),
    "input.unit_unfit": ("单位 {unit} 不能换算成 {expected}", "{unit} does not convert to {expected}"),
}
