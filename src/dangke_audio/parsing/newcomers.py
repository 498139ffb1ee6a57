"""Labels of people to whom nobody gave a voice and whom no list of roles knows, in a talk of others: 村医小刘： 铁蛋：

A colon ends such a label, but also 我的看法是： 要做到三点： 关键： in the middle of what somebody says. What decides is the form:
the words must be short, no phrase, no field of a form and no common word, with speech behind them; and

- they name a person by their last word (记者旁白, 退休老教师, 村医小刘), or
- they come again, with other labels right below them, or
- all paragraphs of the talk have labels, also those around this one.

A newcomer's label is read, by the narrator: he has no voice by which he could be known.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dangke_audio.parsing.lines import Line
from dangke_audio.parsing.marks import mark_of
from dangke_audio.parsing.no_speakers import is_signature, is_word
from dangke_audio.parsing.people import SURNAME
from dangke_audio.parsing.role_labels import QUESTION_AND_ANSWER, Label, folded_name
from dangke_audio.parsing.salutation import is_salutation
from dangke_audio.parsing.stage_directions import DIRECTIONS

_FEWEST_TURNS = 2
"""Labels of roles with a voice that make a script a talk."""
_FEWEST_DENSE = 4
"""Labels of a talk in which all paragraphs have one."""
_FEWEST_AGAIN = 2
_LONGEST_NICKNAME = 4

_FORM = re.compile(
    rf"(?P<name>[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9·]{{1,9}})(?P<direction>{DIRECTIONS})?\s*[：:﹕︰∶]\s*(?=[^\s])"
)
_PHRASE = re.compile(
    r"[的是为有如了着过在把被让将就也都不没很更最及以因但若且吗呢吧]|^[我你他她它咱您这那哪每各某第其另再先想请看听]"
    r"|(?:说|道|问|答|讲|喊|称|曰|云|到|点|指出|强调|要求|提出|认为|表示|写|决定|规定|介绍|回忆|告诉)$|^(?:说|谈|讲|要|做|干|抓)"
)
_INDEX = r"[甲乙丙丁戊0-9一二三四五A-Da-d]?"
_PERSON = re.compile(
    r"(?:旁白|画外音|解说词?|独白|主持|司仪|主播|记者|(?<![动满全减增])员|[农村居市渔牧股网移灾乡]民|百姓|[群观听民]众|乡亲|[游顾乘旅房]客|客商|商人|老板|掌柜|[店户业房]主|贫困户"
    r"|战士|士兵|官兵|红军|八路军|民兵|[哨卫]兵|军人|[老新]兵|[军师旅团营连排班]长|政委|司令|将军|[民交武]?警察?|警官|特务|敌人|鬼子|地主"
    r"|老师|[教律厨]师|[学医]生|同学|孩子|少年|青年|小伙子?|姑娘|[女男小]孩子?|娃娃?|老人|老[汉头]|老太太?|妇女|[男女]人|先生|女士|小姐|小朋友|小哥|师傅|徒弟|护士|大夫|村医|司机|法官|工人|民工|[职员]工"
    r"|工程师|专家|教授|博士|作家|诗人|志愿者|[朗读诵讲述表演创业受访劳动]{2,4}者|(?:主讲|宣讲|讲述|领誓|宣誓|监誓|发言|报告|汇报|当事|主持|介绍)人|代表|书记|主任|经理|[局县镇乡村校院厂科处所站会部市省组队]长|主席|会计|村官|干部|领导|支书"
    r"|爷爷|奶奶|爸爸?|妈妈?|父亲|母亲|儿子|女儿|丈夫|妻子|老伴儿?|媳妇|婆婆|公公|岳[父母]|哥哥?|弟弟?|姐姐?|妹妹?|叔叔?|阿姨|伯伯|舅舅|姑姑|大[爷妈娘叔婶伯嫂]|孙[子女]|爱人"
    rf"|[老小阿]{SURNAME}){_INDEX}"
)
# 服务群众： 依靠党员： are what to do, not who speaks.
_DEED = re.compile(
    r"(?:依靠|服务|发动|对待|教育|组织|联系|关心|团结|动员|宣传|引导|培养|选拔|管理|监督|凝聚|带领|走进|深入|面向|作为|当好|争做|争当|表扬|表彰|慰问|帮助|关爱|尊重|相信|发展|吸收|参加|出席|列席|走访|感谢|针对|对于?|给|向|由)"
)
_DESCRIBED = re.compile(r"[男女][，,、。；;]|[^。！？!?]{0,12}\d+\s*岁|[^。！？!?]{0,12}[一二三四五六七八九十]+岁")


def newcomers_in(lines: Sequence[Line], labels: Mapping[int, Label]) -> dict[int, Label]:
    """By their lines, the labels that only their form tells, in a talk with these labels."""
    speaking = [number for number, label in labels.items() if label.role and label.name not in QUESTION_AND_ANSWER]
    if len(speaking) < _FEWEST_TURNS:
        return {}
    forms = {
        number: label
        for number, line in enumerate(lines)
        if number > speaking[0] and number not in labels and (label := _form(line)) is not None
    }
    answered = Counter(label.name for number, label in forms.items() if _is_answered(lines, number, labels))
    dense = _is_dense(lines, labels, forms)
    return {
        number: label
        for number, label in forms.items()
        if _is_person(label.name)
        or answered[label.name] >= _FEWEST_AGAIN
        or (dense and len(label.name) <= _LONGEST_NICKNAME and _is_answered(lines, number, labels))
    }


def is_described(line: Line, label: Label) -> bool:
    """Whether a line says who somebody is: 张三：男，四十五岁"""
    return _DESCRIBED.match(line.text, label.end) is not None


def _form(line: Line) -> Label | None:
    """What has the form of a label at the head of a line of text."""
    found = _FORM.match(line.text)
    if found is None or line.look.settled or line.look.role != "text" or mark_of(line.text) is not None:
        return None
    label = Label(0, found.end(), folded_name(found["name"]), None, has_colon=True, is_read=True)
    is_none = (
        _PHRASE.search(label.name)
        or is_word(label.name)
        or label.name in QUESTION_AND_ANSWER
        or is_signature(line.text)
        or is_salutation(line.text[: found.end()].rstrip())
        or is_described(line, label)
    )
    return None if is_none else label


def _is_person(name: str) -> bool:
    """Whether the last word of a label names a person or a voice of the stage."""
    return re.search(rf"(?:{_PERSON.pattern})$", name) is not None and _DEED.match(name) is None


def _is_answered(lines: Sequence[Line], number: int, labels: Mapping[int, Label]) -> bool:
    """Whether somebody else speaks on the next line, or nobody any more."""
    return number + 1 in labels or number + 1 == len(lines)


def _is_dense(lines: Sequence[Line], labels: Mapping[int, Label], forms: Mapping[int, Label]) -> bool:
    """Whether from the first label of a talk to its last every paragraph has one, those of brackets apart."""
    talk = range(min(labels), max(labels) + 1)
    bare = [n for n in talk if n not in labels and n not in forms and lines[n].text[0] not in "（(【[［"]
    return len(labels) + len(forms) >= _FEWEST_DENSE and not bare
