"""The lecture's date, as its author wrote it, in the form of the tags TYER and TDAT. Pure."""

import re
import unicodedata
from dataclasses import dataclass

DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
NUMBER = r"\d?十\d?|\d{1,2}"
WRITTEN_DATE = re.compile(
    rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)\s*[年./-]?"
    rf"(?:\s*(?P<month>{NUMBER})\s*[月./-](?:\s*(?P<day>{NUMBER}))?)?"
)


@dataclass(frozen=True, slots=True)
class TagDate:
    """A year, and the day where it is known."""

    year: str
    """Four digits, for TYER."""
    day_month: str | None
    """DDMM, for TDAT."""


def tag_date(written: str | None) -> TagDate | None:
    """Read 2024年5月1日, 2024-05-01, 2024.5, 二〇二四年十月二十一日 …; None where no year can be read."""
    found = WRITTEN_DATE.search(unicodedata.normalize("NFKC", written or "").translate(DIGITS))
    if found is None:
        return None
    month, day = _number(found["month"]), _number(found["day"])
    known = 1 <= month <= 12 and 1 <= day <= 31
    return TagDate(found["year"], f"{day:02}{month:02}" if known else None)


def _number(digits: str | None) -> int:
    """`21`, `2十1`, `十1`, `2十` and `十` (Han digits are translated already, 十 is not); 0 where there is none."""
    if not digits:
        return 0
    tens, ten, ones = digits.partition("十")
    return int(tens or 1) * 10 + int(ones or 0) if ten else int(tens)
