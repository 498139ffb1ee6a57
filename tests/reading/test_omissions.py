from dangke_audio.model.report import Location
from dangke_audio.reading.omissions import MOST_OMISSIONS, is_loss, omission, visible


def test_pieces_are_stripped_and_the_invisible_are_not_listed() -> None:
    place = Location("讲稿.md", 3)
    pieces = visible(omission(text, "code", place) for text in ("  甲 \n乙 ", " ", "\u200b"))
    assert [(each.text, each.reason, str(each.location)) for each in pieces] == [
        ("甲 乙", "code", "讲稿.md:3「甲 乙」")
    ]


def test_there_is_an_end_to_them() -> None:
    assert (
        len(visible(omission("旧", "struck-out", Location("a")) for _ in range(MOST_OMISSIONS + 9))) == MOST_OMISSIONS
    )


def test_links_and_marks_are_no_loss() -> None:
    assert not is_loss("首页 关于我们", "navigation")
    assert is_loss("请大家带上雨具。", "navigation")
    assert not is_loss("[1]", "footnote")
    assert is_loss("旧", "struck-out")
