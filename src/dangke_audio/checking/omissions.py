"""Why something is not read, in the user's words. A reason of the parser that is missing here fails a test."""

from dangke_audio.model.lecture import Lecture, Omission

REASONS = {
    "advert": "广告",
    "appendix": "书里正文以外的页",
    "author-mark": "作者的标记",
    "author-silent": "作者标明不读",
    "caption": "图片说明",
    "code": "程序代码",
    "contents": "目录",
    "copyright": "版权声明",
    "cover": "封面",
    "date": "日期",
    "footnote": "注释",
    "footnote-mark": "注释号",
    "hidden-text": "隐藏文字",
    "navigation": "网页上正文以外的内容",
    "official-copies": "抄送单位",
    "official-copy-number": "公文份号",
    "official-issuer": "发文机关标志",
    "official-number": "发文字号",
    "official-printed": "印发说明",
    "official-release": "公开属性",
    "official-secrecy": "密级",
    "official-signer": "签发人",
    "official-urgency": "紧急程度",
    "ornament": "装饰符号",
    "page-header": "页眉",
    "page-number": "页码",
    "paywall": "付费提示",
    "place": "地点、对象",
    "source": "来源、作者信息",
    "speaker": "主讲人",
    "speaker-label": "说话人",
    "stage-note": "现场提示",
    "struck-out": "删除线划掉的文字",
    "title-dress": "题目前后的字样",
    "title-repeated": "重复的题目",
    "url": "网址",
    "user-silent": "说明文件里标明不读",
    "watermark": "水印",
}


def reason_in_words(reason: str) -> str:
    """In Chinese; the name itself for one that is unknown."""
    return REASONS.get(reason, reason)


def omitted_words(lecture: Lecture) -> tuple[Omission, ...]:
    """What of the script's words is not read: the author's own marks are none."""
    return tuple(omission for omission in lecture.omitted if omission.reason != "author-mark")
