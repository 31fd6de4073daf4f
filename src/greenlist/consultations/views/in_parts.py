"""The page behind a link to a long letter: fifty units at a time, found by name, each page saved for itself.

Every button of the answers saves what was chosen before it leads anywhere, so that nothing depends on a script and no
page takes from another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from greenlist.consultations.domain.answers import Answer
from greenlist.consultations.domain.replying import answer_by_link
from greenlist.consultations.forms.answering import Sheet, WholeForm
from greenlist.consultations.law import conditions_of
from greenlist.consultations.models import PersonalLink
from greenlist.consultations.queries.letters import Asked, asked_of, speaks_of
from greenlist.consultations.queries.offices import office_of
from greenlist.parties.http import Request
from greenlist.parties.models import Person

from .answering import put, sheet_of
from .common import INVALID, PAGE, law_of

LONGEST = 60  # characters that are looked for
CONTROL = re.compile(r"u(\d+)-")


@dataclass(frozen=True, slots=True)
class Asking:
    """A link that is open, with every unit of its letter. `needed`: ids of those that still wait for its holder."""

    link: PersonalLink
    token: str
    present: Person | None
    every: Sequence[Asked]
    needed: frozenset[int]


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at: a text that is looked for, or those without an answer, and the page of it."""

    text: str
    left: bool
    page: Page[Asked]

    def at(self, number: int) -> str:
        """The address of another page of the same."""
        return address(q=self.text, left="1" if self.left else "", page=str(number) if number > 1 else "")


def address(**parts: str) -> str:
    """A query of what is not empty; where nothing is, the page itself."""
    asked = urlencode({name: part for name, part in parts.items() if part})
    return f"?{asked}" if asked else ""


def in_parts(request: Request, asking: Asking) -> HttpResponse:
    """The page; POST saves what was chosen on it, or no objection to all that is left."""
    look = _look(request, asking)
    whole = request.POST.get("whole") == "none"
    sheet = sheet_of(request, asking.link.letter, asking.present, asked=_shown(request, asking, look), each=not whole)
    agreed = WholeForm(request.POST if whole else None, label_suffix="")
    if request.method == "POST" and (agreed.is_valid() if whole else sheet.is_valid()):
        saved = _save_rest(request, asking, sheet) if whole else _save(request, asking, sheet)
        if saved is not None:
            return _after(request, asking, look, saved)
    wrong = bool(sheet.wrong or sheet.trouble or agreed.errors)
    context = {
        "sheet": sheet, "agreed": agreed, "look": look, "page": look.page, "parts": True, "total": len(asking.every),
        "waiting": len(asking.needed), "answered": len(asking.every) - len(asking.needed),
    }  # fmt: skip
    return link_page(request, asking.link, context, wrong=wrong)


def _look(request: Request, asking: Asking) -> Look:
    text, left = request.GET.get("q", "").strip()[:LONGEST], request.GET.get("left") == "1"
    rows = [
        one for one in asking.every
        if (not left or one.unit.pk in asking.needed) and (not text or speaks_of(one, text))
    ]  # fmt: skip
    return Look(text, left, Paginator(rows, PAGE).get_page(request.GET.get("page")))


def _shown(request: Request, asking: Asking, look: Look) -> list[Asked]:
    """The units of the page, and those something was said about: the page may have moved on since it was opened."""
    said = {int(found[1]) for name in (*request.POST, *request.FILES) if (found := CONTROL.match(name))}
    here = {one.unit.pk for one in look.page}
    return [one for one in asking.every if one.unit.pk in here | said]


def _save(request: Request, asking: Asking, sheet: Sheet) -> int | None:
    """How many answers were kept; None where something is to be mended. Going on with nothing chosen keeps none."""
    if not sheet.answers() and request.POST.get("go"):
        return 0
    return len(sheet.answers()) if put(sheet, lambda answers: _hand_in(asking, answers)) else None


def _save_rest(request: Request, asking: Asking, sheet: Sheet) -> int | None:
    rest = sheet_of(request, asking.link.letter, asking.present, asked=asking.every, each=False, required=asking.needed)
    if put(rest, lambda answers: _hand_in(asking, answers), whole=True):
        return len(rest.nothing_against())
    sheet.trouble = rest.trouble
    return None


def _hand_in(asking: Asking, answers: list[Answer]) -> None:
    answer_by_link(token=asking.token, answers=answers, present=asking.present, part=True)


def _after(request: Request, asking: Asking, look: Look, saved: int) -> HttpResponse:
    """On to where the button leads; with the last answer the link is spent."""
    asking.link.refresh_from_db(fields=["used_at"])
    if asking.link.used_at is not None:
        return link_done(request, asking.link)
    if saved:
        messages.success(request, _("已保存 %(count)d 家的答复，发函单位已收到；链接继续有效。") % {"count": saved})
    return redirect(request.path + _next(request, look, saved))


def _next(request: Request, look: Look, saved: int) -> str:
    go, number = request.POST.get("go", ""), look.page.number
    if go == "find":
        return address(q=request.POST.get("find", "").strip()[:LONGEST])
    if go == "left":
        return address(left="1")
    if go == "all":
        return address()
    if go == "next" and not (look.left and saved):  # of those that are left, the saved ones are gone from the page
        number += 1
    return look.at(max(1, number - 1) if go == "before" else number)


# -- what pages in parts and whole ones share ------------------------------------------------------------------


def link_page(request: Request, link: PersonalLink, context: dict[str, object], *, wrong: bool) -> HttpResponse:
    """The page of a letter behind a link."""
    batch = link.letter.consultation
    about = {
        "letter": link.letter, "batch": batch, "link": link, "conditions": conditions_of(batch.round),
        "office": office_of(batch.city),
    }  # fmt: skip
    told = context | about | law_of(batch.round)
    return render(request, "consultations/by_link.html", told, status=INVALID if wrong else 200)


def link_done(request: Request, link: PersonalLink) -> HttpResponse:
    """What was answered, once the link is spent: each that is not without objection, and how many are."""
    asked = [one for one in asked_of(link.letter) if one.open]
    plain = [one for one in asked if one.row.state == "none"]
    context = {
        "letter": link.letter, "link": link, "plain": plain, "folded": len(plain) > PAGE,
        "others": [one for one in asked if one.row.state != "none"],
    }  # fmt: skip
    return render(request, "consultations/link_done.html", context)
