"""The dossier of a unit: every document of it in the policy's order, ready to be listed or merged."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf
from pikepdf import Page

from greenlist.applications.files import open_blob
from greenlist.applications.filetypes import type_of
from greenlist.applications.models import Application, Blob, Route, Submission
from greenlist.applications.receipts import canonical
from greenlist.consultations.queries.standing import standings
from greenlist.documents.package import GROUPS, Binding, Part
from greenlist.documents.papers import Paper
from greenlist.documents.papers.pdf import pdf
from greenlist.documents.receipts import submission_receipt
from greenlist.engine import clock
from greenlist.recommendations.models import Recommendation, RecommendedUnit, Scan
from greenlist.recommendations.papers.application_form import form_paper
from greenlist.recommendations.papers.checks import checks_paper
from greenlist.recommendations.papers.consultation import consultation_paper
from greenlist.recommendations.papers.letter import letter_of, printed
from greenlist.recommendations.papers.report import report_paper
from greenlist.reviews.queries.results import deciding_data

from .findings import findings_now
from .rows import office_name, policy_of
from .units import listed

REPORT_PLACE = "claimed_score"  # what the signed report of an agency proves
EDITION = 2  # of the way packages are made; another one makes them anew
KEPT = frozenset({Blob.Scan.CLEAN, Blob.Scan.NOT_ASKED})


@dataclass(frozen=True, slots=True)
class Sheets:
    """A letter cut in two: its own pages, and those across, which hold the table."""

    letter: bytes
    table: bytes


class Dossier:
    """One unit of a recommendation with all its documents; each thing is read once."""

    def __init__(self, unit: RecommendedUnit, sheets: dict[int, Sheets] | None = None) -> None:
        self.unit = unit
        self.recommendation = unit.recommendation
        self.application: Application = unit.application
        self._sheets = sheets if sheets is not None else {}  # by recommendation: one letter serves all its units

    @cached_property
    def version(self) -> Submission:
        """The newest version handed in."""
        return self.application.submissions.select_related("by").latest("number")

    @cached_property
    def office(self) -> str:
        """Who sends."""
        return office_name(self.recommendation.place_id) or self.recommendation.place.name

    @cached_property
    def scans(self) -> dict[tuple[int, str], Scan]:
        """Stamped scans by recommendation and part: of the letters it goes with, and of its own papers."""
        rows = Scan.objects.filter(recommendation__in=self._letters, current=True).select_related("blob")
        mine = (one for one in rows if one.application_id in {None, self.application.pk} and one.blob.scan in KEPT)
        return {(one.recommendation_id, one.part): one for one in mine}

    @cached_property
    def _letters(self) -> list[Recommendation]:
        """The letters it goes with: this one, and of the province's the city's that it came with."""
        letters = [self.recommendation]
        if self.recommendation.level == Recommendation.Level.PROVINCE:
            rows = Recommendation.objects.filter(
                units__application=self.application, units__went=True, level=Recommendation.Level.CITY,
                state=Recommendation.State.SENT,
            )  # fmt: skip
            letters += list(rows.select_related("round__law", "place").order_by("-sent_at")[:1])
        return letters

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The groups in the policy's order; without one, as this program has them."""
        return tuple(policy_of(self.recommendation.round).delivery.package_order.value or GROUPS)

    @property
    def parts(self) -> list[Part]:
        """Every document in order."""
        made = {
            "letter": self._of_letters, "table": self._table, "report": self._report, "forms": self._forms,
            "checks": self._checks, "consultation": self._consultation, "evidence": self._evidence,
            "receipt": self._receipt,
        }  # fmt: skip
        return [part for group in self.order for part in made[group]()]

    def _of_letters(self) -> Iterator[Part]:
        for one in self._letters:
            title = f"{office_name(one.place_id) or one.place.name}推荐文 {one.letter_no}".strip()
            scan = self.scans.get((one.pk, Scan.Part.LETTER))
            yield _scanned("letter", f"{title}（盖章扫描件）", scan) if scan else _made(
                "letter", title, self._cut(one).letter)  # fmt: skip

    def _table(self) -> Iterator[Part]:
        one = self.recommendation
        scan = self.scans.get((one.pk, Scan.Part.TABLE))
        if scan:
            yield _scanned("table", "推荐汇总表（盖章扫描件）", scan)
        elif table := self._cut(one).table:
            yield _made("table", GROUPS["table"], table)

    def _cut(self, one: Recommendation) -> Sheets:
        if one.pk not in self._sheets:
            self._sheets[one.pk] = cut(printed(letter_of(one, listed(one)), "pdf", one.round))
        return self._sheets[one.pk]

    def _report(self) -> Iterator[Part]:
        scan = self._own(Scan.Part.REPORT)
        if scan:
            yield _scanned("report", "评价报告（盖章扫描件）", scan)
        signed = [one for one in self.version.evidence if _is_report(one)] if self._by_agency else []
        for file in signed:
            yield _filed("report", f"第三方评价报告：{file['name']}", file)
        if not scan and not signed:
            paper = report_paper(self.application, self.version, deciding_data([self.application])[self.application.pk])
            if paper is not None:
                yield _made("report", "自评价报告", pdf(paper))

    @property
    def _by_agency(self) -> bool:
        return self.application.route == Route.AGENCY

    def _forms(self) -> Iterator[Part]:
        yield _made("forms", GROUPS["forms"], pdf(form_paper(self.application, self.version)))

    def _checks(self) -> Iterator[Part]:
        found = findings_now([self.application])[self.application.pk]
        yield self._paper(
            Scan.Part.CHECKS, checks_paper(self.application, self.version, found, self.unit.basis, self.office)
        )

    def _consultation(self) -> Iterator[Part]:
        standing = standings([self.application])[self.application.pk]
        on = self.recommendation.letter_on or self.version.at.astimezone(clock.SHANGHAI).date()
        yield self._paper(Scan.Part.CONSULTATION, consultation_paper(self.application, standing, self.office, on))

    def _paper(self, part: str, paper: Paper) -> Part:
        scan = self._own(part)
        return _scanned(part, f"{GROUPS[part]}（盖章扫描件）", scan) if scan else _made(part, GROUPS[part], pdf(paper))

    def _own(self, part: str) -> Scan | None:
        return self.scans.get((self.recommendation.pk, part))

    def _evidence(self) -> Iterator[Part]:
        for file in self.version.evidence:
            if not (self._by_agency and _is_report(file)):
                yield _filed("evidence", str(file["name"]), file)

    def _receipt(self) -> Iterator[Part]:
        paper = pdf(submission_receipt(self.version.receipt))
        yield _made("receipt", f"{GROUPS['receipt']} {self.version.receipt_number}", paper)

    def digest(self, parts: list[Part], binding: Binding) -> str:
        """What a package is made from: its parts in their order, and how they are bound."""
        made_of = [[one.group, one.title, one.sha256] for one in parts]
        return hashlib.sha256(canonical([EDITION, made_of, list(binding.facts)])).hexdigest()


def _is_report(file: dict[str, Any]) -> bool:
    return any(use["place"] == REPORT_PLACE for use in file["proves"])


def _made(group: str, title: str, content: bytes) -> Part:
    return Part(group, title, "pdf", hashlib.sha256(content).hexdigest(), len(content), lambda: content, f"{title}.pdf")


def _filed(group: str, title: str, file: dict[str, Any]) -> Part:
    sha256, media_type = str(file["sha256"]), str(file.get("media_type", ""))
    return Part(group, title, _media(media_type), sha256, int(file["size"]), _opener(sha256), str(file["name"]))


def _scanned(group: str, title: str, scan: Scan) -> Part:
    blob = scan.blob
    return Part(group, title, _media(blob.media_type), blob.pk, blob.size, _opener(blob.pk), scan.name)


def _media(media_type: str) -> Any:
    kind = type_of(media_type)
    media = {"pdf": "pdf", "png": "image", "jpg": "image", "docx": "office", "xlsx": "office"}
    return media.get(kind.id if kind else "", "other")


def _opener(sha256: str) -> Any:
    def opened() -> bytes:
        with open_blob(sha256) as stream:
            return stream.read()

    return opened


def cut(letter: bytes) -> Sheets:
    """The pages of a letter upright, and those that lie across: the table."""
    return Sheets(_only(letter, across=False), _only(letter, across=True))


def _only(letter: bytes, *, across: bool) -> bytes:
    """The pages of one kind with what makes them PDF/A; b'' where there is none."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter)) as pdf:
        for number in reversed(range(len(pdf.pages))):
            if _lies(pdf.pages[number]) is not across:
                del pdf.pages[number]
        if not len(pdf.pages):
            return b""
        for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/PageLabels"):  # they keep the others
            if key in pdf.Root:
                del pdf.Root[key]
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _lies(page: Page) -> bool:
    left, low, right, high = (float(str(number)) for number in page.mediabox)
    return right - left > high - low
