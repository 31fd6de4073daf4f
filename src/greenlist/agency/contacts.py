"""Names of people, addresses, phones and mail domains as they are compared. Nothing that is blank ever meets."""

from __future__ import annotations

import re
import unicodedata

from greenlist.screening.names import name_key

# Mailboxes open to everybody: that two bodies have one there says nothing.
PUBLIC_MAIL = frozenset((
    "qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "188.com", "netease.com", "sina.com",
    "sina.cn", "sina.com.cn", "sohu.com", "139.com", "189.cn", "wo.cn", "wo.com.cn", "aliyun.com", "tom.com",
    "21cn.com", "263.net", "263.net.cn", "eyou.com", "china.com", "chinaren.com", "petalmail.com",
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "live.cn", "msn.com",
    "yahoo.com", "yahoo.cn", "yahoo.com.cn", "ymail.com", "icloud.com", "me.com", "mac.com", "mail.com",
    "gmx.com", "aol.com", "proton.me", "protonmail.com", "zoho.com", "zoho.com.cn",
))  # fmt: skip
_NUMBERED = re.compile(r"\d|[一二三四五六七八九十百]+(?:号|层|楼|栋|幢|室|座)")
_PROVINCE = re.compile(r"^(?:中国)?(?:[\u4e00-\u9fff]{2,3}省|(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区)")
_NOT_IN_ADDRESS = re.compile(r"[^0-9A-Z\u4e00-\u9fff-]")
_EXTENSION = re.compile(r"(?:转|分机|#|EXT).*", re.IGNORECASE)
_SEVERAL = re.compile(r"[、,;/|]|\s{2,}|或")
_SHORTEST_PHONE = 7


def person_key(name: str) -> str:
    """A person's name as compared; one name may be two people's, whoever shows it says so."""
    return name_key(name).replace(" ", "")


def address_key(address: str) -> str:
    """An address as compared; '' for one that names no number: 长春市朝阳区 is thousands of bodies' address."""
    plain = _NOT_IN_ADDRESS.sub("", _PROVINCE.sub("", person_key(address)))
    return plain if _NUMBERED.search(plain) else ""


def phone_keys(phones: str) -> frozenset[str]:
    """The numbers of a text as compared: digits, without country code and extension; too short ones are none."""
    return frozenset(key for one in _SEVERAL.split(unicodedata.normalize("NFKC", phones)) if (key := _phone(one)))


def _phone(text: str) -> str:
    digits = re.sub(r"\D", "", _EXTENSION.sub("", text))
    digits = re.sub(r"^(?:0086|86(?=\d{10,}$))", "", digits)
    return digits if len(digits) >= _SHORTEST_PHONE and set(digits) != {"0"} else ""


def mail_domain(address: str) -> str:
    """The domain of a mailbox, lower case; '' for none and for mailboxes open to everybody."""
    _, at, domain = unicodedata.normalize("NFKC", address).strip().lower().rpartition("@")
    domain = domain.strip(". ")
    if not at or "." not in domain:
        return ""
    return "" if any(_within(domain, public) for public in PUBLIC_MAIL) else domain


def same_domain(one: str, other: str) -> bool:
    """Whether two domains (`mail_domain`) are one, or one lies within the other (mail.example.cn, example.cn)."""
    return bool(one) and bool(other) and (_within(one, other) or _within(other, one))


def _within(domain: str, other: str) -> bool:
    return domain == other or domain.endswith(f".{other}")
