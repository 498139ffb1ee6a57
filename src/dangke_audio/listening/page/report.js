(function () {
  'use strict';
  var sound = document.getElementById('sound');
  var fault = document.getElementById('fault');
  var playing = null;
  var end = Infinity;

  function mark(entry) {
    if (playing) { playing.classList.remove('playing'); }
    playing = entry;
    if (playing) { playing.classList.add('playing'); }
  }

  document.querySelectorAll('button[data-start]').forEach(function (button) {
    button.addEventListener('click', function () {
      mark(button.parentNode);
      end = parseFloat(button.getAttribute('data-end'));
      sound.currentTime = parseFloat(button.getAttribute('data-start'));
      var started = sound.play();
      if (started) { started.catch(function () { fault.hidden = false; }); }
    });
  });
  sound.addEventListener('timeupdate', function () {
    if (sound.currentTime >= end) { sound.pause(); end = Infinity; mark(null); }
  });
  sound.addEventListener('error', function () { fault.hidden = false; });
}());
