"""What is told beside a field agrees with what the engine reads, whatever was typed."""

from hypothesis import given
from hypothesis import strategies as st

from greenlist.applications.answers import Reading
from greenlist.applications.forms.plain import plain_condition, plain_judged, plain_score
from greenlist.applications.forms.reading import read
from greenlist.applications.sections import Box
from greenlist.engine.application import read_application
from greenlist.engine.fields import Field, Fields

NUMBERS = st.one_of(
    st.text(max_size=12), st.decimals(allow_nan=False, allow_infinity=False).map(str), st.integers().map("{:,}".format)
)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PARTS = st.dictionaries(
    st.sampled_from(["answer", "sub", "reason", "proof", "events", "queried_on", "source", "points", "total", "report",
                     "by_year", "assessor", "evidence"]),
    ANY | st.lists(st.dictionaries(st.sampled_from(["file", "source", "queried_on", "on", "kind", "evidence"]), ANY),
                   max_size=2),
)  # fmt: skip
HEAD = {"greenlist": 1, "kind": "factory", "evaluation_year": 2023, "unit": {"name": "单位"}}


@given(typed=NUMBERS, unit=st.sampled_from(["", "万m3", "kWh", "t", "nonsense"]))
def test_a_value(fields: Fields, typed: str, unit: str) -> None:
    box = Box("values.water_intake", fields.by_id["water_intake"])
    content = typed.strip() or None
    stated = [{"value": content, "unit": unit, "witness": "claimed"}] if unit else content
    _case, problems = read_application(HEAD | {"values": {"water_intake": stated}}, fields)
    assert bool(read(box, content, unit).problem) == bool(problems)


@given(content=PARTS)
def test_an_answer_never_stops_the_evaluation(fields: Fields, content: dict[str, object]) -> None:
    reading = Reading()
    data = HEAD | {
        "conditions": {"NEG-1": reading.condition(content)},
        "judged": {"X": reading.judged(content)},
        "claimed_score": reading.score(content),
    }
    case, problems = read_application(data, fields)
    assert case is not None
    assert problems == []


def test_a_date_and_a_yes() -> None:
    day = Box("values.x", Field("x", "日期", "", (), "date", "", 0, "", "", ()))
    assert read(day, "2024.7.1", "").shown == "2024-07-01"
    assert read(day, "2024-07-01", "").shown == ""
    assert "应为日期" in read(day, "去年", "").problem


def test_one_answer_has_one_form() -> None:
    old = {"answer": "met", "proof": "a.png", "source": "信用中国", "queried_on": "2024-07-15", "events": []}
    new = {"answer": "met", "proof": [{"file": "a.png", "source": "信用中国", "queried_on": "2024-07-15"}]}
    assert plain_condition(old) == plain_condition(new) == new
    assert plain_condition({"answer": "unknown"}) is None
    assert plain_judged({"answer": "unknown", "points": ""}) == {}
    assert plain_score({"total": "9", "by_year": {2022: ""}}) == {"total": "9"}
