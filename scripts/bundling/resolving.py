"""Which wheels a Windows PC needs, worked out from the wheels that are there already: pure, no index is asked.

    wanted = everything reachable from the roots, each with all that is asked of its version
    unmet  = what of it no wheel satisfies

Whoever has an index fetches what is unmet and asks again, until nothing is (fetching.py). A later requirement can forbid
a version that was fetched before: then that name is unmet again, with both conditions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import NormalizedName, canonicalize_name
from scripts.bundling.wheels import Wheel, newest_of
from scripts.bundling.windows import applies


@dataclass(slots=True)
class Wanted:
    """All that is asked of one package."""

    specifier: SpecifierSet = field(default_factory=SpecifierSet)
    extras: set[str] = field(default_factory=set)
    by: set[str] = field(default_factory=set)
    """Who asks."""

    def is_met_by(self, wheel: Wheel | None) -> bool:
        """Whether a wheel will do. One that is there is not refused for being a pre-release."""
        return wheel is not None and self.specifier.contains(wheel.version, prereleases=True)


def wanted(
    roots: Sequence[Requirement], wheels: Iterable[Wheel], left_out: frozenset[NormalizedName] = frozenset()
) -> dict[NormalizedName, Wanted]:
    """Everything that is reachable from the roots on Windows, without what is left out on purpose."""
    there = newest_of(wheels)
    found: dict[NormalizedName, Wanted] = {}
    open_ends = [("the bundle", requirement) for requirement in roots]
    while open_ends:
        asker, requirement = open_ends.pop()
        name = canonicalize_name(requirement.name)
        if name in left_out:
            continue
        is_new = name not in found
        want = found.setdefault(name, Wanted())
        new_extras = requirement.extras - want.extras
        want.specifier &= requirement.specifier
        want.extras |= requirement.extras
        want.by.add(asker)
        if name in there and (is_new or new_extras):
            open_ends += [(name, below) for below in there[name].requires if applies(below, want.extras)]
    return found


def unmet(
    roots: Sequence[Requirement], wheels: Sequence[Wheel], left_out: frozenset[NormalizedName] = frozenset()
) -> tuple[Requirement, ...]:
    """What has to be fetched, each with all conditions on its version; empty when the wheelhouse is whole."""
    there = newest_of(wheels)
    needs = wanted(roots, wheels, left_out)
    return tuple(
        Requirement(f"{name}{want.specifier}")
        for name, want in sorted(needs.items())
        if not want.is_met_by(there.get(name))
    )


def superfluous(
    roots: Sequence[Requirement], wheels: Sequence[Wheel], left_out: frozenset[NormalizedName] = frozenset()
) -> tuple[Wheel, ...]:
    """Wheels that nobody asks for: of versions that were given up, and what only those needed."""
    needs = wanted(roots, wheels, left_out)
    kept = {wheel.path for name, wheel in newest_of(wheels).items() if name in needs}
    return tuple(wheel for wheel in wheels if wheel.path not in kept)
