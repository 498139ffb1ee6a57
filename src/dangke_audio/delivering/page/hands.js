/* What fingers, mice and keys do. */

var OLD_KEYS = { 32: ' ', 37: 'ArrowLeft', 39: 'ArrowRight', 188: ',', 190: '.', 219: '[', 221: ']' };

function onText(event) {
  var target = event.target;
  if (window.getSelection && String(window.getSelection())) { return; }
  while (target && target !== event.currentTarget) {
    if (target.getAttribute('data-s') !== null) {
      playSentence(Number(target.getAttribute('data-s')));
      return;
    }
    target = target.parentNode;
  }
}

function onKey(event) {
  var tag = event.target && event.target.tagName;
  if (event.ctrlKey || event.altKey || event.metaKey || tag === 'SELECT') { return; }
  var onButton = tag === 'BUTTON', onRange = tag === 'INPUT';
  switch (event.key || OLD_KEYS[event.keyCode]) {
    case ' ': case 'Spacebar': if (onButton) { return; } toggle(); break;
    case 'ArrowLeft': case 'Left': if (onRange) { return; } skip(-STEP_S); break;
    case 'ArrowRight': case 'Right': if (onRange) { return; } skip(STEP_S); break;
    case ',': case '，': playSentence(Math.max(0, lit - 1)); break;
    case '.': case '。': playSentence(lit + 1); break;
    case '[': case '【': playChapterBefore(); break;
    case ']': case '】': playChapter(chapter + 1); break;
    default: return;
  }
  event.preventDefault();
}

function onPress(id, action) { byId(id).addEventListener('click', action); }

function listenToHands() {
  onPress('play', toggle);
  onPress('back', function () { skip(-STEP_S); });
  onPress('forward', function () { skip(STEP_S); });
  onPress('here', comeBack);
  onPress('larger', function () { resize(1); });
  onPress('smaller', function () { resize(-1); });
  onPress('dark', function () { look('dark', !root.classList.contains('dark')); });
  onPress('text', onText);
  document.querySelector('header').addEventListener('click', onText);
  byId('speed').addEventListener('change', function () { look('speed', Number(byId('speed').value)); tellPosition(); });
  byId('seek').addEventListener('input', function () { handAt = 0; goTo(Number(byId('seek').value)); });
  for (var i = 0; i < chapterButtons.length; i += 1) {
    chapterButtons[i].addEventListener('click', playChapter.bind(null, i));
  }
  document.addEventListener('keydown', onKey);
  window.addEventListener('scroll', onScroll);
  window.addEventListener('wheel', byHand);
  window.addEventListener('touchmove', byHand);
  window.addEventListener('hashchange', followLink);
}

function byHand() {
  ownUntil = 0;
  handAt = Date.now();
}
