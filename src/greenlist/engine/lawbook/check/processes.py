"""What a process is held to: every way runs between known states and asks known guards."""

from __future__ import annotations

from greenlist.engine.lawbook.schema import Process

from .inspect import Inspector


def check_process(inspector: Inspector, process: Process) -> None:
    """Every problem of a process."""
    states = {state.id for state in process.states}
    guards = {guard.id for guard in process.guards}
    for position, way in enumerate(process.transitions):
        for name, state in (("from", way.from_state), ("to", way.to)):
            if state not in states:
                inspector.report(("transitions", position, name), "law.state_unknown", state=state)
        for number, guard in enumerate(way.guards):
            if guard not in guards:
                inspector.report(("transitions", position, "guards", number), "law.guard_unknown", guard=guard)
