/* The place where the listener was, kept by its words too, so that it is found again after the text was edited. */

var PLACE = 'dangke-audio place ' + data.title;
var LOOKS = 'dangke-audio looks';

/* A page that may not keep anything still plays. */
function recall(key) {
  try { return JSON.parse(window.localStorage.getItem(key)); } catch (error) { return null; }
}

function remember(key, value) {
  try { window.localStorage.setItem(key, JSON.stringify(value)); } catch (error) { return; }
}

function words(index) { return sentences[index].textContent; }

function savePlace() {
  if (!started) { return; }
  remember(PLACE, { seconds: position(), sentence: lit, words: lit >= 0 ? words(lit) : '' });
}

/* Seconds, or -1 where nothing was kept. */
function placeOf(kept) {
  if (!kept || typeof kept.seconds !== 'number') { return -1; }
  var index = kept.sentence;
  if (index >= 0 && index < sentences.length && words(index) === kept.words) {
    return Math.min(Math.max(kept.seconds, starts[index]), index + 1 < starts.length ? starts[index + 1] : data.duration);
  }
  for (var away = 0; away < sentences.length + index; away += 1) {
    if (isSaying(index - away, kept.words)) { return starts[index - away]; }
    if (isSaying(index + away, kept.words)) { return starts[index + away]; }
  }
  return Math.min(kept.seconds, data.duration);
}

function isSaying(index, text) { return index >= 0 && index < sentences.length && words(index) === text; }

/* The sentence that the address names (#s12), or -1. */
function linked() {
  var found = /^#s(\d+)$/.exec(window.location.hash);
  return found && Number(found[1]) < starts.length ? Number(found[1]) : -1;
}

function followLink() {
  var index = linked();
  if (index < 0) { return false; }
  goTo(leadOf(index));
  keepInView(true);
  return true;
}

function begin() {
  if (followLink()) { return; }
  var seconds = placeOf(recall(PLACE));
  if (seconds > 5 && seconds < data.duration - 5) {
    goTo(seconds);
    keepInView(true);
    notice('上次听到 ' + clock(seconds) + '。', '从头听', function () { goTo(0); keepInView(true); });
  } else {
    show(false);
  }
}
