/* The player of 收听.html. Plain ES5: it has to run inside the web views of old phones. */
(function () {
  'use strict';

  var data = JSON.parse(byId('data').textContent);
  var starts = data.starts;
  var chapters = data.chapters;
  var audio = byId('audio');
  var sentences = document.querySelectorAll('.s');
  var chapterButtons = document.querySelectorAll('#chapters button');
  var root = document.documentElement;

  var STEP_S = 15;
  var AHEAD_S = 0.06;      /* a sentence is lit so much before it is heard */
  var SIZES_PX = [18, 20, 22, 26, 30, 36];
  var HANDS_OFF_MS = 6000; /* who has just scrolled wants to look at something */
  var PLACE = 'dangke-audio place ' + data.title;
  var LOOKS = 'dangke-audio looks';

  var lit = -1;
  var chapter = -1;
  var wanted = null;       /* seconds to start at, until the sound is there */
  var handAt = 0;
  var ownScroll = false;
  var looks = recall(LOOKS) || {};

  function byId(id) { return document.getElementById(id); }

  /* --- memory: a page that may not keep anything still plays --- */

  function recall(key) {
    try { return JSON.parse(window.localStorage.getItem(key)); } catch (error) { return null; }
  }

  function remember(key, value) {
    try { window.localStorage.setItem(key, JSON.stringify(value)); } catch (error) { return; }
  }

  /* --- where we are: a decoder gives everything `delay` later than the timeline says --- */

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

  function lastBefore(times, seconds) {
    var low = 0, high = times.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (times[middle] <= seconds) { low = middle + 1; } else { high = middle; }
    }
    return low - 1;
  }

  /* --- what is shown --- */

  function clock(seconds) {
    var whole = Math.max(0, Math.floor(seconds));
    var minutes = Math.floor(whole / 60) % 60, hours = Math.floor(whole / 3600);
    var text = two(minutes) + ':' + two(whole % 60);
    return hours ? hours + ':' + text : text;
  }

  function two(number) { return (number < 10 ? '0' : '') + number; }

  function show(moved) {
    var seconds = position();
    light(lastBefore(starts, seconds + AHEAD_S), moved);
    enter(Math.max(0, lastBefore(chapterStarts, seconds + AHEAD_S)));
    byId('now').textContent = clock(seconds);
    byId('seek').value = String(Math.round(seconds));
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
    if (started) { savePlace(); }
  }

  function enter(index) {
    if (index === chapter) { return; }
    for (var i = 0; i < chapterButtons.length; i += 1) {
      if (i === index) {
        chapterButtons[i].setAttribute('aria-current', 'true');
      } else {
        chapterButtons[i].removeAttribute('aria-current');
      }
    }
    chapter = index;
    if (started) { byId('told').textContent = chapters[index].title; }
    tellSystem();
  }

  function keepInView(asked) {
    if (lit < 0 || (!asked && Date.now() - handAt < HANDS_OFF_MS)) { return; }
    var box = sentences[lit].getBoundingClientRect();
    var bottom = window.innerHeight - byId('player').offsetHeight;
    if (!asked && box.top > 20 && box.bottom < bottom - 20) { return; }
    var top = Math.max(0, window.pageYOffset + box.top - bottom * 0.3);
    ownScroll = true;
    if ('scrollBehavior' in root.style && !prefers('(prefers-reduced-motion: reduce)')) {
      window.scrollTo({ top: top, behavior: 'smooth' });
    } else {
      window.scrollTo(0, top);
    }
  }

  function prefers(query) { return !!window.matchMedia && window.matchMedia(query).matches; }

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

  /* --- playing --- */

  var started = false;

  function play() {
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
    goTo(Math.max(0, starts[index] - AHEAD_S + 0.01));
    play();
  }

  function playChapter(index) {
    if (index < 0 || index >= chapters.length) { return; }
    handAt = 0;
    goTo(chapters[index].start);
    play();
  }

  function skip(seconds) { goTo(position() + seconds); }

  function onPlaying() {
    started = true;
    byId('notice').textContent = '';
    byId('play').setAttribute('aria-label', '暂停');
    byId('play').firstChild.textContent = '❚❚';
    follow();
  }

  function onPause() {
    byId('play').setAttribute('aria-label', '播放');
    byId('play').firstChild.textContent = '▶';
    if (started) { savePlace(); }
    tellPosition();
  }

  function follow() {
    show(false);
    if (!audio.paused && window.requestAnimationFrame) { window.requestAnimationFrame(follow); }
  }

  /* --- the place is kept by its words too, so that it is found again after the text was edited --- */

  function savePlace() {
    remember(PLACE, { seconds: position(), sentence: lit, words: lit >= 0 ? words(lit) : '' });
  }

  function words(index) { return sentences[index].textContent; }

  function placeOf(kept) {
    if (!kept || typeof kept.seconds !== 'number') { return -1; }
    var index = kept.sentence;
    if (index >= 0 && index < sentences.length && words(index) === kept.words) {
      return Math.min(Math.max(kept.seconds, starts[index]), index + 1 < starts.length ? starts[index + 1] : data.duration);
    }
    for (var away = 0; away < sentences.length; away += 1) {
      if (index - away >= 0 && index - away < sentences.length && words(index - away) === kept.words) { return starts[index - away]; }
      if (index + away < sentences.length && words(index + away) === kept.words) { return starts[index + away]; }
    }
    return Math.min(kept.seconds, data.duration);
  }

  function linked() {
    var found = /^#s(\d+)$/.exec(window.location.hash);
    return found && Number(found[1]) < starts.length ? Number(found[1]) : -1;
  }

  function begin() {
    var index = linked();
    if (index >= 0) {
      goTo(starts[index] - AHEAD_S + 0.01);
      keepInView(true);
      return;
    }
    var seconds = placeOf(recall(PLACE));
    if (seconds > 5 && seconds < data.duration - 5) {
      goTo(seconds);
      notice('上次听到 ' + clock(seconds) + '，按播放继续。', '从头听', function () { goTo(0); });
    } else {
      show(false);
    }
  }

  /* --- lock screen and headset buttons --- */

  function tellSystem() {
    if (!('mediaSession' in navigator) || !window.MediaMetadata || chapter < 0) { return; }
    var picture = document.querySelector('header img');
    var artwork = picture ? [{ src: picture.src, sizes: '500x500', type: 'image/jpeg' }] : [];
    var told = { title: chapters[chapter].title, artist: data.artist, album: data.title, artwork: artwork };
    var marks = chapters.map(function (one) { return { title: one.title, startTime: one.start, artwork: artwork }; });
    try {
      told.chapterInfo = marks;
      navigator.mediaSession.metadata = new window.MediaMetadata(told);
    } catch (error) {
      delete told.chapterInfo;
      navigator.mediaSession.metadata = new window.MediaMetadata(told);
    }
    tellPosition();
  }

  function tellPosition() {
    if (!('mediaSession' in navigator) || !navigator.mediaSession.setPositionState || !(audio.duration > 0)) { return; }
    try {
      navigator.mediaSession.setPositionState({
        duration: audio.duration, playbackRate: audio.playbackRate, position: Math.min(audio.currentTime, audio.duration)
      });
    } catch (error) { return; }
  }

  function answerSystem() {
    if (!('mediaSession' in navigator)) { return; }
    var actions = {
      play: play,
      pause: function () { audio.pause(); },
      seekbackward: function (told) { skip(-(told && told.seekOffset || STEP_S)); },
      seekforward: function (told) { skip(told && told.seekOffset || STEP_S); },
      previoustrack: function () { playChapter(position() - chapters[chapter].start > 3 ? chapter : chapter - 1); },
      nexttrack: function () { playChapter(chapter + 1); },
      seekto: function (told) { goTo(told.seekTime - data.delay); }
    };
    Object.keys(actions).forEach(function (name) {
      try { navigator.mediaSession.setActionHandler(name, actions[name]); } catch (error) { return; }
    });
  }

  /* --- looks --- */

  function applyLooks() {
    var size = SIZES_PX.indexOf(looks.size) < 0 ? 22 : looks.size;
    root.style.fontSize = size + 'px';
    var isDark = typeof looks.dark === 'boolean' ? looks.dark : prefers('(prefers-color-scheme: dark)');
    root.classList[isDark ? 'add' : 'remove']('dark');
    byId('dark').setAttribute('aria-pressed', String(isDark));
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
    look('size', SIZES_PX[Math.min(Math.max(0, index), SIZES_PX.length - 1)]);
    keepInView(false);
  }

  /* --- hands --- */

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
    switch (event.key) {
      case ' ': case 'Spacebar': if (onButton) { return; } toggle(); break;
      case 'ArrowLeft': case 'Left': if (onRange) { return; } skip(-STEP_S); break;
      case 'ArrowRight': case 'Right': if (onRange) { return; } skip(STEP_S); break;
      case ',': case '，': playSentence(Math.max(0, lit - 1)); break;
      case '.': case '。': playSentence(lit + 1); break;
      case '[': case '【': playChapter(chapter - 1); break;
      case ']': case '】': playChapter(chapter + 1); break;
      case 'PageUp': case 'PageDown': case 'ArrowUp': case 'ArrowDown': case 'Home': case 'End': handAt = Date.now(); return;
      default: return;
    }
    event.preventDefault();
  }

  function byHand() { handAt = Date.now(); }

  function listen() {
    byId('play').addEventListener('click', toggle);
    byId('back').addEventListener('click', function () { skip(-STEP_S); });
    byId('forward').addEventListener('click', function () { skip(STEP_S); });
    byId('here').addEventListener('click', function () { handAt = 0; keepInView(true); });
    byId('larger').addEventListener('click', function () { resize(1); });
    byId('smaller').addEventListener('click', function () { resize(-1); });
    byId('dark').addEventListener('click', function () { look('dark', !root.classList.contains('dark')); });
    byId('speed').addEventListener('change', function () { look('speed', Number(byId('speed').value)); tellPosition(); });
    byId('seek').addEventListener('input', function () { goTo(Number(byId('seek').value)); });
    byId('text').addEventListener('click', onText);
    document.querySelector('header').addEventListener('click', onText);
    for (var i = 0; i < chapterButtons.length; i += 1) {
      chapterButtons[i].addEventListener('click', playChapter.bind(null, i));
    }
    document.addEventListener('keydown', onKey);
    window.addEventListener('wheel', byHand);
    window.addEventListener('touchmove', byHand);
    window.addEventListener('hashchange', begin);
    window.addEventListener('pagehide', function () { if (started) { savePlace(); } });
    audio.addEventListener('playing', onPlaying);
    audio.addEventListener('pause', onPause);
    audio.addEventListener('ended', function () { goTo(0); remember(PLACE, null); });
    audio.addEventListener('timeupdate', function () { show(false); });
    audio.addEventListener('seeked', function () { show(false); tellPosition(); });
    audio.addEventListener('loadedmetadata', function () {
      if (wanted !== null) { goTo(wanted); }
      applyLooks();
      tellPosition();
    });
    audio.addEventListener('error', function () {
      notice(data.file ? '找不到声音文件：请把“' + data.file + '”和这个网页放在同一个文件夹里。' : '这里放不出声音，请换一个浏览器打开。');
    });
  }

  /* --- the sound: inside the page, or a file beside it --- */

  function decoded(text) {
    var parts = [], size = 1 << 20; /* a multiple of four letters */
    for (var start = 0; start < text.length; start += size) {
      var letters = window.atob(text.slice(start, start + size));
      var bytes = new Uint8Array(letters.length);
      for (var i = 0; i < letters.length; i += 1) { bytes[i] = letters.charCodeAt(i); }
      parts.push(bytes);
    }
    return new Blob(parts, { type: 'audio/mpeg' });
  }

  function load() {
    var holder = byId('sound');
    if (data.file) {
      audio.src = data.src;
    } else {
      audio.src = (window.URL || window.webkitURL).createObjectURL(decoded(holder.textContent));
      holder.textContent = '';
    }
  }

  var chapterStarts = chapters.map(function (one) { return one.start; });
  byId('seek').max = String(Math.floor(data.duration));
  byId('whole').textContent = clock(data.duration);
  applyLooks();
  answerSystem();
  listen();
  begin();
  window.setTimeout(load, 0); /* the text first */
}());
