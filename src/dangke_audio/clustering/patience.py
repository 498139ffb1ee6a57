"""How long a cluster is waited for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """In seconds."""

    connect_s: float = 10.0
    """For the scheduler to answer, at the first time."""
    reconnect_s: float = 120.0
    """For a scheduler to come back. Whoever restarts it has so long."""
    workers_s: float = 120.0
    """For the first worker, or the next one where all are gone."""
    refused_s: float = 10.0
    """The same where all that are there speak otherwise than we do."""
