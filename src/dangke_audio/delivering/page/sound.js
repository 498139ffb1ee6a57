/* The sound: inside the page, or a file beside it. It stands behind this script, so that the text serves first. */

var SLICE = 1 << 22; /* letters decoded in one go, a multiple of four: the page answers between them */

function listenToSound() {
  audio.addEventListener('playing', onPlaying);
  audio.addEventListener('pause', onPause);
  audio.addEventListener('ended', onEnded);
  audio.addEventListener('timeupdate', function () { show(false); });
  audio.addEventListener('seeked', function () { show(false); tellPosition(); });
  audio.addEventListener('loadedmetadata', function () {
    if (wanted !== null) { goTo(wanted); }
    applyLooks();
    tellPosition();
  });
  audio.addEventListener('error', function () {
    notice(data.file ? '找不到声音文件：请把“' + data.file + '”和这个网页放在同一个文件夹里。' :
      '这里放不出声音：请换一个浏览器打开，或者直接播放 MP3 文件。');
  });
  window.addEventListener('pagehide', savePlace);
}

function bytesOf(letters) {
  var bytes = new Uint8Array(letters.length);
  for (var i = 0; i < letters.length; i += 1) { bytes[i] = letters.charCodeAt(i); }
  return bytes;
}

function decode(text, start, parts) {
  if (start < text.length) {
    parts.push(bytesOf(window.atob(text.slice(start, start + SLICE))));
    window.setTimeout(function () { decode(text, start + SLICE, parts); }, 0);
  } else {
    open((window.URL || window.webkitURL).createObjectURL(new Blob(parts, { type: 'audio/mpeg' })));
  }
}

function open(address) {
  audio.src = address;
  if (impatient) { play(); }
}

function load() {
  if (data.file) {
    open(data.src);
    return;
  }
  var holder = byId('audio-data'), text = holder.textContent;
  holder.textContent = '';
  decode(text, 0, []);
}

byId('seek').max = String(Math.floor(data.duration));
byId('whole').textContent = clock(data.duration);
applyLooks();
answerSystem();
listenToHands();
listenToSound();
begin();
if (document.readyState === 'loading') {
  document.addEventListener('DOMContentLoaded', load);
} else {
  load();
}
