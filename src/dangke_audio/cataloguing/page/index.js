(function () {
  "use strict";
  var MOST_HITS = 20; // sentences shown of one lecture
  var lectures = JSON.parse(document.getElementById("data").textContent);
  var query = document.getElementById("query");
  var found = document.getElementById("found");
  var items = document.querySelectorAll(".lecture");
  var waiting = null;

  // Full-width letters and digits are searched as half-width ones; lengths stay, so places in the text do too.
  function folded(text) {
    return text.replace(/[\uff01-\uff5e]/g, function (wide) {
      return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
    }).replace(/[A-Z]/g, function (capital) { return capital.toLowerCase(); });
  }

  function holds(text, words) {
    for (var i = 0; i < words.length; i++) {
      if (text.indexOf(words[i]) < 0) { return false; }
    }
    return true;
  }

  function clock(seconds) {
    var hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60;
    function two(number) { return (number < 10 ? "0" : "") + number; }
    return (hours ? hours + ":" : "") + two(minutes) + ":" + two(seconds % 60);
  }

  // Only text nodes are made of what was written, never markup.
  function marked(parent, written, words) {
    var text = folded(written), at = 0;
    while (at < written.length) {
      var next = -1, length = 0;
      for (var i = 0; i < words.length; i++) {
        var place = text.indexOf(words[i], at);
        if (place >= 0 && (next < 0 || place < next || (place === next && words[i].length > length))) {
          next = place;
          length = words[i].length;
        }
      }
      if (next < 0) { break; }
      parent.appendChild(document.createTextNode(written.slice(at, next)));
      var mark = document.createElement("mark");
      mark.textContent = written.slice(next, next + length);
      parent.appendChild(mark);
      at = next + length;
    }
    parent.appendChild(document.createTextNode(written.slice(at)));
  }

  function hit(lecture, index, words) {
    var item = document.createElement("li");
    var place = document.createElement(lecture.h ? "a" : "span");
    if (lecture.h) { place.href = lecture.h + (lecture.p ? index : lecture.c[index]); }
    var at = document.createElement("span");
    at.className = "at";
    at.textContent = clock(lecture.c[index]);
    place.appendChild(at);
    marked(place, lecture.w[index], words);
    item.appendChild(place);
    return item;
  }

  function hitsOf(lecture, words) {
    var list = document.createElement("ol"), count = 0;
    list.className = "hits";
    lecture.f = lecture.f || lecture.w.map(folded); // once, at the first search
    for (var i = 0; i < lecture.w.length; i++) {
      if (!holds(lecture.f[i], words)) { continue; }
      count += 1;
      if (count <= MOST_HITS) { list.appendChild(hit(lecture, i, words)); }
    }
    if (count > MOST_HITS) {
      var more = document.createElement("li");
      more.className = "more";
      more.textContent = "还有 " + (count - MOST_HITS) + " 处";
      list.appendChild(more);
    }
    return { list: list, count: count };
  }

  function show(item, lecture, words) {
    var heading = item.querySelector("h2"), old = item.querySelector(".hits");
    if (old) { item.removeChild(old); }
    heading.textContent = "";
    marked(heading, lecture.t, words);
    if (!words.length) {
      item.hidden = false;
      return { seen: true, count: 0 };
    }
    var hits = hitsOf(lecture, words);
    var seen = hits.count > 0 || holds(folded(lecture.t + " " + lecture.s), words);
    item.hidden = !seen;
    if (hits.count) { item.appendChild(hits.list); }
    return { seen: seen, count: hits.count };
  }

  function search() {
    var words = folded(query.value).split(/\s+/).filter(function (word) { return word; });
    var seen = 0, count = 0;
    for (var i = 0; i < items.length; i++) {
      var shown = show(items[i], lectures[i], words);
      seen += shown.seen ? 1 : 0;
      count += shown.count;
    }
    if (!words.length) {
      found.textContent = "";
    } else if (!seen) {
      found.textContent = "没有找到，换个词试试。";
    } else {
      found.textContent = "找到 " + seen + " 篇" + (count ? "，正文里 " + count + " 处" : "");
    }
  }

  function soon() {
    if (waiting) { clearTimeout(waiting); }
    waiting = setTimeout(search, 120);
  }

  document.getElementById("search").hidden = false;
  document.getElementById("search").addEventListener("submit", function (event) {
    event.preventDefault();
    search();
  });
  query.addEventListener("input", soon);
  query.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      query.value = "";
      search();
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && document.activeElement !== query && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      query.focus();
    }
  });
  if (query.value) { search(); } // a browser that goes back keeps what was typed
})();
