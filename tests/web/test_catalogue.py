"""English is complete: every text has its translation, and no page in English shows Chinese but data and law."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from types import ModuleType

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from applications.filled import submitted
from greenlist.applications.models import Application, Statement, Submission
from greenlist.engine.lawbook.files import shipped_law
from greenlist.panels.forms.expert_table import HEAD as EXPERT_TABLE
from greenlist.parties.models import Jurisdiction, Membership, Organisation, Person
from world import World, application_of

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCE = CHECKOUT / "src" / "greenlist"
ROOMS = (
    "agencies", "applications", "bundles", "consultations", "decisions", "journal", "listings", "notices", "panels",
    "paperwork",
    "parties", "portal", "recommendations", "reviews", "rounds", "screenings", "web",
)  # fmt: skip
# api: what it says of itself is in both languages at once
CJK = re.compile(r"[\u3400-\u9fff]+")
DATA_IN_CODE = {
    "decisions/queries/witness_values.py",  # labels of the ranking workbook, a document in Chinese
    "decisions/witness_basis.py",  # the same
    "decisions/witness_book.py",  # the same
    "decisions/witness_rows.py",  # the same
    "listings/exporting.py",  # captions of a list as a document in Chinese
    "agencies/circular.py",  # the circular, a document in Chinese
    "agencies/domain/verified.py",  # who queried, kept with the answer
    "reviews/domain/correcting.py",  # likewise, of the city
    "agencies/forms/staff_table.py",  # headers and words met in tables of staff
    "agencies/forms/yearly.py",  # values of the yearly work report
    "agencies/numbers.py",  # numbers of filings
    "agencies/paper.py",  # the report, a document in Chinese
    "agencies/queries/verifying.py",  # a field of the data dictionary
    "agencies/queries/yearly.py",  # values of the yearly work report
    "agencies/views/yearly.py",  # the same
    "agencies/domain/signing.py",  # name of the report, a document in Chinese
    "consultations/domain/addressing.py",  # an addressee of a letter, a document in Chinese
    "decisions/minutes.py",  # the minutes of a meeting, a document in Chinese
    "decisions/record.py",  # the ranked record, a document in Chinese
    "decisions/record_rows.py",  # the same
    "consultations/paper.py",  # letter and table, documents in Chinese
    "agencies/yearly_file.py",  # the yearly work report, a document in Chinese
    "panels/forms/expert_table.py",  # headers and words met in tables of experts
    "notices/domain/objecting.py",  # who an entry of the journal is about
    "notices/drafts.py",  # words of a notice, a document in Chinese
    "notices/paper.py",  # the notice, a document in Chinese
    "panels/results_file.py",  # the table of results, a document in Chinese
    "panels/domain/rounds.py",  # why a further expert was asked, kept with the assignment
    "panels/domain/scoring_conflict.py",  # why an assignment ended, kept with it
    "parties/passwords.py",  # words that a password may not be made of
    "journal/context.py",  # who an entry of the journal is about
    "rounds/opening.py",  # a value of the law
    "applications/forms/boxes.py",  # words of field labels
    "applications/forms/parts.py",  # values of the law
    "applications/ledger.py",  # what the ledger states becomes data of the application
    "applications/sections/unit.py",  # a label of the data dictionary
    "bundles/archiving/consultations.py",  # sheets of an archive, documents in Chinese
    "bundles/archiving/decisions.py",  # the same
    "bundles/archiving/desk.py",  # the same
    "bundles/archiving/public.py",  # the same
    "bundles/archiving/recommendations.py",  # the same
    "bundles/archiving/sheets.py",  # the same
    "bundles/domain/making.py",  # names of files
    "listings/columns.py",  # headers met in lists
    "listings/queries/screened.py",  # headers of a list of removals
    "paperwork/domain/run_files.py",  # names of files in an archive
    "paperwork/domain/runs.py",  # the same
    "paperwork/feet.py",  # the foot of a letter, a document in Chinese
    "paperwork/selfreport.py",  # the draft mark of a report, a document in Chinese
    "paperwork/views/reports.py",  # names of files
    "paperwork/views/templates.py",  # the same
    "paperwork/views/batches.py",  # the same
    "recommendations/received/columns.py",  # headers met in summary tables
    "recommendations/received/compare.py",  # how offices are called
    "recommendations/received/read.py",  # words met below summary tables
    "recommendations/received/word.py",  # where a table stands in a document
    "recommendations/papers/application_form.py",  # the form as handed in, a document in Chinese
    "recommendations/papers/checks.py",  # the formal check record, a document in Chinese
    "recommendations/papers/consultation.py",  # the same of the consultation
    "recommendations/papers/letter.py",  # places of a letter
    "recommendations/queries/dossier.py",  # titles inside a merged file, a document in Chinese
    "recommendations/queries/wording.py",  # first words of a letter
    "recommendations/domain/packaging.py",  # the cover of a merged file
    "recommendations/views/delivery.py",  # the platform check-list as a workbook
    "recommendations/views/files.py",  # names of files
    "recommendations/views/intake.py",  # the same
    "recommendations/views/unit.py",  # the same
    "applications/listed.py",  # where figures of a form come from, a document in Chinese
    "listings/upkeep.py",  # name of the yearly form, a document in Chinese
    "screenings/listed.py",  # what was found, in words of that form
    "screenings/snapshots.py",  # name of a file, kept with the answer
}
OWN_NAME = "中文"  # the button that leads to Chinese
Patterns = list[URLPattern | URLResolver]


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    """The tool as a module."""
    spec = importlib.util.spec_from_file_location("messages", CHECKOUT / "tools" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["messages"] = module
    spec.loader.exec_module(module)
    return module


def test_every_text_is_translated(messages: ModuleType) -> None:
    faults = messages.faults(messages.opened(), messages.extract())
    assert not faults, "run python tools/messages.py and translate what is new"


def test_the_tool_finds_texts_under_any_name(messages: ModuleType) -> None:
    code = """
from django.utils.translation import gettext as _, ngettext as many, pgettext_lazy
a = _("一" "二"), many("三", "四", n), pgettext_lazy("c", "五"), other("六"), _(f"七")
"""
    found = {(text.id, text.plural, text.context) for text in messages.python_texts(code)}
    assert found == {("一二", "", ""), ("三", "四", ""), ("五", "", "c")}


def test_the_tool_reads_templates(messages: ModuleType) -> None:
    source = """{% load i18n %}
      <p title="{% translate '甲' %}">{{ x|default:_("乙") }}</p>
      {% blocktranslate count n=x %}{{ n }} 丙{% plural %}{{ n }} 丁{% endblocktranslate %}
      {% translate "戊" context "c" %}
    """
    found = {(text.id, text.plural, text.context) for text in messages.template_texts(source, "x")}
    assert found == {("甲", "", ""), ("乙", "", ""), ("%(n)s 丙", "%(n)s 丁", ""), ("戊", "", "c")}


def test_the_tool_names_what_is_wrong(messages: ModuleType) -> None:
    catalogue = messages.polib.POFile()
    text = messages.Text
    for id_, translated, flags in (
        ("甲 %(n)s", "A %(m)s", []),
        ("乙", "", []),
        ("丙", "C", ["fuzzy"]),
        ("丁", "D", []),
    ):
        catalogue.append(messages.polib.POEntry(msgid=id_, msgstr=translated, flags=flags))
    found = {text("甲 %(n)s"): {"a"}, text("乙"): {"a"}, text("丙"): {"a"}, text("戊"): {"a"}}
    kinds = [line.split(":")[0] for line in messages.faults(catalogue, found)]
    assert kinds == ["missing", "left over", "other placeholders", "untranslated", "fuzzy"]


def test_translations_are_kept_when_the_catalogue_is_made_anew(messages: ModuleType) -> None:
    catalogue = messages.polib.POFile()
    catalogue.append(messages.polib.POEntry(msgid="甲", msgstr="A"))
    catalogue.append(messages.polib.POEntry(msgid="乙", msgstr="B"))
    messages.update(catalogue, {messages.Text("甲"): {"a.py"}, messages.Text("丙"): {"b.py"}})
    assert {entry.msgid: entry.msgstr for entry in catalogue} == {"甲": "A", "丙": ""}


def untranslatable(path: Path) -> Iterator[str]:
    """Chinese texts of a module that no translation function sees."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names = {
        one.asname or one.name for node in imports if node.module == "django.utils.translation" for one in node.names
    }
    seen: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            seen |= {id(inside) for argument in node.args for inside in ast.walk(argument)}
        if isinstance(node, ast.Expr):
            seen.add(id(node.value))  # a docstring
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    yield from (node.value for node in texts if id(node) not in seen and CJK.search(node.value))


@pytest.mark.parametrize("room", ROOMS)
def test_no_text_in_code_goes_past_the_catalogue(room: str) -> None:
    for path in sorted((SOURCE / room).rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if "/migrations/" not in name and name not in DATA_IN_CODE:
            assert list(untranslatable(path)) == [], name


# -- every page, read in English -----------------------------------------------------------------------------------


def addresses(patterns: Patterns, values: dict[str, str], before: str = "/") -> Iterator[str]:
    """Every address of the site with the values put in; those that need others are left out."""
    for pattern in patterns:
        address = before + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, values, address)
        else:
            filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: values.get(match[1], match[0]), address)
            if "<" not in filled and "(" not in filled:
                yield filled.rstrip("$")


@pytest.fixture(scope="module")
def law_texts() -> str:
    """What the law itself says; it has no English and is shown as it stands. State labels are translated."""
    files = [path for path in shipped_law().rglob("*") if path.suffix in {".yaml", ".csv"}]
    in_words = SOURCE / "documents" / "form" / "declared_sheet.py"  # its formulas written out
    # What a report still wants, and what is stamped on it, is told in the words that stand there.
    report = [path for path in (SOURCE / "documents" / "report").rglob("*.*") if path.suffix in {".yaml", ".py"}]
    report.append(SOURCE / "paperwork" / "selfreport.py")
    texts = [path for path in files if path.parent.name != "processes"] + [in_words, *report]
    return "\n".join(path.read_text(encoding="utf-8") for path in texts)


def data_texts(application: Application) -> str:
    """What people entered, and what was written down for good when they did: reasons, frozen results."""
    names = [*Person.objects.values_list("name", flat=True), *Jurisdiction.objects.values_list("name", flat=True)]
    units = [str(value) for row in Organisation.objects.values_list("name", "field", "address") for value in row]
    stated = [str(content) for content in Statement.objects.values_list("content", flat=True)]
    roles = [str(one) for one in Membership.objects.select_related("organisation")]
    kept = [str(content) for row in Submission.objects.values_list("result", "receipt") for content in row]
    reasons = list(Application.objects.values_list("pack_reason", flat=True))
    return "\n".join(
        [*names, *units, *stated, *roles, *kept, *reasons, *EXPERT_TABLE, application.round.title, OWN_NAME]
    )


def chinese_in(html: str) -> set[str]:
    """Runs of Chinese in what a reader or a screen reader gets."""
    text = re.sub(r"<script\b.*?</script>|<!--.*?-->", "", html, flags=re.DOTALL)
    return set(CJK.findall(unescape(text)))


@pytest.mark.long
@pytest.mark.parametrize(
    "who", [None, "owner", "signatory", "city", "province", "department", "security", "audit", "system", "newcomer"]
)
def test_a_page_in_english_shows_no_chinese_but_data_and_law(world: World, law_texts: str, who: str | None) -> None:
    application = submitted(world).application
    draft = application_of(world, application.round, kind="supply_chain")
    known = law_texts + data_texts(application)
    client: Client = world.client(who)
    client.cookies["django_language"] = "en"
    left: dict[str, set[str]] = {}
    for pk in (application.pk, draft.pk):
        values = {"pk": str(pk), "section": "data-other", "number": "1", "token": "nothing"}
        for address in addresses(get_resolver().url_patterns, values):
            response = client.get(address)
            if response.streaming:
                list(response.streaming_content)  # to its end, so that its file is closed
                continue
            if response.status_code == 500 or "html" not in response.get("Content-Type", ""):
                continue
            rest = {run for run in chinese_in(response.content.decode()) if run not in known}
            if rest:
                left[address] = rest
    assert not left, "\n".join(f"{address}: {' '.join(sorted(runs))}" for address, runs in left.items())
