"""Elements around paragraphs, rows, cells and runs that are neither: content controls, revisions, alternatives."""

from collections.abc import Iterable, Iterator

from dangke_audio.reading.word.xml import Element, attribute, child, is_on, name_of

_TRANSPARENT = {"w:customXml", "w:smartTag", "w:ins", "w:moveTo", "w:sdtContent", "w:hyperlink"}


def is_placeholder(control: Element) -> bool:
    """Whether a content control shows its prompt (单击此处输入文字) because nobody has filled it in."""
    return is_on(child(control, "w:sdtPr"), "w:showingPlcHdr") or False


def is_contents_control(control: Element) -> bool:
    """Whether a content control is an automatic table of contents."""
    for kind in ("w:docPartObj", "w:docPartList"):
        gallery = child(control, "w:sdtPr", kind, "w:docPartGallery")
        if gallery is not None and (attribute(gallery, "val") or "").lower() == "table of contents":
            return True
    return False


def alternative(element: Element) -> Element | None:
    """Of an `mc:AlternateContent` the branch that is shown: the first choice, else the fallback; never both."""
    branches = {name_of(each): each for each in reversed(element)}
    choice = branches.get("mc:Choice")
    return choice if choice is not None else branches.get("mc:Fallback")


def unwrapped(elements: Iterable[Element] | None) -> Iterator[Element]:
    """The elements (or the children of one) without their wrappers. What is not shown comes out as it is: `w:sdt`, `w:del`, `w:moveFrom`."""
    for each in elements if elements is not None else ():
        name = name_of(each)
        if name in _TRANSPARENT:
            yield from unwrapped(each)
        elif name == "mc:AlternateContent":
            yield from unwrapped(alternative(each))
        elif name == "w:sdt" and not is_placeholder(each) and not is_contents_control(each):
            yield from unwrapped(child(each, "w:sdtContent"))
        else:
            yield each
