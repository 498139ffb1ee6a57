/* What the parts of the page's script share. They are joined in the order of page.py, into one function, as plain
   ES5: it has to run inside the web views of old phones. */

var data = JSON.parse(byId('data').textContent);
var starts = data.starts;
var chapters = data.chapters;
var chapterStarts = chapters.map(function (one) { return one.start; });
var audio = byId('audio');
var sentences = document.querySelectorAll('.s');
var chapterButtons = document.querySelectorAll('#chapters button');
var root = document.documentElement;

var STEP_S = 15;
var AHEAD_S = 0.06;      /* a sentence is lit so much before it is heard */
var SIZES_PX = [18, 20, 22, 26, 30, 36];
var HANDS_OFF_MS = 6000; /* who has just scrolled wants to look at something */
var GLIDE_MS = 1200;     /* what our own scrolling takes, at most */

var lit = -1;            /* the sentence that is read */
var chapter = -1;
var shownSecond = -1;
var wanted = null;       /* seconds to start at, until the sound is there */
var started = false;     /* something was played since the page was opened */
var impatient = false;   /* played before there was a sound */
var following = false;
var handAt = 0;          /* when the user last scrolled */
var ownUntil = 0;        /* until when it is us who scroll */

function byId(id) { return document.getElementById(id); }

function prefers(query) { return !!window.matchMedia && window.matchMedia(query).matches; }

function two(number) { return (number < 10 ? '0' : '') + number; }

function clock(seconds) {
  var whole = Math.max(0, Math.floor(seconds));
  var minutes = Math.floor(whole / 60) % 60, hours = Math.floor(whole / 3600);
  var text = two(minutes) + ':' + two(whole % 60);
  return hours ? hours + ':' + text : text;
}

/* The index of the last of these times that is not later, or -1. */
function lastBefore(times, seconds) {
  var low = 0, high = times.length;
  while (low < high) {
    var middle = (low + high) >> 1;
    if (times[middle] <= seconds) { low = middle + 1; } else { high = middle; }
  }
  return low - 1;
}
