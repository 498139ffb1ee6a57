"""Names of people and their posts, dates, places: what the lines under a title say."""

import re

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅"
    "皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵汪祁毛禹狄米贝明臧计成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房"
    "解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊惠曲家封芮储靳段富焦巴弓牧隗山谷车侯全班仰仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶黎薄印白怀蒲从鄂索咸籍赖卓蔺屠"
    "蒙池乔阴苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越"
    "隆师巩聂晁勾敖融冷訾辛阚那简饶空曾沙养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖付代闫覃涂岳帅佘苟亓"
    "趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴華魏謝鄒竇雲蘇魯韋馬鳳費賀湯羅畢鄔樂時齊顧黃蕭龐項紀賈婁顏鍾駱盧應鄧單諸龔陸榮劉龍葉賴喬譚勞寧閻連習歐聶關權蓋"
)
_COMPOUND = "欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|东方|端木|南宫|西门"
_POST = (
    r"书记|書記|主任|省长|市长|县长|區長|区长|镇长|乡长|村长|州长|主席|部长|部長|局长|局長|处长|科长|校长|校長|院长|院長|所长|站长|"
    r"队长|組長|组长|会长|會長|社长|董事长|总经理|经理|总裁|教授|讲师|講師|研究员|研究員|老师|老師|委员|委員|代表|支书|干事|党员|總統|总统|总理|議員|同志|宣讲员|指导员|政委|院士|博士"
)
_ORGANISATION = (
    r"支部|党委|黨委|党校|黨校|委员会|委員會|办公室|辦公室|宣传部|宣傳部|组织部|組織部|统战部|纪委|纪检组|总支|党组|工作组|工作队|学院|學院|大学|大學|中学|小学|公司|集团|"
    r"管理局|教育局|团委|工会|妇联|村委会|居委会|讲师团|宣讲团|研究室|研究院|政府|人大|政协|街道办事处|服务中心"
)
_NUMERAL = "〇○零Ｏ一二三四五六七八九十百廿卅"

_PLACE = re.compile(r"[\u4e00-\u9fff、（）()“”]{1,24}")
SURNAME = f"[{_SURNAMES}]"
NAME = re.compile(
    rf"(?!通\s*[知告報报令]|公\s*[告示报]|简\s*[报介]|时\s*[间评]|於)(?:(?:{_COMPOUND})[\u4e00-\u9fff]{{1,2}}|[{_SURNAMES}](?:[\u4e00-\u9fff]{{1,2}}|(?:\s+[\u4e00-\u9fff]){{1,2}}|[×xXＸ*]{{1,2}})|[某×ＸxX]{{2,3}})"
)
# 侯市長友宜, as names are written in Taiwan
_TITLED_NAME = re.compile(rf"{SURNAME}(?:{_POST}|[\u4e00-\u9fff]?[長长]|主任委員)[\u4e00-\u9fff]{{2}}")
# (美国)詹姆斯·波尔克
_FOREIGN_NAME = re.compile(
    r"[（(\[〔【]\s*[\u4e00-\u9fff]{1,6}\s*[)）\]〕】]\s*[\u4e00-\u9fff]{1,8}(?:[·・•][\u4e00-\u9fffA-Z.]{1,8}){1,4}"
)
POST = re.compile(rf"[\u4e00-\u9fff、（）()]*(?:{_POST})")
ORGANISATION = re.compile(rf"[\u4e00-\u9fff\s“”×xXＸ]{{2,28}}(?:{_ORGANISATION})")
DATE = re.compile(
    rf"(?:公元|中華民國|中华民国|民國|民国)?(?:\d{{2,4}}|[{_NUMERAL}]{{2,5}})\s*年\s*(?:[（(]\s*\d{{4}}\s*年\s*[)）])?\s*(?:\d{{1,2}}|[{_NUMERAL}]{{1,3}})\s*月"
    rf"(?:\s*(?:\d{{1,2}}|[{_NUMERAL}]{{1,3}})\s*[日号號])?"
    rf"|(?:公元|中華民國|中华民国|民國|民国)?(?:\d{{2,4}}|[{_NUMERAL}]{{2,5}})\s*年\s*(?:元旦|除夕|春[节節]|[国國][庆慶][节節日]?)"
    r"|(?:19|20)\d\d\s*[-./．]\s*\d{1,2}(?:\s*[-./．]\s*\d{1,2})?"
)
CLOCK = re.compile(
    r"(?:北京|香港|當地|当地)?(?:時間|时间)?\s*(?:[上下中]午|晚上|早上)?\s*\d{1,2}\s*(?:[:：]\s*\d\d(?:\s*[:：]\s*\d\d)?|[时時点點]\s*(?:\d{1,2}\s*分)?)"
)
_WEEKDAY = r"[（(]?(?:星期|周|週|礼拜)[一二三四五六日天][）)]?"
_DATE_LINE = re.compile(
    rf"[（(]?\s*(?P<date>{DATE.pattern})\s*(?:{_WEEKDAY})?\s*(?:{CLOCK.pattern})?\s*(?:[于於][\u4e00-\u9fff]{{2,8}})?\s*[)）]?"
)
_CLOCK_LINE = re.compile(rf"{CLOCK.pattern}")


def date_line(text: str) -> str | None:
    """The date, if a line says nothing else: （2017年10月18日）, 2023年4月16日(星期日)."""
    found = _DATE_LINE.fullmatch(text)
    return found["date"] if found else None


def is_clock_line(text: str) -> bool:
    """Whether a line says a time of day and nothing else."""
    return _CLOCK_LINE.fullmatch(text) is not None


def speaker_line(text: str) -> bool:
    """Whether a line only names who speaks: 习近平, 张 三, 县委书记 李四, 中共某某县委党校."""
    if _FOREIGN_NAME.fullmatch(text):
        return True
    text = text.strip("（()）—-– ")
    if _TITLED_NAME.fullmatch(text):
        return True
    if NAME.fullmatch(text) or ORGANISATION.fullmatch(text):
        return True
    *before, last = re.split(r"\s+|[:：]", text)
    if not before or len(text) > 40:
        return False
    if len(before) >= 2 and len(before[-1]) == 1 and len(last) == 1:  # 书记 张 三
        before, last = before[:-1], before[-1] + last
    parts = [part for part in before if part]
    if any(NAME.fullmatch(part) and not POST.fullmatch(part) for part in parts):
        return False  # 村民代表：张三 李四 王五 is a list
    told = any(POST.fullmatch(part) or ORGANISATION.fullmatch(part) for part in parts)
    return told and bool(NAME.fullmatch(last)) and all(_PLACE.fullmatch(part) for part in parts)
