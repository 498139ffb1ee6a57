"""When a lecture appeared: what its author says, else its first build. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from dangke_audio.delivering.dates import tag_date
from dangke_audio.model.history import PastBuild

CHINA = timezone(timedelta(hours=8))


def publication(written: str | None, builds: Sequence[PastBuild]) -> datetime | None:
    """The day that its author wrote, at 0:00 in China; else the first build that ended well; None where neither is known.

    The first and not the last: a corrected lecture is no new one. Of a year alone, the first build in it, or 1 January.
    """
    built = _first_built(builds)
    date = tag_date(written)
    if date is None:
        return built
    if date.day_month:
        try:
            return datetime(int(date.year), int(date.day_month[2:]), int(date.day_month[:2]), tzinfo=CHINA)
        except ValueError:  # 30 February
            pass
    if built and built.year == int(date.year):
        return built
    return datetime(int(date.year), 1, 1, tzinfo=CHINA)


def _first_built(builds: Sequence[PastBuild]) -> datetime | None:
    for build in builds:
        try:
            time = datetime.fromisoformat(build.time)
        except ValueError:
            continue
        if build.error is None and time.tzinfo is not None:
            return time
    return None
