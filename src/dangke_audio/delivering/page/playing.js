/* Playing, and where we are: a decoder gives everything `delay` later than the timeline says. */

function position() {
  return wanted === null ? Math.max(0, audio.currentTime - data.delay) : wanted;
}

function goTo(seconds) {
  var place = Math.min(Math.max(0, seconds), Math.max(0, data.duration - 0.2));
  if (audio.readyState > 0) {
    wanted = null;
    audio.currentTime = place + data.delay;
  } else {
    wanted = place;
  }
  show(true);
}

/* Just before the sentence, in the silence: it is lit already. */
function leadOf(index) { return Math.max(0, starts[index] - AHEAD_S + 0.01); }

function play() {
  if (!audio.src) {
    impatient = true;
    notice('正在打开声音，请稍等。');
    return;
  }
  handAt = 0;
  var promise = audio.play();
  if (promise && promise['catch']) {
    promise['catch'](function (error) {
      if (error && error.name === 'NotAllowedError') { notice('请再按一次播放。'); }
    });
  }
}

function toggle() {
  if (audio.paused) { play(); } else { audio.pause(); }
}

function playSentence(index) {
  if (index < 0 || index >= starts.length) { return; }
  handAt = 0;
  goTo(leadOf(index));
  play();
}

function playChapter(index) {
  if (index < 0 || index >= chapters.length) { return; }
  handAt = 0;
  goTo(chapters[index].start);
  play();
}

/* To the start of this one, when it has been read for a while. */
function playChapterBefore() { playChapter(position() - chapters[chapter].start > 3 ? chapter : chapter - 1); }

function skip(seconds) {
  handAt = 0;
  goTo(position() + seconds);
}

function onPlaying() {
  started = true;
  notice('');
  sayPlay('暂停', 'on');
  tellPosition();
  if (!following) { follow(); }
}

function onPause() {
  sayPlay('播放', '');
  savePlace();
  tellPosition();
}

function sayPlay(word, look) {
  byId('play').className = look;
  byId('word').textContent = word;
}

/* Frame by frame, one loop at a time; the events of the sound are the coarser way. */
function follow() {
  show(false);
  following = !audio.paused && !!window.requestAnimationFrame;
  if (following) { window.requestAnimationFrame(follow); }
}

function onEnded() {
  audio.pause();
  goTo(0);
  remember(PLACE, null);
}
