"""What all pages that stand alone share: a template filled in, and the policy by which nothing else runs in them. Pure."""

import base64
import hashlib
import re
from collections.abc import Mapping

_PLACE = re.compile(r"\{\{(\w+)\}\}")


def filled(template: str, values: Mapping[str, str]) -> bytes:
    """The page with a value for each `{{name}}`, in one pass: a title may well be `{{script}}`.

    Equal input gives equal bytes. What is no text (half of a surrogate pair) becomes `?`.
    """
    return _PLACE.sub(lambda found: values[found[1]], template).encode("utf-8", "replace")


def source_hash(text: str) -> str:
    """How a policy names a style or script that may be used (Content Security Policy Level 2, hash-source)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
