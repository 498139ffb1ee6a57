/* What is seen: the sentence that is lit, the chapter, the time; letters and colours. */

var looks = recall(LOOKS) || {};

function show(moved) {
  var seconds = position();
  light(lastBefore(starts, seconds + AHEAD_S), moved);
  var before = chapter;
  enter(Math.max(0, lastBefore(chapterStarts, seconds + AHEAD_S)));
  if (Math.floor(seconds) === shownSecond && chapter === before) { return; }
  shownSecond = Math.floor(seconds);
  byId('now').textContent = clock(seconds);
  byId('seek').value = String(shownSecond);
  byId('seek').setAttribute('aria-valuetext', clock(seconds) + '，' + chapters[chapter].title);
}

function light(index, moved) {
  if (index === lit && !moved) { return; }
  if (lit >= 0) { sentences[lit].classList.remove('lit'); }
  lit = index;
  if (lit >= 0) {
    sentences[lit].classList.add('lit');
    keepInView(false);
  }
  offerTheWayBack();
  savePlace();
}

function enter(index) {
  if (index === chapter) { return; }
  if (chapter >= 0) { chapterButtons[chapter].removeAttribute('aria-current'); }
  chapterButtons[index].setAttribute('aria-current', 'true');
  chapter = index;
  var list = byId('chapters'), button = chapterButtons[index];
  if (list.scrollHeight > list.clientHeight) { list.scrollTop = button.offsetTop - list.clientHeight / 2; }
  if (started) { byId('told').textContent = chapters[index].title; }
  tellSystem();
}

/* --- scrolling --- */

function room() { return window.innerHeight - byId('player').offsetHeight; }

function isInView() {
  if (lit < 0) { return true; }
  var box = sentences[lit].getBoundingClientRect();
  return box.top >= 0 && box.bottom <= room() || box.top < room() / 2 && box.bottom > room() / 2;
}

function keepInView(asked) {
  if (lit < 0 || (!asked && Date.now() - handAt < HANDS_OFF_MS)) { return; }
  var box = sentences[lit].getBoundingClientRect();
  if (!asked && box.top > 20 && box.bottom < room() - 20) { return; }
  var above = Math.max(20, Math.min(room() * 0.3, room() - box.height - 20));
  var top = Math.max(0, window.pageYOffset + box.top - above);
  ownUntil = Date.now() + GLIDE_MS;
  if ('scrollBehavior' in root.style && started && !prefers('(prefers-reduced-motion: reduce)')) {
    window.scrollTo({ top: top, behavior: 'smooth' });
  } else {
    window.scrollTo(0, top);
  }
}

function onScroll() {
  if (Date.now() > ownUntil) { handAt = Date.now(); }
  offerTheWayBack();
}

function offerTheWayBack() {
  var isNeeded = !isInView() && Date.now() > ownUntil;
  byId('here').className = isNeeded ? '' : 'hidden';
}

function comeBack() {
  handAt = 0;
  keepInView(true);
}

/* --- one line above the buttons, perhaps with something to press --- */

function notice(text, label, action) {
  var box = byId('notice');
  box.textContent = text;
  if (!label) { return; }
  var button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  button.addEventListener('click', function () { box.textContent = ''; action(); });
  box.appendChild(button);
}

/* --- looks --- */

function applyLooks() {
  var size = SIZES_PX.indexOf(looks.size) < 0 ? 22 : looks.size;
  root.style.fontSize = size + 'px';
  var isDark = typeof looks.dark === 'boolean' ? looks.dark : prefers('(prefers-color-scheme: dark)');
  root.classList[isDark ? 'add' : 'remove']('dark');
  byId('dark').setAttribute('aria-pressed', String(isDark));
  byId('smaller').disabled = size === SIZES_PX[0];
  byId('larger').disabled = size === SIZES_PX[SIZES_PX.length - 1];
  var speed = byId('speed');
  speed.value = String(looks.speed || 1);
  if (!speed.value) { speed.value = '1'; }
  audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);
}

function look(name, value) {
  looks[name] = value;
  remember(LOOKS, looks);
  applyLooks();
}

function resize(steps) {
  var index = SIZES_PX.indexOf(parseInt(root.style.fontSize, 10)) + steps;
  ownUntil = Date.now() + GLIDE_MS;
  look('size', SIZES_PX[Math.min(Math.max(0, index), SIZES_PX.length - 1)]);
  keepInView(false);
}
