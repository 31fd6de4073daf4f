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
    "bundle.no_handler": (
        "“{login}”没有市级或省级经办的身份（或有几个，请用 --office 指明）；可以用的：{known}",
        "{login} is no handler of an authority (or of several: name one with --office); there are: {known}",
    ),
    "bundle.unknown_key": (
        "签名公钥指纹 {fingerprint} 还没有确认是“{office}”的；请向对方核对后用 --key 给出，或在网页的“数据包”里确认",
        "the key {fingerprint} is not confirmed as that of {office}; ask them and give it with --key, or confirm it on "
        "the page",
    ),
    "bundle.would_take": (
        "会收下 {take} 份，保留此处的 {keep} 份，要先处理 {stop} 份；没有写入。加上 --apply 才写入",
        "{take} would be taken, {keep} kept as they are here, {stop} to be settled first; nothing was written: add --apply",
    ),
    "bundle.nothing_to_take": (
        "没有可收下的：保留此处的 {keep} 份，要先处理 {stop} 份；没有写入",
        "nothing to take: {keep} kept as they are here, {stop} to be settled first; nothing was written",
    ),
    "bundle.taken": (
        "已收下 {take} 份，保留此处的 {keep} 份，要先处理 {stop} 份",
        "{take} taken, {keep} kept as they are here, {stop} to be settled first",
    ),
    "bundle.key_exists": (
        "{file} 已存在，没有覆盖：换掉钥匙会使对方已核对的指纹失效；确要换，请先把旧文件移走保存",
        "{file} exists and was not overwritten: others have checked its fingerprint. To change it, move the old file away",
    ),
    "bundle.sm2_verifier_written": (
        "已写出 {file}；运行：python {file} 数据包.zip（需要 Python 3.11 和 cryptography）",
        "{file} written; run: python {file} BUNDLE (needs Python 3.11 and cryptography)",
    ),
    "bundle.sm2_ok": ("国密 SM2 副签有效；公钥指纹 {fingerprint}", "SM2 countersignature valid, key {fingerprint}"),
    "bundle.sm2_bad": ("国密 SM2 副签无效", "the SM2 countersignature is not valid"),
    "bundle.sm2_made": (
        "已写出 SM2 私钥 {file}（只有本账户能读，请与 receipt-key.pem 一起备份），公钥 {public}；指纹 {fingerprint}。"
        "设置 GREENLIST_SM2_KEY={file} 并重启后，回执和数据包都加副签",
        "SM2 key {file} written (readable by this account alone; back it up with receipt-key.pem), public key {public}; "
        "fingerprint {fingerprint}. Set GREENLIST_SM2_KEY={file} and restart: receipts and bundles are countersigned",
    ),
    "bundle.verifier_written": (
        "已写出 {file}；运行：python {file} 数据包.zip --key 公钥（需要 Python 3.11 和 cryptography）",
        "{file} written; run: python {file} BUNDLE --key KEY (needs Python 3.11 and cryptography)",
    ),
}
