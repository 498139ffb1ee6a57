"""Templates are filled in one pass; a policy names a style by its digest."""

import base64
import hashlib

import pytest

from dangke_audio.html_pages import filled, source_hash


def test_a_value_is_no_template() -> None:
    assert (
        filled("<h1>{{title}}</h1>{ {{text}} }", {"title": "{{text}}", "text": "好"})
        == "<h1>{{text}}</h1>{ 好 }".encode()
    )


def test_a_place_without_a_value_is_a_bug() -> None:
    with pytest.raises(KeyError):
        filled("{{missing}}", {})


def test_half_of_a_surrogate_pair_is_a_question_mark() -> None:
    assert filled("{{title}}", {"title": "党\ud800课"}) == "党?课".encode()


def test_the_hash_is_of_utf_8() -> None:
    digest = base64.b64decode(source_hash("p { color: red } /* 红 */")[len("'sha256-") : -1])
    assert digest == hashlib.sha256("p { color: red } /* 红 */".encode()).digest()
