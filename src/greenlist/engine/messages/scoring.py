"""Sentences about indicators and scores: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "scoring.missing_inputs": ("缺少数据：{names}，请补填", "missing: {names}; please fill in"),
    "scoring.no_rows": ("没有可供汇总的行：{formula}", "no rows to run over: {formula}"),
    "scoring.no_result": ("分母为零，算不出结果：{formula}", "the denominator is zero: {formula}"),
    "scoring.wrong_type": ("公式里的数据类型不对：{formula}", "an input of {formula} is not a number"),
}
