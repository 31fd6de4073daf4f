"""Sentences about codes and consistency checks: code -> (Chinese, English).

The sentences of the numbered checks stand in the table `checks` of the law, in both languages;
`checks.finding` carries them. Here are those that code speaks.
"""

TEXTS: dict[str, tuple[str, str]] = {
    # Both languages travel in the message; the ":.0" prints nothing of the one that was not asked for.
    "checks.finding": ("{zh}{en:.0}", "{zh:.0}{en}"),
    "checks.uscc_empty": (
        "统一社会信用代码为空，请按营业执照填写 18 位代码",
        "the unified social credit code is empty; enter the 18 characters of the business licence",
    ),
    "checks.uscc_length": (
        "统一社会信用代码 {text} 有 {length} 位，应为 18 位，请对照营业执照核对",
        "the code {text} has {length} characters instead of 18; compare it with the business licence",
    ),
    "checks.uscc_character": (
        (
            "统一社会信用代码 {text} 第 {position} 位“{character}”不是允许的字符（不使用 I、O、Z、S、V），"
            "请对照营业执照核对"
        ),
        (
            "character {position} of {text}, {character}, is not allowed (no I, O, Z, S, V); "
            "compare it with the business licence"
        ),
    ),
    "checks.uscc_character_guess": (
        ("统一社会信用代码 {text} 第 {position} 位“{character}”不是允许的字符，是否应为 {guess}？请对照营业执照改正"),
        (
            "character {position} of {text}, {character}, is not allowed; is {guess} meant? "
            "Correct it from the business licence"
        ),
    ),
    "checks.uscc_check": (
        "统一社会信用代码 {text} 的校验位是“{found}”，按 GB 32100 计算应为“{expected}”，请对照营业执照核对",
        ("the check character of {text} is {found}, GB 32100 gives {expected}; compare it with the business licence"),
    ),
    "checks.uscc_class": (
        "统一社会信用代码 {text} 的前两位“{start}”不是已知的登记部门和机构类别，请对照证照核对",
        "{text} begins with {start}, no registration class known here; compare it with the certificate",
    ),
    "checks.uscc_inner": (
        (
            "统一社会信用代码 {text} 第 17 位是“{found}”，按 GB 11714 计算应为“{expected}”；"
            "个别新发代码不满足此项，请对照证照确认"
        ),
        (
            "character 17 of {text} is {found}, GB 11714 gives {expected}; some newer codes fail this, "
            "confirm it from the certificate"
        ),
    ),
    "checks.industry_shape": (
        "行业代码“{text}”应为 GB/T 4754 的四位数字（前面可带门类字母），请按统计登记填写",
        (
            "{text} is not a four-digit code of GB/T 4754 (a section letter may stand before it); "
            "enter the code of the statistical registration"
        ),
    ),
    "checks.industry_letter": (
        "行业代码“{text}”的门类字母 {letter} 与大类 {division} 不一致，请核对",
        "the section letter {letter} of {text} does not go with the division {division}; check the code",
    ),
    "checks.industry_division": (
        "行业代码“{text}”的大类 {division} 不在 GB/T 4754 中，请按统计登记填写",
        ("the division {division} of {text} is not in GB/T 4754; enter the code of the statistical registration"),
    ),
}
