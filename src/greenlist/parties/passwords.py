"""The two password profiles: what a password must be, and how long a session lasts under each.

`dengbao3` (GB/T 22239-2019, level 3: complexity, rotation, idle logout): at least 8 characters of three of the four
classes, none of the last five again, a new one every 90 days, signed out after 30 idle minutes.
`asvs` (OWASP ASVS 5.0: length and breached list, no composition, no rotation): 12 to 128 characters, not a known one,
signed out after 12 hours whatever happens.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenlist.engine import clock

from .models import OldPassword, Person

Check = Callable[[str, Person | None], str | Promise | None]
CLASSES = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z\d]")
OURS = ("greenlist", "lvsezhizao", "绿色制造名单", "gongxin", "password", "mima")
ROWS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
LONGEST_RUN = 6  # characters of one row of the keyboard, forwards or backwards
LONGEST = 128


@dataclass(frozen=True, slots=True)
class Profile:
    """What one profile asks."""

    rule: str | Promise
    checks: tuple[Check, ...]
    rotation: timedelta | None
    idle: timedelta | None
    session: timedelta | None


def _at_least(least: int) -> Check:
    def check(password: str, _person: Person | None) -> str | Promise | None:
        if len(password) < least:
            return _("太短：至少 %(least)d 位，现在 %(length)d 位。") % {"least": least, "length": len(password)}
        return _("太长：最多 %(most)d 位。") % {"most": LONGEST} if len(password) > LONGEST else None

    return check


def _three_classes(password: str, _person: Person | None) -> str | Promise | None:
    found = sum(bool(re.search(pattern, password)) for pattern in CLASSES)
    return _("请至少使用大写字母、小写字母、数字、符号中的三类。") if found < 3 else None


def _not_the_login(password: str, person: Person | None) -> str | Promise | None:
    login = person.login.lower() if person else ""
    if len(login) >= 3 and (login in password.lower() or login[::-1] in password.lower()):
        return _("不能包含登录名，请换一个。")
    return None


def _not_used_before(password: str, person: Person | None) -> str | Promise | None:
    if person is None or person.pk is None:
        return None
    kept = OldPassword.objects.filter(person=person).order_by("-until", "-pk").values_list("password", flat=True)[:5]
    hashes = [person.password, *kept]
    used = any(check_password(password, one) for one in hashes)
    return _("最近 5 次用过的密码不能再用，请换一个。") if used else None


def _not_known(password: str, person: Person | None) -> str | Promise | None:
    core = re.sub(r"[\W\d_]+$", "", password)  # a known word with a tail of digits and signs is a known word
    for one in {password, core}:
        try:
            _common().validate(one, person)
        except ValidationError:
            return _("这是常见或已泄露的密码，容易被猜到，请换一个。可以用几个互不相关的词连起来。")
    return None


@lru_cache(maxsize=1)
def _common() -> CommonPasswordValidator:
    return CommonPasswordValidator()  # reads its list of 20,000 once


def _not_simple(password: str, _person: Person | None) -> str | Promise | None:
    plain = password.lower()
    rest = plain
    for word in OURS:
        rest = rest.replace(word, "")
    repeated = len(set(plain)) < 5 or re.fullmatch(r"(.{1,6}?)\1+", plain)
    if repeated or len(rest) < 6 or _run(plain):
        return _("太有规律（重复、连续的键或本系统的名称），请换一个。可以用几个互不相关的词连起来。")
    return None


def _run(plain: str) -> bool:
    pieces = {plain[start : start + LONGEST_RUN + 1] for start in range(len(plain) - LONGEST_RUN)}
    return any(piece in row or piece in row[::-1] for piece in pieces for row in ROWS)


PROFILES = {
    "dengbao3": Profile(
        rule=_("至少 8 位，含大写、小写字母、数字、符号中的三类；不含登录名；不与最近 5 次相同；每 90 天更换。"),
        checks=(_at_least(8), _three_classes, _not_the_login, _not_used_before),
        rotation=timedelta(days=90), idle=timedelta(minutes=30), session=None,
    ),
    "asvs": Profile(
        rule=_("12 至 128 位，不要求符号组合，不定期更换；不能是常见或已泄露的密码，不含登录名。"),
        checks=(_at_least(12), _not_the_login, _not_known, _not_simple),
        rotation=None, idle=None, session=timedelta(hours=12),
    ),
}  # fmt: skip


def profile() -> Profile:
    """The profile of this site."""
    return PROFILES[settings.PASSWORD_PROFILE]


class ProfileValidator:
    """The profile as Django asks for it (AUTH_PASSWORD_VALIDATORS): every fault at once, of a short one that alone."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raises ValidationError with what to do about each fault."""
        person = user if isinstance(user, Person) else None
        length, *others = profile().checks
        faults = [length(password, person)]
        if faults == [None]:
            faults = [check(password, person) for check in others]
        found = [fault for fault in faults if fault is not None]
        if found:
            raise ValidationError([ValidationError(str(fault), code="password") for fault in found])

    def get_help_text(self) -> str | Promise:
        """The rule in a sentence."""
        return profile().rule


def is_over_age(person: Person) -> bool:
    """Whether the profile's rotation asks for a new password."""
    rotation = profile().rotation
    if rotation is None:
        return False
    return person.password_changed_at is None or clock.now() - person.password_changed_at >= rotation
