"""Identity numbers of staff: compared by a keyed digest, never kept."""

from __future__ import annotations

import unicodedata

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

SALT = "greenlist.agencies.identity"
TAIL = 4
CITIZEN = 18  # characters of a citizen's identity number
SHORTEST, LONGEST = 5, 20  # of other papers


def plain(number: str) -> str:
    """The number in one spelling: half width, upper case, nothing between the characters."""
    text = unicodedata.normalize("NFKC", number).upper()
    return "".join(one for one in text if one.isalnum())


def kept_identity(number: str) -> tuple[str, str]:
    """Digest (HMAC-SHA-256 under the secret key) and last four characters; two empty strings for no number.

    Under another secret key the same number has another digest.
    """
    text = plain(number)
    if not text:
        return "", ""
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest(), text[-TAIL:]


def identity_problem(number: str) -> str:
    """What is wrong with a number in `plain` spelling, '' for nothing.

    One of 18 characters must be a citizen's number with its right check character (GB 11643-1999); others, of
    passports and the like, only have a plausible length.
    """
    if len(number) != CITIZEN:
        return "" if SHORTEST <= len(number) <= LONGEST else _("证件号码的位数不对，请核对。")
    if not (number[:-1].isascii() and number[:-1].isdigit()):
        return _("身份证号码前 17 位应为数字，请核对。")
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(number[:-1]))
    return "" if number[-1] == "10X98765432"[total % 11] else _("身份证号码的校验位不对，请核对是否抄错。")
