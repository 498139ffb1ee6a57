"""Takes made and chosen: the work behind `dangke-audio retake` and `dangke-audio replace`."""

from dangke_audio.retaking.desk import Desk, desk_of, open_desk
from dangke_audio.retaking.work import choose_take, keep_recording, make_take, replace_by_recording, tidy_takes

__all__ = [
    "Desk",
    "choose_take",
    "desk_of",
    "keep_recording",
    "make_take",
    "open_desk",
    "replace_by_recording",
    "tidy_takes",
]
