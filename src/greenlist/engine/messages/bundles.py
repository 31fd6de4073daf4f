"""Sentences of `greenlist bundle`: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "bundle.exported": (
        "已写出 {file}：{applications} 份申报，{files} 个文件；签名公钥指纹 {fingerprint}",
        "{file} written: {applications} applications, {files} files; signed with key {fingerprint}",
    ),
    "bundle.no_round": (
        "没有轮次“{round}”；现有：{known}",
        "there is no round {round}; there are: {known}",
    ),
    "bundle.no_office": (
        "没有主管部门“{office}”；现有：{known}",
        "there is no authority {office}; there are: {known}",
    ),
    "bundle.cannot_write": ("写不了 {file}：{reason}", "{file} cannot be written: {reason}"),
    "bundle.heading": (
        "{office} · {round} · {made_at}：{applications} 份申报，{files} 个文件",
        "{office} · {round} · {made_at}: {applications} applications, {files} files",
    ),
    "bundle.verified": ("完整，签名有效；签名公钥指纹 {fingerprint}", "whole, and signed with key {fingerprint}"),
    "bundle.key_not_given": (
        "没有给出公钥，不能确认由谁制作；请用 --key 给出制作单位公布的公钥",
        "no key was given, so who made it is not known; give the office's published key with --key",
    ),
    "bundle.refused": ("核对没有通过：{count} 处不符", "not genuine: {count} faults"),
    "bundle.key_unread": (
        "读不懂给出的公钥 {key}；可以给 PEM 文件、公钥文本或 64 位指纹",
        "the key {key} cannot be read; give a PEM file, the key's text or its fingerprint of 64 digits",
    ),
    "bundle.verifier_written": (
        "已写出 {file}；运行：python {file} 数据包.zip --key 公钥（需要 Python 3.11 和 cryptography）",
        "{file} written; run: python {file} BUNDLE --key KEY (needs Python 3.11 and cryptography)",
    ),
}
