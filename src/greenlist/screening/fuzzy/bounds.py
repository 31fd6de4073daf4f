"""How much two names must have in common, in whole numbers, and where it must show.

rapidfuzz's `ratio` of names of l1 and l2 characters is 200 * LCS / (l1 + l2), LCS being the length of their longest
common subsequence. Whoever asks for a ratio of at least T therefore asks for LCS >= T * (l1 + l2) / 200. Everything
here counts in integers, so no pair is lost at an edge: where the true ratio is below T, it is so by at least
1 / (l1 + l2), far more than rapidfuzz's floats can be wrong by.

A name is a set of *tokens*: its characters, each with how many times it stood before in that name. A common
subsequence uses each token once on either side, so names that reach T share at least `shared` tokens.

Put all tokens in one order, here the rarest first. Let k <= `shared` (or the one stand-in of an empty name, k = 1).
The k-th of the tokens that two names share has at least `shared` - k further ones behind it in either name, so it is
among the first l - `shared` + k tokens of that name, and with it the k - 1 shared tokens before it. Two names that
reach T thus have k tokens in common within these *prefixes*: k rare tokens are a key to look names up by, and looking
under every choice of k tokens of the prefix misses none.

The more tokens make a key, the fewer names share it for no reason; but the longer the names, the longer the prefixes
and the more choices there are. So k is 3 between names of ordinary length, less between longer ones, and never more
than `shared`. It depends on the two lengths only, so both sides of a pair know it.
"""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = {3: 24, 2: 40}  # k -> characters of the longest names it is used for; the national lists have up to 31


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds for ratios of at least `threshold`, a whole number from 1 to 100."""

    threshold: int

    def __post_init__(self) -> None:
        if not 1 <= self.threshold <= 100:
            raise ValueError(f"threshold {self.threshold} is not from 1 to 100")

    def shared(self, one: int, other: int) -> int:
        """Tokens that names of these lengths share at least: T * (l1 + l2) / 200, rounded up."""
        return -(-self.threshold * (one + other) // 200)

    def shortest(self, length: int) -> int:
        """Length of the shortest name that can reach the threshold: it would have to be `shared` tokens itself."""
        return -(-self.threshold * length // (200 - self.threshold))

    def longest(self, length: int) -> int:
        """Length of the longest name that can reach it."""
        return length * (200 - self.threshold) // self.threshold

    def joint(self, one: int, other: int) -> int:
        """How many tokens make a key between names of these lengths (k above)."""
        usable = (k for k, longest in LONGEST.items() if max(one, other) <= longest and k <= self.shared(one, other))
        return next(usable, 1)

    def prefix(self, own: int, other: int) -> int:
        """Among how many of its first tokens the name of length `own` holds a key it shares with the other."""
        return own - self.shared(own, other) + self.joint(own, other)

    def widest_prefix(self, own: int, joint: int) -> int:
        """The longest prefix out of which keys of `joint` tokens are needed for any partner; 0 where for none."""
        if joint in LONGEST and own > LONGEST[joint]:
            return 0
        partners = range(self.shortest(own), self.longest(own) + 1)
        # A longer partner asks for more shared tokens, so for a shorter prefix: the first partner decides.
        return next((self.prefix(own, other) for other in partners if self.joint(own, other) == joint), 0)
