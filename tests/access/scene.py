"""What the personas meet: one round with everything in it, and the arguments of every address for each case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from greenlist.applications.models import Application
from stages import completed, handed_in, proof, submitted
from world import World, application_of, build_world, round_of

from .site import Address

APPLICATION_ROOMS = ("greenlist.applications", "greenlist.reviews")
CASES = ("draft", "submitted", "returned", "park")


@dataclass
class Scene:
    """The world and the object of each case."""

    world: World
    applications: dict[str, Application] = field(default_factory=dict)
    others: dict[str, dict[str, Any]] = field(default_factory=dict)  # address -> its arguments

    def cases(self, address: Address) -> tuple[str, ...]:
        """The cases an address is tried on: every state for an application, the one object otherwise."""
        return CASES if self.of_application(address) else ("-",)

    def of_application(self, address: Address) -> bool:
        return address.room in APPLICATION_ROOMS and "pk" in address.arguments

    def arguments(self, address: Address, case: str) -> dict[str, Any]:
        """The arguments of an address in a case. KeyError names what the scene does not know."""
        if not self.of_application(address):
            return self.others[address.name] if address.arguments else {}
        application = self.applications[case]
        return {name: self._argument(application, name) for name in address.arguments}

    def _argument(self, application: Application, name: str) -> Any:
        evidence = application.evidence.first()
        known = {
            "pk": application.pk, "section": "basic", "key": "C1-01", "number": 1,
            "eid": evidence.pk if evidence else 0,
        }  # fmt: skip
        return known[name]


def build_scene() -> Scene:
    """The unit has a submitted, a returned and a draft application, the park a draft."""
    world = build_world()
    scene = Scene(world)
    scene.applications["submitted"] = submitted(world).application
    round_ = scene.applications["submitted"].round
    scene.applications["returned"] = returned(world, application_of(world, round_of(world, "cn-2025")))
    scene.applications["draft"] = application_of(world, round_, kind="supply_chain")
    scene.applications["park"] = application_of(world, round_, unit="park", kind="park", by="parkeditor")
    for case, application in scene.applications.items():
        proof(application, f"{case}.pdf", world.hat("parkeditor" if case == "park" else "owner"))
    scene.others |= {
        "round": {"pk": round_.pk},
        "round_close": {"pk": round_.pk},
        "deadline_extend": {"pk": round_.deadlines.order_by("pk")[0].pk},
    }
    return scene


def returned(world: World, application: Application) -> Application:
    """An application that was handed in and sent back."""
    completed(application, world.hat("owner"))
    handed_in(application, world.hat("signatory"))
    return application
