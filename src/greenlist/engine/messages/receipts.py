"""Sentences of `greenlist verify`: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "receipt.not_one": (
        "{file} 不是提交回执；请用回执页上“下载回执”得到的 JSON 文件",
        "{file} is no receipt of a submission; use the JSON file that the receipt page offers",
    ),
    "receipt.heading": (
        "回执 {number}：{unit}，第 {version} 次提交，{at}",
        "receipt {number}: {unit}, version {version}, handed in {at}",
    ),
    "receipt.digest_ok": ("回执内容与摘要一致", "the receipt is as it was when its digest was made"),
    "receipt.digest_bad": (
        "回执内容与摘要不一致：回执被改动过，不能采信",
        "the receipt does not fit its digest: it was changed and proves nothing",
    ),
    "receipt.signature_ok": ("签名有效", "the signature is valid"),
    "receipt.signature_bad": ("签名无效：不是这把钥匙签的，或内容被改动过", "the signature is not valid"),
    "receipt.sm2_ok": ("国密 SM2 副签有效", "the SM2 countersignature is valid"),
    "receipt.sm2_bad": ("国密 SM2 副签无效或缺失", "the SM2 countersignature is not valid, or missing"),
    "receipt.key_ok": ("签名的公钥就是给出的公钥", "it was signed with the key you gave"),
    "receipt.key_bad": (
        "签名的公钥（指纹 {fingerprint}）不是给出的公钥：不是那台服务器出具的",
        "it was signed with another key (fingerprint {fingerprint}): not by the server whose key you gave",
    ),
    "receipt.key_unread": (
        "读不懂给出的公钥 {key}；可以给 PEM 文件、公钥文本或 64 位指纹",
        "the key {key} cannot be read; give a PEM file, the key's text or its fingerprint of 64 digits",
    ),
    "receipt.key_not_given": (
        "没有给出公钥，只核对了回执自身；请与服务器公布的公钥指纹比对：{fingerprint}",
        "no key was given, so the receipt vouches for itself; compare the fingerprint with the one the server "
        "publishes: {fingerprint}",
    ),
    "receipt.data_ok": ("{file} 就是提交时的数据", "{file} is the data as handed in"),
    "receipt.data_bad": (
        "{file} 不是提交时的数据，或被改动过",
        "{file} is not the data as handed in, or was changed",
    ),
    "receipt.data_unread": ("{file} 读不出来，应为 JSON 文件", "{file} cannot be read; it should be a JSON file"),
    "receipt.no_folder": ("{folder} 不是文件夹", "{folder} is no folder"),
    "receipt.file_ok": ("{file} 与提交时相同", "{file} is as handed in"),
    "receipt.file_renamed": ("{file} 与提交时相同（现名 {now}）", "{file} is as handed in (now named {now})"),
    "receipt.file_changed": ("{file} 与提交时不同", "{file} differs from what was handed in"),
    "receipt.file_missing": ("{file} 不在文件夹里", "{file} is not in the folder"),
    "receipt.verified": ("核对通过", "verified"),
    "receipt.refused": ("核对没有通过：{count} 项不符", "not verified: {count} points do not fit"),
}
