"""Uploaded templates: what passes, what is refused and where, and that nothing of Python can be reached from one."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import docx as python_docx
import pytest
from jinja2 import TemplateError, Undefined
from jinja2.exceptions import SecurityError

from greenlist.documents.filling import KINDS, Unfit
from greenlist.documents.filling.data import data_of
from greenlist.documents.filling.fields import FIELDS, Field, listed
from greenlist.documents.filling.fill import fill
from greenlist.documents.filling.reading import look_over
from greenlist.documents.filling.samples import sample
from greenlist.documents.filling.sandbox import Budget, Row, Rows, Sandbox, TooMuch
from greenlist.documents.filling.starting import starting
from greenlist.documents.filling.trial import examined, left_out, texts_in, tried
from greenlist.documents.filling.writers import own_docx, own_pdf
from greenlist.documents.letters import Letter
from greenlist.documents.papers import MissingGlyph
from greenlist.engine.messages import CATALOGUE, Message, render

LETTER, REPORT = KINDS["circular"], KINDS["self_report"]


def template(*lines: str, header: str = "") -> bytes:
    document = python_docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(content: bytes, parts: dict[str, bytes | None]) -> bytes:
    """The same package with parts replaced, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, part in parts.items():
            if part is not None:
                target.writestr(name, part)
    return out.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def codes(found: dict[str, Any]) -> list[str]:
    return [one["code"].removeprefix("filling.") for one in found["problems"]]


# -- what we hand out to begin with ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_starting_template_says_what_our_own_layout_says(kind: Any) -> None:
    content = starting(kind)
    look_over(content)
    found = examined(content, kind)
    assert (found["problems"], found["missing"]) == ([], [])


@pytest.mark.parametrize("kind", ["recommendation_letter", "consultation_letter", "circular", "outcome_letter"])
def test_without_copies_the_starting_template_leaves_their_line_out(kind: str) -> None:
    one = sample(KINDS[kind])
    assert isinstance(one, Letter)
    with_them, without = (
        "".join(texts_in(fill(starting(KINDS[kind]), replace(one, copies=copies))))
        for copies in (("示例抄送机关", "又一机关"), ())
    )
    assert "抄送：示例抄送机关，又一机关。" in with_them
    assert "抄送" not in without
    assert ("印发" in without) == (kind in {"recommendation_letter", "circular"})
    assert ("文件" in without) == (kind in {"recommendation_letter", "circular"})
    assert ("签发人" in without) == (kind == "recommendation_letter")


@pytest.mark.parametrize(("copies", "widths"), [(("示例抄送机关",), [210, 297, 210]), ((), [210, 297])])
def test_without_copies_the_letter_ends_with_the_pages_of_its_attachment(
    copies: tuple[str, ...], widths: list[int]
) -> None:
    kind = KINDS["consultation_letter"]
    one = sample(kind)
    assert isinstance(one, Letter)
    made = python_docx.Document(io.BytesIO(fill(starting(kind), replace(one, copies=copies))))
    assert [round(section.page_width.mm) for section in made.sections] == widths


def test_a_last_page_that_was_left_empty_on_purpose_stays() -> None:
    document = python_docx.Document()
    document.add_paragraph("{{ office }}")
    document.add_section()
    document.add_paragraph()
    out = io.BytesIO()
    document.save(out)
    assert len(python_docx.Document(io.BytesIO(fill(out.getvalue(), sample(LETTER)))).sections) == 2


@pytest.mark.parametrize("kind", [LETTER, REPORT], ids=lambda one: one.id)
def test_the_same_content_gives_the_same_bytes(kind: Any) -> None:
    content = starting(kind)
    assert fill(content, sample(kind)) == fill(content, sample(kind))


def test_every_placeholder_listed_can_be_written() -> None:
    for kind in KINDS.values():
        lines = [one.written for one in listed(kind.shape) if one.depth == 0 and "…" not in one.written]
        found = examined(template(*lines), kind)
        assert found["problems"] == [], kind.id


def test_the_fields_listed_are_those_there_are() -> None:
    def walk(field: Field, value: Any) -> None:
        for one in field.inside:
            inner = value[one.name] if isinstance(value, dict) else value.cell(one.name)
            rows = list(inner) if isinstance(inner, Rows) else [inner] if isinstance(inner, Row) else []
            for row in rows:
                walk(one, row)

    for kind in KINDS.values():
        walk(FIELDS[kind.shape], data_of(sample(kind), python_docx.Document(), Budget()))


def test_loops_over_tables_rows_and_cells() -> None:
    document = python_docx.Document()
    table = document.add_table(rows=3, cols=1)
    texts = ("{%tr for line in basics %}", "{{ line.label }}={{ line.value }}", "{%tr endfor %}")
    for row, text in zip(table.rows, texts, strict=True):
        row.cells[0].text = text
    document.add_paragraph("{% for t in tables %}{{ t.caption }}:{% for r in t.rows %}"
                           "{% for c in r.cells %}{{ c.text }}{% if not loop.last %},{% endif %}{% endfor %};"
                           "{% endfor %}{% endfor %}")  # fmt: skip
    out = io.BytesIO()
    document.save(out)
    says = examined(out.getvalue(), REPORT)["says"]
    assert says == ["单位名称=示例食品有限公司", "法定代表人=赵示例",
                    "指标得分表:1,示例食品有限公司,91.5;2,示例机械有限公司,88;"]  # fmt: skip


def test_what_a_template_leaves_out_is_named_with_its_place() -> None:
    found = examined(template("{{ title }}", "{{p body }}"), LETTER)
    assert found["missing"] == [
        ("发文字号", "示例发〔2024〕5号"), ("主送机关", "示例单位"), ("成文日期", "2024年7月25日"),
        ("抄送", "示例抄送机关"), ("版记", "示例省工业和信息化厅办公室　2024年7月25日印发"),
        ("页眉", "示例　不作正式依据"),
    ]  # fmt: skip


def test_values_are_text_and_never_markup() -> None:
    letter = sample(LETTER)
    hostile = replace(letter, addressee="<w:p>&{{ office }}{% for a in b %}\"'", number="=1+1")
    says = texts_in(fill(starting(LETTER), hostile))
    assert "<w:p>&{{ office }}{% for a in b %}\"'：" in says


def test_headings_take_the_styles_as_the_template_calls_them() -> None:
    document = python_docx.Document()
    document.styles["Heading 1"].element.set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", "1"
    )
    document.add_paragraph("{{p body }}")
    out = io.BytesIO()
    document.save(out)
    made = python_docx.Document(io.BytesIO(fill(out.getvalue(), sample(REPORT))))
    assert "一、基本情况" in [one.text for one in made.paragraphs if one.style.name == "Heading 1"]


def test_charts_of_the_content_do_not_take_the_names_of_the_templates() -> None:
    with zipfile.ZipFile(io.BytesIO(fill(starting(REPORT), sample(REPORT)))) as archive:
        charts = sorted(name for name in archive.namelist() if "charts/" in name)
    assert charts == ["word/charts/greenlist1.xml", "word/charts/greenlist2.xml"]


def test_a_character_no_font_has_is_refused_here_too() -> None:
    letter = replace(sample(LETTER), addressee="\U0002a6a5县")
    with pytest.raises(MissingGlyph, match="U\\+2A6A5"):
        fill(starting(LETTER), letter)


def test_our_own_writers_are_asked_by_shape() -> None:
    for kind in (LETTER, REPORT, KINDS["notice"]):
        content = sample(kind)
        assert left_out(content, texts_in(own_docx(content))) == []
        assert own_pdf(content).startswith(b"%PDF")


# -- what is refused ------------------------------------------------------------------------------------------

INJECTIONS = {
    "{{ ''.__class__.__mro__[1].__subclasses__() }}": "expression",
    "{{ office.__class__ }}": "forbidden",
    "{{ office.__init__.__globals__ }}": "forbidden",
    "{{ self._TemplateReference__context }}": "forbidden",
    "{{ self.__init__ }}": "forbidden",
    "{{ cycler.__init__.__globals__.os }}": "forbidden",
    "{{ lipsum.__globals__ }}": "forbidden",
    "{{ joiner }}": "unknown_near",
    "{{ lipsum() }}": "expression",
    "{{ namespace(a=1) }}": "expression",
    "{{ dict(a=1) }}": "expression",
    "{{ settings.SECRET_KEY }}": "unknown",
    "{{ config }}": "unknown",
    "{{ request.user }}": "unknown",
    "{{ office.upper() }}": "expression",
    "{{ office|attr('__class__') }}": "filter",
    "{{ office|map('upper')|list }}": "filter",
    "{{ office|safe }}": "filter",
    "{{ '%s'|format(office) }}": "filter",
    "{{ office|replace('a', 'b') }}": "filter",
    "{{ office['__class__'] }}": "expression",
    "{{ office[0] }}": "expression",
    "{{ office ~ office }}": "expression",
    "{{ 'a' * 1000000000 }}": "expression",
    "{{ 2 ** 99999999 }}": "expression",
    "{{ [1, 2] }}": "expression",
    "{{ {'a': 1} }}": "expression",
    "{{ office is callable }}": "expression",
    "{{ (office).x.y }}": "unknown",
    "{% for a in range(10**9) %}x{% endfor %}": "expression",
    "{% for a in office %}x{% endfor %}": "not_list",
    "{% for a, b in clauses %}{% endfor %}": "loop_form",
    "{% for a in clauses recursive %}{{ loop(a) }}{% endfor %}": "loop_form",
    "{% for a in clauses if a.todo %}{% endfor %}": "loop_form",
    "{% for loop in clauses %}{% endfor %}": "forbidden",
    "{% for _a in clauses %}{% endfor %}": "forbidden",
    "{% for c in clauses %}{{ loop.cycle('a', 'b') }}{% endfor %}": "expression",
    "{% for c in clauses %}{{ loop.__class__ }}{% endfor %}": "forbidden",
    "{% for c in clauses %}{{ loop.changed }}{% endfor %}": "unknown",
    "{% set a = 1 %}": "statement",
    "{% set a %}x{% endset %}": "statement",
    "{% macro a() %}{% endmacro %}": "statement",
    "{% import 'os' as o %}": "statement",
    "{% from 'os' import path %}": "statement",
    "{% include '/etc/passwd' %}": "statement",
    "{% extends 'x' %}": "statement",
    "{% block x %}{% endblock %}": "statement",
    "{% with a = office %}{% endwith %}": "statement",
    "{% filter upper %}x{% endfilter %}": "statement",
    "{% call office() %}{% endcall %}": "statement",
    "{% autoescape false %}{{ office }}{% endautoescape %}": "statement",
    "{% do 1 %}": "syntax",
    "{{ office": "syntax",
    "{% if office %}": "syntax",
    "{{ clauses }}": "not_text",
    "{{ clauses.text }}": "list_inside",
    "{{ ofice }}": "unknown_near",
    "{{ body }}": "block_inline",
    "{{ body|trim }}": "not_text",
    "{{ '" + "长" * 201 + "' }}": "const",
    "{{ " + "(" * 4000 + "office" + ")" * 4000 + " }}": "tangled",
    "{{ " + "9" * 6000 + " }}": "tangled",
    "{% for a in clauses %}" * 5 + "x" + "{% endfor %}" * 5: "too_deep",
}


@pytest.mark.parametrize("text", INJECTIONS, ids=[f"{number}-{one[:24]}" for number, one in enumerate(INJECTIONS)])
def test_nothing_but_names_conditions_and_loops(text: str) -> None:
    found = examined(template("第一段", text), LETTER)
    assert INJECTIONS[text] in codes(found)
    for one in found["problems"]:
        assert "{" not in one["code"]
        assert render(Message(one["code"], one["params"]), "zh")
        assert render(Message(one["code"], one["params"]), "en")


def test_a_fault_names_part_paragraph_and_words() -> None:
    found = examined(template("第一段", "这里 {{ ofice }} 写错", header="{{ nobody }}"), LETTER)
    assert [one["place"] for one in found["problems"]] == [
        "正文第 2 段“这里 {{ ofice }} 写错”", "页眉第 1 段“{{ nobody }}”",
    ]  # fmt: skip
    assert found["problems"][0]["params"]["near"] == "office"


def test_a_block_belongs_into_the_body() -> None:
    assert codes(examined(template("{{ title }}", header="{{p body }}"), LETTER)) == ["block_outside"]


def test_a_template_without_placeholders_would_print_the_same_for_everybody() -> None:
    assert codes(examined(template("固定文字"), LETTER)) == ["no_placeholder"]


def test_a_split_placeholder_is_put_together() -> None:
    """Word breaks a text into runs wherever it was corrected."""
    document = python_docx.Document()
    paragraph = document.add_paragraph()
    for run in ("{", "{ off", "ice", " }", "}"):
        paragraph.add_run(run)
    out = io.BytesIO()
    document.save(out)
    assert examined(out.getvalue(), LETTER)["says"] == ["示例省工业和信息化厅"]


PLAIN = template("{{ office }}")
TYPES = part(PLAIN, "[Content_Types].xml")
RELATIONS = part(PLAIN, "word/_rels/document.xml.rels")
OUTSIDE = (b'<Relationship Id="rOut" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
           b'Target="https://x.test/a" TargetMode="External"/></Relationships>')  # fmt: skip
DOCUMENT = part(PLAIN, "word/document.xml")


def with_field(code: str) -> bytes:
    field = f'<w:p><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r></w:p>'
    return changed(PLAIN, {"word/document.xml": DOCUMENT.replace(b"<w:sectPr", field.encode() + b"<w:sectPr", 1)})


HOSTILE: dict[str, tuple[bytes, str]] = {
    "macro": (changed(PLAIN, {"word/vbaProject.bin": b"x"}), "active"),
    "macro by its type": (
        changed(PLAIN, {"[Content_Types].xml": TYPES.replace(b"wordprocessingml.document.main", b"macroEnabled.main")}),
        "active",
    ),
    "embedded object": (changed(PLAIN, {"word/embeddings/oleObject1.bin": b"x"}), "active"),
    "foreign chunk": (changed(PLAIN, {"word/afchunk1.html": b"<html/>"}), "active"),
    "attached template": (
        changed(PLAIN, {"word/_rels/document.xml.rels": RELATIONS.replace(
            b"</Relationships>", OUTSIDE % b"attachedTemplate")}),
        "external",
    ),
    "hyperlink": (
        changed(PLAIN, {"word/_rels/document.xml.rels": RELATIONS.replace(
            b"</Relationships>", OUTSIDE % b"hyperlink")}),
        "external",
    ),
    "picture outside": (
        changed(PLAIN, {"word/_rels/header9.xml.rels": b"<Relationships>" + OUTSIDE % b"image"}), "external",
    ),
    "entities": (
        changed(PLAIN, {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + DOCUMENT}),
        "entities",
    ),
    "entities elsewhere": (changed(PLAIN, {"docProps/custom.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "entities"),
    "entities in UTF-16": (
        changed(PLAIN, {"docProps/custom.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")}), "entities",
    ),
    "bomb": (changed(PLAIN, {"word/media/a.xml": b"\0" * (64 * 1024 * 1024)}), "bomb"),
    "a long part": (changed(PLAIN, {"word/document.xml": DOCUMENT + b" " * (4 * 1024 * 1024)}), "bomb"),
    "no docx": (changed(PLAIN, {"word/document.xml": None}), "not_docx"),
    "no zip": (b"PK\x03\x04 broken", "damaged"),
    "cut off": (PLAIN[: len(PLAIN) // 2], "damaged"),
    "out of the folder": (changed(PLAIN, {"../x.xml": b"<a/>"}), "damaged"),
    "broken xml": (changed(PLAIN, {"word/document.xml": DOCUMENT[:-20]}), "damaged"),
    "too large": (b"P" * (5 * 1024 * 1024 + 1), "too_large"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_files_that_are_more_than_a_document(name: str) -> None:
    content, code = HOSTILE[name]
    with pytest.raises(Unfit) as refused:
        look_over(content)
    assert refused.value.message.code == f"filling.{code}"
    assert str(refused.value)


@pytest.mark.parametrize(
    "code",
    ['INCLUDEPICTURE "https://x.test/a"', "DDEAUTO c:\\\\x cmd", 'INCLUDETEXT "\\\\\\\\host\\\\a"', "LINK Excel.Sheet"],
)  # fmt: skip
def test_fields_that_fetch_are_refused(code: str) -> None:
    assert codes(examined(with_field(code), LETTER)) == ["fetching"]


def test_fields_of_ours_are_not() -> None:
    assert codes(examined(with_field("PAGE"), LETTER)) == []


def test_a_placeholder_nobody_fills_is_told() -> None:
    main = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    notes = b'<w:endnotes xmlns:w="%s"><w:t>{{ office }}</w:t></w:endnotes>' % main
    assert codes(examined(changed(PLAIN, {"word/endnotes.xml": notes}), LETTER)) == ["unfilled"]


# -- the sandbox itself, for what the grammar let through ------------------------------------------------------


def run(text: str, **data: object) -> str:
    return Sandbox(data.pop("budget", None) or Budget()).from_string(text).render(data)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["{{ a.__class__ }}", "{{ a.real }}", "{{ a['__class__'] }}", "{{ row._cells }}", "{{ row.cell }}",
     "{{ row.names }}", "{{ rows._budget }}", "{{ missing }}", "{{ row.missing }}", "{{ ''.join }}"],
)  # fmt: skip
def test_names_lead_to_cells_alone(text: str) -> None:
    with pytest.raises(TemplateError):
        run(text, a=1, row=Row(x="y"), rows=Rows([], Budget()))


def test_nothing_is_called() -> None:
    for text in ("{{ a() }}", "{{ row.x() }}"):
        with pytest.raises((SecurityError, TypeError)):
            run(text, a=print, row=Row(x="y"))


def test_there_are_no_globals() -> None:
    sandbox = Sandbox(Budget())
    assert sandbox.globals == {}
    assert set(sandbox.filters) == {"default", "trim", "length"}
    assert issubclass(sandbox.undefined, Undefined)


def test_loops_are_paid_for_even_where_they_write_nothing() -> None:
    budget = Budget(rounds=10_000)
    rows = Rows([Row(x="y")] * 100, budget)
    loops = "{% for a in rows %}" * 4 + "{% endfor %}" * 4
    with pytest.raises(TooMuch):
        run(loops, rows=rows, budget=budget)


def test_what_is_written_is_counted() -> None:
    budget = Budget(characters=1000)
    with pytest.raises(TooMuch):
        run("{% for a in rows %}{{ x }}{% endfor %}", rows=Rows([Row()] * 100, budget), x="字" * 50, budget=budget)


def test_time_is_up() -> None:
    budget = Budget(seconds=-1)
    with pytest.raises(TooMuch):
        run("{{ x }}{{ x }}", x="y", budget=budget)


# -- the process of its own -------------------------------------------------------------------------------------


def test_a_trial_passes_what_was_found_through() -> None:
    found = tried(template("{{ office }}"), LETTER)
    assert (found.used, found.says) == (("office",), ("示例省工业和信息化厅",))
    with pytest.raises(Unfit) as refused:
        tried(template("{{ ofice }}"), LETTER)
    assert refused.value.problems[0].place == "正文第 1 段“{{ ofice }}”"


def test_a_trial_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenlist.documents.filling.trial.LONGEST", 0.01)
    with pytest.raises(Unfit) as refused:
        tried(template("{{ office }}"), LETTER)
    assert refused.value.message.code == "filling.too_much"


def test_every_sentence_of_a_template_is_in_both_languages() -> None:
    ours = {code: texts for code, texts in CATALOGUE.items() if code.startswith("filling.")}
    assert ours
    assert all(len(texts) == 2 and all(texts) for texts in ours.values())
