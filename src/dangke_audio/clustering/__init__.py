"""Speaking on other machines: a crew of a Dask cluster's workers, and clips that several machines share.

Nothing here loads dask or fsspec before they are needed: they are an extra of their own.
"""

from dangke_audio.clustering.crew import DaskCrew
from dangke_audio.clustering.patience import Waiting
from dangke_audio.clustering.shared_store import shared_clips
from dangke_audio.clustering.trial import local_cluster

__all__ = ["DaskCrew", "Waiting", "local_cluster", "shared_clips"]
