"""From draft to receipt: what stands in the way, what is frozen."""

from applications.filled import submitted
from greenlist.applications.data import digest_of
from world import World


def test_receipt(world: World) -> None:
    made = submitted(world)
    made.refresh_from_db()
    print(made.receipt)
    assert made.receipt["digests"]["values"] == digest_of(made.data)
