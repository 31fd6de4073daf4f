"""The process of the national round as a table (workflow.md sections 3 and 4)."""

import pytest

from greenlist.engine.lawbook import LawBook

PROCESS = LawBook().process("national-2024")
STATES = {state.id: state for state in PROCESS.states}
ACTORS = {"applicant", "agency", "city", "department", "province", "ministry"}


def ways(*, off: str = "") -> dict[str, set[str]]:
    """From each state to where, without the states of a step that is switched off."""
    live = {name for name, state in STATES.items() if not off or state.step != off}
    out: dict[str, set[str]] = {name: set() for name in live}
    for way in PROCESS.transitions:
        if way.from_state in live and way.to in live:
            out[way.from_state].add(way.to)
    return out


def reachable(start: str, out: dict[str, set[str]]) -> set[str]:
    seen, todo = {start}, [start]
    while todo:
        for target in out[todo.pop()] - seen:
            seen.add(target)
            todo.append(target)
    return seen


def test_the_states_of_the_workflow_in_their_order() -> None:
    assert list(STATES)[:20] == [
        "draft", "self_screened", "self_evaluated", "contracted", "planned", "documents_reviewed",
        "site_evaluated", "report_drafted", "technically_reviewed", "submitted", "formally_checked",
        "consulted", "selected", "recommended", "province_reviewed", "province_noticed",
        "sent_to_ministry", "national_noticed", "listed", "not_listed",
    ]  # fmt: skip
    assert set(STATES) - set(list(STATES)[:20]) == {"rejected", "blocked"}


def test_every_id_is_unique() -> None:
    for entries in (PROCESS.states, PROCESS.transitions, PROCESS.guards):
        ids = [entry.id for entry in entries]
        assert len(ids) == len(set(ids))


def test_transitions_lead_from_and_to_known_states() -> None:
    ends = {end for way in PROCESS.transitions for end in (way.from_state, way.to)}
    assert ends <= set(STATES)


def test_every_state_is_reached_from_the_draft() -> None:
    assert reachable("draft", ways()) == set(STATES)


def test_a_round_without_third_party_still_reaches_the_list() -> None:
    out = ways(off="third_party")
    assert {"submitted", "listed", "not_listed"} <= reachable("draft", out)


def test_only_final_states_are_ends() -> None:
    out = ways()
    assert {name for name in STATES if not out[name]} == {name for name, state in STATES.items() if state.final}


def test_the_third_party_step_is_the_agency_route() -> None:
    step = [name for name, state in STATES.items() if state.step == "third_party"]
    assert step == [
        "contracted", "planned", "documents_reviewed",
        "site_evaluated", "report_drafted", "technically_reviewed",
    ]  # fmt: skip


def test_a_report_made_elsewhere_can_be_handed_in_where_third_parties_evaluate() -> None:
    way = next(way for way in PROCESS.transitions if way.id == "T03r")
    assert (way.from_state, way.to, way.actor) == ("self_screened", "technically_reviewed", "applicant")
    assert (way.mark, way.clause) == ("published", "三(一)")
    assert "technically_reviewed" not in ways(off="third_party")["self_screened"]


def test_labels_and_actors() -> None:
    for state in PROCESS.states:
        assert state.actor in ACTORS
        assert all((state.labels.office, state.labels.applicant, state.labels.pending))
    assert {way.actor for way in PROCESS.transitions} <= ACTORS


def test_every_guard_is_explained_and_asked_somewhere() -> None:
    asked = {guard for way in PROCESS.transitions for guard in way.guards}
    assert asked == {guard.id for guard in PROCESS.guards}


# workflow.md 4.1 and 4.2: the gate and the state before which it stands.
GATES = [
    pytest.param("G-FILE", "contracted", marks=pytest.mark.requirement("REQ-50")),
    pytest.param("G-CAP", "contracted"),
    pytest.param("G-CAP", "recommended"),
    pytest.param("G-IND", "contracted"),
    pytest.param("G-BASIC", "submitted", marks=pytest.mark.requirement("REQ-04")),
    pytest.param("RS-1", "submitted", marks=pytest.mark.requirement("REQ-19")),
    pytest.param("G-PROV", "recommended", marks=pytest.mark.requirement("REQ-09")),
    pytest.param("G-CONSULT", "recommended", marks=pytest.mark.requirement("REQ-44")),
    pytest.param("G-TABLE", "recommended", marks=pytest.mark.requirement("REQ-46")),
    pytest.param("RS-2", "recommended"),
    pytest.param("RS-3", "sent_to_ministry"),
    pytest.param("RS-4", "selected"),
]


@pytest.mark.parametrize(("guard", "state"), GATES)
def test_no_way_into_a_state_without_its_gate(guard: str, state: str) -> None:
    into = [way for way in PROCESS.transitions if way.to == state and not way.back]
    assert into
    assert all(guard in way.guards for way in into)


@pytest.mark.requirement("REQ-07")
def test_selection_needs_a_finished_evaluation() -> None:
    out = ways()
    without = {name: out[name] - {"self_evaluated", "technically_reviewed"} for name in out}
    assert "selected" not in reachable("draft", without)


def test_back_edges_are_ours_and_say_why() -> None:
    for way in PROCESS.transitions:
        if way.back:
            assert way.mark == "unverified"
            assert way.note


def test_an_exclusion_hit_blocks_from_every_running_state() -> None:
    running = {name for name, state in STATES.items() if not state.final and name != "blocked"}
    assert {way.from_state for way in PROCESS.transitions if way.to == "blocked"} == running
