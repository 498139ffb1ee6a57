/* The lock screen, and buttons of headsets and cars. */

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
  if (!('mediaSession' in navigator) || !navigator.mediaSession.setActionHandler) { return; }
  var actions = {
    play: play,
    pause: function () { audio.pause(); },
    seekbackward: function (told) { skip(-(told && told.seekOffset || STEP_S)); },
    seekforward: function (told) { skip(told && told.seekOffset || STEP_S); },
    previoustrack: playChapterBefore,
    nexttrack: function () { playChapter(chapter + 1); },
    seekto: function (told) { goTo(told.seekTime - data.delay); }
  };
  Object.keys(actions).forEach(function (name) {
    try { navigator.mediaSession.setActionHandler(name, actions[name]); } catch (error) { return; }
  });
}
