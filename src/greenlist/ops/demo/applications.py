"""The applications of the demo: the sample round, typed in by its people and carried to every state there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from greenlist.agencies.domain.asking import ask_agency
from greenlist.applications.domain.bulk import add_rows, state_all
from greenlist.applications.domain.evidence import add_evidence, link_evidence
from greenlist.applications.domain.roster import keep_roster, replace_roster
from greenlist.applications.domain.starting import start_application
from greenlist.applications.domain.stating import Said, choose_route
from greenlist.applications.domain.submitting import (
    carry_on,
    confirm_self_screening,
    sign_commitment,
    submit_application,
)
from greenlist.applications.models import Application, Evidence
from greenlist.applications.roster import Roster, asked_of, compare_rosters
from greenlist.applications.sections import question_of_place, section_of_place, sections_of
from greenlist.engine.application.schema import TABLES
from greenlist.parties.access import Hat
from greenlist.parties.models import Organisation
from greenlist.reviews.domain import Fault, accept, answer_all, return_application
from greenlist.rounds.models import Round

from .cast import AGENCY
from .jobs import carry_on as carry_round_on
from .jobs import evaluate
from .pages import Page
from .units import Sample, samples

Data = dict[str, Any]
OF_THE_UNIT = frozenset({"name", "uscc", "industry4", "address", "legal_rep", "recommender", "region"})
ALL_IN_ONE = "佐证材料合订本"
AT_WORK, SIGNED = "ferroalloy", "chain-textile"  # samples that an agency evaluates in the program
PROVED = ("conditions.", "claimed_score")  # places that a file is said to prove, besides being named there


@dataclass
class Filling:
    """One sample being typed in: what was uploaded stays at hand, so that a file proves every place that names it."""

    application: Application
    data: Data
    by: Hat
    file_by_file: bool = True  # else one file stands for all that the sample names
    here: bool = False  # the agency evaluates in the program: its name and score are not the applicant's to state
    files: dict[str, Evidence] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)

    def everything(self) -> None:
        """All that the sample holds and this application asks for."""
        sections = sections_of(self.application)
        for place, content in self._places():
            if question_of_place(sections, place) is not None:
                self._say(place, content)
        for table in TABLES:
            rows = self.data.get(table) or []
            if rows and section_of_place(sections, table) is not None:
                self._rows(table, rows)
        state_all(application=self.application, given=self.said, by=self.by)
        if self.data.get("tenants"):
            self._tenants()

    def _places(self) -> Iterator[tuple[str, Any]]:
        for section in ("unit", "values", "declared", "judged", "conditions", "not_applicable"):
            for name, content in (self.data.get(section) or {}).items():
                if section != "unit" or name not in (OF_THE_UNIT | {"agency"} if self.here else OF_THE_UNIT):
                    yield f"{section}.{name}", content
        for year, values in (self.data.get("years") or {}).items():
            for name, content in values.items():
                yield f"years.{year}.{name}", content
        for name in self.data.get("chosen") or []:
            yield f"chosen.{name}", True
        if not self.here:
            yield "claimed_score", self.data.get("claimed_score")

    def _rows(self, table: str, rows: list[Data]) -> None:
        keys = [f"r{number}" for number, _ in enumerate(rows, start=1)]
        add_rows(application=self.application, table=table, keys=keys)
        for key, cells in zip(keys, rows, strict=True):
            for column, content in cells.items():
                self._say(f"{table}.{key}.{column}", content)

    def _tenants(self) -> None:
        roster = Roster(tenants=_plain(self.data["tenants"]), problems=[], remarks=[])
        upload = keep_roster(
            application=self.application, roster=roster, name="园区企业名册.xlsx", sha256="", by=self.by
        )
        change = compare_rosters([], roster.tenants, asked_of(self.application), keep_missing=False)
        replace_roster(upload=upload, digest=change.digest, by=self.by)

    def _say(self, place: str, content: Any) -> None:
        """One thing as the applicant would state it: their own word is the first of several."""
        content = _plain(content[0] if _witnessed(content) else content)
        block = content if isinstance(content, dict) and "value" in content else {"value": content}
        file = self._file(block.get("evidence"), place)
        self.said[place] = Said(self._proved(place, block["value"]), unit=str(block.get("unit", "")), evidence=file)

    def _proved(self, place: str, content: Any) -> Any:
        """The same with the files it names uploaded."""
        if not isinstance(content, dict):
            return content
        proof = content.get("proof")
        if isinstance(proof, str) and proof:
            proof = [{"file": proof, "source": content.pop("source", ""), "queried_on": content.pop("queried_on", "")}]
        if proof:
            content["proof"] = [self._proof(place, one) for one in proof]
        if content.get("report") and (report := self._file(content["report"], place)):
            content["report"] = report.name
        return content

    def _proof(self, place: str, one: Data) -> Data:
        file = self._file(one.get("file"), place)
        return {key: value for key, value in one.items() if key != "file"} | ({"evidence": file.pk} if file else {})

    def _file(self, named: Any, place: str) -> Evidence | None:
        """The file of this name, made and uploaded when first named."""
        if not named:
            return None
        stem = PurePosixPath(str(named)).stem if self.file_by_file else ALL_IN_ONE
        proves = [place] if place.startswith(PROVED) else []
        if stem not in self.files:
            upload = Page(f"{stem}.pdf", f"演示用佐证：{self.application.unit.name} {stem}")
            added = add_evidence(application=self.application, upload=upload, by=self.by, places=proves)
            self.files[stem] = added.evidence
        elif proves and self.file_by_file:
            link_evidence(evidence=self.files[stem], place=place, by=self.by)
        return self.files[stem]


def _witnessed(content: Any) -> bool:
    return isinstance(content, list) and bool(content) and isinstance(content[0], dict) and "value" in content[0]


def _plain(value: Any) -> Any:
    """What the loader of YAML gives, as JSON: numbers and dates as the text somebody would have typed."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class Scene:
    """The round of the demo and how far its samples have come."""

    def __init__(self, round_: Round, hat: Callable[[str], Hat]) -> None:
        self.round = round_
        self.hat = hat

    @cached_property
    def people(self) -> dict[str, tuple[str, str]]:
        """Per unit: the logins of who fills in and who signs."""
        found: dict[str, tuple[str, str]] = {}
        for unit in Organisation.objects.prefetch_related("memberships__person"):
            logins = {one.role: one.person.login for one in unit.memberships.all()}
            if {"applicant_editor", "applicant_signatory"} <= logins.keys():
                found[unit.name] = (logins["applicant_editor"], logins["applicant_signatory"])
        return found

    def start(self, sample: Sample, *, here: bool = False) -> Application:
        """A draft; on the agency's route where the sample holds an agency's report or one evaluates it `here`."""
        unit = Organisation.objects.select_related("jurisdiction").get(name=sample.name)
        by = self.hat(self.people[sample.name][0])
        application = start_application(round=self.round, unit=unit, kind=str(sample.data["kind"]), by=by)
        by_agency = here or (sample.data.get("route") == "agency" and sample.data.get("claimed_score"))
        if not application.route:  # the policy leaves a choice
            choose_route(application=application, route="agency" if by_agency else "self", by=by)
        return application

    def draft(self, sample: Sample) -> Application:
        """A draft with everything in it, its evidence bound in one file."""
        return self.fill(sample, file_by_file=False)

    def fill(self, sample: Sample, *, file_by_file: bool = True, here: bool = False) -> Application:
        """A draft with everything in it."""
        application = self.start(sample, here=here)
        by = self.hat(self.people[sample.name][0])
        Filling(application, sample.data, by, file_by_file, here).everything()
        return application

    def for_agency(self, sample: Sample) -> Application:
        """Filled in, to be evaluated by an agency in the program."""
        return self.fill(sample, file_by_file=False, here=True)

    def ask(self, sample: Sample) -> Application:
        """The same, and the agency is asked."""
        application = self.for_agency(sample)
        agency, by = Organisation.objects.get(name=AGENCY), self.hat(self.people[sample.name][0])
        ask_agency(application=application, agency=agency, by=by, message="请评价本单位。")
        return application

    def screen(self, sample: Sample) -> Application:
        """Filled in, and the exclusion list confirmed."""
        application = self.fill(sample)
        by = self.hat(self.people[sample.name][0])
        confirm_self_screening(application=application, by=by, version=application.version)
        return application

    def evaluate(self, sample: Sample, *, bound: bool = False) -> Application:
        """Signed: only the submission is left. `bound`: its evidence in one file."""
        application = self.fill(sample, file_by_file=not bound)
        signatory = self.hat(self.people[sample.name][1])
        sign_commitment(application=application, by=signatory, version=application.version)
        carry_on(application=application, by=signatory)
        return application

    def submit(self, sample: Sample, *, bound: bool = False) -> Application:
        """In the inbox of its city."""
        application = self.evaluate(sample, bound=bound)
        signatory = self.hat(self.people[sample.name][1])
        submit_application(application=application, by=signatory, version=application.version)
        application.refresh_from_db()
        return application

    def city(self, application: Application) -> Hat:
        """Who handles it in its city."""
        authority = application.city.organisations.get(kind="authority")
        return self.hat(authority.memberships.filter(role="city_handler").earliest("pk").person.login)

    def accept(self, sample: Sample, *, bound: bool = False) -> Application:
        """Accepted for review."""
        application = self.submit(sample, bound=bound)
        note, by = "材料齐全，予以受理。", self.city(application)
        answer_all(application=application, by=by, note="已与材料核对。")
        accept(application=application, by=by, version=application.version, note=note)
        return application

    def send_back(self, sample: Sample) -> Application:
        """Sent back with two items to mend."""
        application = self.submit(sample)
        items = [
            Fault("conditions.NEG-1", "NEG-1 未正常经营生产", "查询截图不清晰，请重新查询并上传。"),
            Fault("unit", "单位信息", "联系电话打不通，请核对后补正。"),
        ]
        return_application(
            application=application, items=items, by=self.city(application), version=application.version,
            note="请按所列两项补正后再提交。",
        )  # fmt: skip
        return application


def seed_applications(rounds: list[Round], hat: Callable[[str], Hat]) -> None:
    """Applications in every state the program reaches, in the first round; the factory's new draft in the second.

    The worker carries on the evaluations that take an agency's whole way, and the round to its public notice.
    """
    scene = Scene(rounds[0], hat)
    ways = _ways(scene)
    made = {sample.login: ways.get(sample.login, scene.draft)(sample) for sample in samples()}
    evaluate.defer(at_work=made[AT_WORK].pk, signed=made[SIGNED].pk)
    carry_round_on.defer(step=0)
    later = Scene(rounds[1], hat)
    later.start(next(one for one in samples() if one.login == "machinery"))


def _ways(scene: Scene) -> dict[str, Callable[[Sample], Application]]:
    """How far each sample comes; those not named stay filled drafts with what their sample shows at fault."""
    return {
        "food": scene.accept,
        "cement": scene.submit,
        "park-good": scene.submit,
        "machinery": scene.send_back,
        SIGNED: scene.for_agency,
        AT_WORK: scene.for_agency,
        "proposed": scene.ask,
        "aluminium": scene.screen,
        "one-capture": scene.start,
    }
