"""What is lit against what is heard, in Chromium, with the sound in the page and with the sound beside it."""

import base64
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.delivering.page.opened import opened, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FORMS = ["embedded", "beside"]
NEAR_MS = 100

# When each sentence is lit, in seconds of the sound; looked at from outside, without the page's help.
WATCH = """() => new Promise(done => {
  const audio = document.getElementById('audio'), shown = {};
  const look = () => {
    const line = document.querySelector('.lit');
    if (line && !(line.dataset.s in shown)) { shown[line.dataset.s] = audio.currentTime; }
    if (line && line.dataset.s === '11') { audio.pause(); done(shown); return; }
    setTimeout(look, 4);
  };
  document.getElementById('play').click();
  look();
})"""

# Where sound begins after silence, in seconds, by the browser's own decoder.
ONSETS = """async letters => {
  const bytes = Uint8Array.from(atob(letters), letter => letter.charCodeAt(0));
  const sound = await new OfflineAudioContext(1, 1, 24000).decodeAudioData(bytes.buffer);
  const found = [], wave = sound.getChannelData(0);
  let quietSince = -Infinity;
  for (let n = 0; n < wave.length; n += 1) {
    if (Math.abs(wave[n]) < 0.02) { continue; }
    if (n - quietSince > 0.2 * sound.sampleRate) { found.push(n / sound.sampleRate); }
    quietSince = n;
  }
  return found;
}"""

# By one clock: when the loudspeaker gets something after silence, and when which sentence is lit.
HEAR = """() => new Promise(done => {
  const audio = document.getElementById('audio'), context = new AudioContext(), meter = context.createAnalyser();
  meter.fftSize = 256;
  context.createMediaElementSource(audio).connect(meter);
  meter.connect(context.destination);
  const wave = new Float32Array(256), heard = [], shown = [], began = performance.now();
  let quietSince = began - 1000, last = -1;
  const look = () => {
    const now = performance.now();
    meter.getFloatTimeDomainData(wave);
    const isLoud = wave.some(value => Math.abs(value) > 0.02);
    if (isLoud && now - quietSince > 200) { heard.push(now); }
    if (isLoud) { quietSince = now; }
    const line = document.querySelector('.lit'), index = line ? +line.dataset.s : -1;
    if (index !== last) { shown.push([now, index]); last = index; }
    if (audio.ended || heard.length > 11 || now - began > 30000) { audio.pause(); done({heard, shown}); return; }
    setTimeout(look, 4);
  };
  document.getElementById('play').click();
  look();
})"""

# Taps a sentence; the seconds of the sound when something is heard, and which sentence is lit then.
TAP = """index => new Promise(done => {
  const audio = document.getElementById('audio');
  if (!window.meter) {
    const context = new AudioContext();
    window.meter = context.createAnalyser();
    meter.fftSize = 256;
    context.createMediaElementSource(audio).connect(meter);
    meter.connect(context.destination);
  }
  const wave = new Float32Array(256);
  audio.pause();
  const look = () => {
    meter.getFloatTimeDomainData(wave);
    if (!audio.seeking && wave.some(value => Math.abs(value) > 0.02)) {
      done([audio.currentTime, +document.querySelector('.lit').dataset.s]);
      return;
    }
    setTimeout(look, 2);
  };
  setTimeout(() => { document.getElementById('s' + index).click(); look(); }, 300);
})"""


@pytest.mark.parametrize("form", FORMS)
def test_a_sentence_is_lit_where_its_sound_begins(browser: "Browser", form: str, request: Any) -> None:
    """At ten points of the MP3 as the browser decodes it; opened from disk, as members open it."""
    path: Path = request.getfixturevalue(form)
    (mp3,) = path.parent.glob("*.mp3")
    with opened(browser, path) as page:
        shown = page.evaluate(WATCH)
        onsets = page.evaluate(ONSETS, base64.b64encode(mp3.read_bytes()).decode())
    assert len(onsets) == 13
    late_ms = [1000 * (shown[str(number)] - onsets[number]) for number in range(1, 11)]
    print(f"{form}: " + " ".join(f"{late:.0f}" for late in late_ms))
    assert max(map(abs, late_ms)) < NEAR_MS


@pytest.mark.parametrize("form", FORMS)
def test_a_sentence_is_lit_when_it_is_heard(browser: "Browser", form: str, request: Any) -> None:
    """At ten points: what the loudspeaker gets against what is lit, by one clock."""
    with served(request.getfixturevalue(form)) as address, opened(browser, address) as page:
        found = page.evaluate(HEAR)
    shown = {index: moment for moment, index in reversed(found["shown"])}
    late_ms = [shown[index] - moment for index, moment in enumerate(found["heard"][:11])][1:]
    print(f"{form}: " + " ".join(f"{late:.0f}" for late in late_ms))
    assert len(late_ms) == 10
    assert max(map(abs, late_ms)) < NEAR_MS


@pytest.mark.parametrize("form", FORMS)
def test_after_a_tap_the_sentence_is_heard_from_its_beginning(browser: "Browser", form: str, request: Any) -> None:
    """Wherever one jumps to, forward or backward; the sound there is the sentence's."""
    (mp3,) = request.getfixturevalue(form).parent.glob("*.mp3")
    with served(request.getfixturevalue(form)) as address, opened(browser, address) as page:
        onsets = page.evaluate(ONSETS, base64.b64encode(mp3.read_bytes()).decode())
        taps = [(number, *page.evaluate(TAP, number)) for number in (9, 2, 12, 5, 1, 8, 11, 3, 10, 6)]
    assert [number for number, _, _ in taps] == [shown for _, _, shown in taps]
    late_ms = [1000 * (seconds - onsets[number]) for number, seconds, _ in taps]
    print(f"{form}: " + " ".join(f"{late:.0f}" for late in late_ms))
    assert max(map(abs, late_ms)) < NEAR_MS
