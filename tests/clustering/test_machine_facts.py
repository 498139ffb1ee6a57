"""What two machines differ in, told so that somebody can put it right."""

import pytest

from dangke_audio.clustering.machine_facts import differences, facts, is_same, required

PRINT = "kokoro model=6e74 graph=signed-1 voice=ab12 onnxruntime=1.32.0 provider=cpu session=1 probe=0011"
CPU = "Linux x86_64 \nflags\t\t: avx avx2 fma\nmodel name\t: Intel(R) Xeon(R)"
OURS = {"dangke-audio": "0.1.0", "onnxruntime": "1.32.0", "numpy": "2.1", "processor": CPU, "fingerprint": PRINT}


def test_what_decides_the_samples_and_the_program_must_be_the_same_and_nothing_else() -> None:
    must = required(OURS)
    assert is_same(must, {**OURS, "numpy": "2.2", "machine": "another", "python": "3.12"})
    assert not is_same(must, {**OURS, "dangke-audio": "0.2.0"})
    assert not is_same(must, {**OURS, "fingerprint": PRINT.replace("0011", "0012")})
    assert not is_same(must, {"fault": "没有装"})


@pytest.mark.parametrize(
    ("theirs", "told"),
    [
        (
            {"onnxruntime": "1.33.0", "fingerprint": PRINT.replace("1.32.0", "1.33.0").replace("0011", "0012")},
            ["onnxruntime 这边是 1.32.0，那边是 1.33.0", "试读的结果"],
        ),
        ({"fingerprint": PRINT.replace("6e74", "ffff")}, ["语音模型不同"]),
        (
            {
                "fingerprint": PRINT.replace("0011", "0012"),
                "processor": CPU.replace(" fma", "").replace("Intel", "AMD"),
            },
            [
                "试读的结果（取决于处理器）不同",
                "处理器这边是 Intel(R) Xeon(R)，那边是 AMD(R) Xeon(R)",
                "那边的处理器没有 fma",
            ],
        ),
        ({"dangke-audio": "0.2.0"}, ["dangke-audio 这边是 0.1.0，那边是 0.2.0"]),
        ({"fault": "语音模型不完整"}, ["语音模型不完整"]),
        ({"fingerprint": "tone 2"}, ["引擎不同"]),
    ],
)
def test_the_difference_is_named(theirs: dict[str, str], told: list[str]) -> None:
    line = differences(OURS, {**OURS, **theirs})
    assert all(one in line for one in told), line


def test_a_machine_knows_itself() -> None:
    ours = facts()
    assert ours["dangke-audio"]
    assert ours["onnxruntime"]
    assert ours["processor"]
