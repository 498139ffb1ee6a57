"""click's own words in Chinese, through the door that click leaves open for it: gettext's default catalogue."""

import gettext
import os
from pathlib import Path

CATALOGUES = Path(__file__).parent / "locale"
"""zh_CN/LC_MESSAGES/messages.mo, made by scripts/make_messages.py."""


def speak_chinese() -> None:
    """Have every message of click's, help and usage errors, come in Chinese."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain("messages", str(CATALOGUES))
    gettext.textdomain("messages")
