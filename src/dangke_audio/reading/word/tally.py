"""What was left out or is odd, counted while reading, told once each at the end."""

from dataclasses import dataclass, field

from dangke_audio.model.report import Finding, Location, Severity
from dangke_audio.model.source import Omission
from dangke_audio.reading.omissions import MOST_OMISSIONS, omission, visible

# What was seen → severity, code, and what to say of it; {count} times, the first one being {example}.
_MESSAGES: dict[str, tuple[Severity, str, str]] = {
    "contents": ("info", "contents", "目录（{count} 行）没有读"),
    "note": ("info", "notes", "有 {count} 个脚注或尾注没有读"),
    "picture": ("info", "pictures", "有 {count} 张图片或图表，里面的文字没有读"),
    "formula": ("warning", "formula", "有 {count} 个公式，只读了其中的字符，如“{example}”，请核对"),
    "hidden": ("info", "hidden-text", "有 {count} 处隐藏的文字没有读"),
    "struck": ("warning", "struck-out", "有 {count} 处加了删除线的文字没有读"),
    "deletion": ("info", "deleted-text", "文件里有修订，{count} 处已经删除的内容没有读"),
    "ruby": ("warning", "ruby", "有 {count} 处注音不是拼音，或与字数不合，没有采用，如“{example}”"),
    "placeholder": ("info", "placeholder", "有 {count} 处没有填写的内容（如“单击此处输入文字”）没有读"),
    "number": (
        "warning",
        "number-without-text",
        "有 {count} 个自动编号后面没有文字，如“{example}”，没有读；请看后面的编号对不对",
    ),
    "number-format": ("warning", "number-format", "有 {count} 段的自动编号用了不认识的格式，按 1、2、3 读"),
    "embedded": ("warning", "embedded-document", "文件里嵌着 {count} 个别的文件，没有读；请把其中的文字粘贴到正文里"),
}
_EXAMPLE = 20
# What was seen and has words that are not read → the reason of the omission.
_REASONS = {"contents": "contents", "note": "footnote", "hidden": "hidden-text", "struck": "struck-out"}


@dataclass(slots=True)
class Tally:
    """Counts, each with the place and the words of the first."""

    here: Location
    """The paragraph that is being read."""
    _counts: dict[str, int] = field(default_factory=dict)
    _firsts: dict[str, tuple[Location, str]] = field(default_factory=dict)
    _tables: list[Finding] = field(default_factory=list)
    _omitted: list[Omission] = field(default_factory=list)

    def saw(self, what: str, example: str = "", count: int = 1) -> None:
        """One more of a kind that _MESSAGES names."""
        self._counts[what] = self._counts.get(what, 0) + count
        self._firsts.setdefault(what, (self.here, example.strip()[:_EXAMPLE]))

    def left_out(self, what: str, text: str, count: int = 1) -> None:
        """Words of one more of a kind that _REASONS names."""
        self.saw(what, text, count)
        if len(self._omitted) < MOST_OMISSIONS:
            self._omitted.append(omission(text, _REASONS[what], self.here))

    def omitted(self) -> tuple[Omission, ...]:
        """In the order of the document."""
        return visible(self._omitted)

    def saw_table(self, rows: int, location: Location) -> None:
        """A table that is read row by row."""
        self._tables.append(Finding("info", "table", f"这里有一个表格，共 {rows} 行，逐行读出", location))

    def findings(self) -> tuple[Finding, ...]:
        """In the order of their places."""
        found = list(self._tables)
        for what, count in self._counts.items():
            severity, code, message = _MESSAGES[what]
            place, example = self._firsts[what]
            found.append(Finding(severity, code, message.format(count=count, example=example), place))
        return tuple(sorted(found, key=lambda finding: (finding.location and finding.location.paragraph) or 0))
