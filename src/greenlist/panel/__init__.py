"""The rules on experts, without database or clock: who must not review what, and who reviews what."""
