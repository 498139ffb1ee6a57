import subprocess
import sys
from pathlib import Path

import pytest

from dangke_audio.segmenting import words
from dangke_audio.segmenting.words import jieba_segmenter, rjieba_segmenter, words_by

SEED = Path(__file__).parents[2] / "seeds" / "000_e140869088638101.txt"

SENTENCES = (
    "中华民族伟大复兴，绝不是轻轻松松、敲锣打鼓就能实现的。",
    "请登录www.12371.cn，下载“学习强国”APP。",
    "2024年6月30日9:00—11:30，C919飞机2.35万架。",
    "王小明同志在柳家湾村讲了一堂微党课 ！",
    "臺灣被歐美的媒體稱為「亞洲民主的模範生」。",
    "  空格\t和　全角空格  ",
    "Thank you. 谢谢大家！😀𠮷",
)


def test_rjieba_and_jieba_give_the_same_words() -> None:
    pytest.importorskip("rjieba")
    quick, slow = rjieba_segmenter(), jieba_segmenter()
    for sentence in (*SEED.read_text("utf-8").splitlines(), *SENTENCES):
        assert words_by(quick, sentence) == words_by(slow, sentence)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_joining_the_words_gives_the_text_back(sentence: str) -> None:
    assert "".join(words(sentence)) == sentence


def test_words_are_words() -> None:
    assert words("充分发挥党员的先锋模范作用") == ("充分发挥", "党员", "的", "先锋", "模范作用")
    assert words("穿T恤看《党章》") == ("穿", "T恤", "看", "《", "党章", "》")
    assert words("9:00到www.12371.cn看2.35万") == ("9:00", "到", "www.12371.cn", "看", "2.35", "万")
    assert words("") == ()


def test_jieba_is_silent_and_leaves_nothing_behind(tmp_path: Path) -> None:
    program = "from dangke_audio.segmenting.words import jieba_segmenter as load; print(load()('党员干部'))"
    environment = {"TMPDIR": str(tmp_path), "TEMP": str(tmp_path), "PYTHONWARNINGS": "default", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, encoding="utf-8", env=environment
    )
    assert done.stdout.strip() == "['党员干部']"
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_import_loads_no_dictionary() -> None:
    program = "import sys, dangke_audio.segmenting; print({'jieba', 'rjieba'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, encoding="utf-8")
    assert done.stdout.strip() == "set()", done.stderr
