/* Proof-reading: fills <section id="proof" data-document="ID"> when window.studioProof.open(section) is called.

   A script may have 100,000 characters: sentences stand in chunks, and only those near the window are filled.
   proof_sentence.js draws a sentence, proof_edit.js edits it, proof_hearing.js plays it, proof_choice.js asks for a reading, proof_takes.js for a take. The frame may put its own way of asking into window.studioFetch (as fetch). */

(() => {
  'use strict';

  const PER_CHUNK = 16, NEAR = '1200px', ROW_PX = 22, LINE_PX = 55, LINE_CHARS = 20, WAIT_MS = 350;
  let page = null;

  /* --- elements: text is only ever text --- */

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) { element.className = className; }
    if (text !== undefined) { element.textContent = text; }
    return element;
  }

  function button(className, text, press) {
    const element = make('button', className, text);
    element.type = 'button';
    element.addEventListener('click', press);
    return element;
  }

  function say(text, isError) {
    page.status.textContent = text;
    page.status.classList.toggle('error', Boolean(isError));
  }

  /* --- asking --- */

  function address(path) { return '/api/proof/' + encodeURIComponent(page.id) + path; }

  async function ask(path, body) {
    const isSound = body instanceof Blob, type = isSound ? 'application/octet-stream' : 'application/json';
    const options = body === undefined ? {} : {
      method: 'POST', headers: { 'Content-Type': type }, body: isSound ? body : JSON.stringify(body),
    };
    const answer = await (window.studioFetch || fetch)(address(path), options);
    const told = await answer.json();
    if (answer.ok) { return told; }
    const failure = new Error(told.error.message + (told.error.hint ? '（' + told.error.hint + '）' : ''));
    failure.code = told.error.code;
    throw failure;
  }

  async function trying(work) {
    const mine = page;
    try {
      return await work();
    } catch (failure) {
      if (page !== mine) { return undefined; }
      if (failure.code === 'outdated') {
        await reloadHere();
        tellOfChange();
      }
      say(failure.code ? failure.message : '没有连上工作室，请看看它是不是关掉了', true);
      return undefined;
    }
  }

  /* --- the list --- */

  async function open(section) {
    section.querySelectorAll('dialog').forEach(dialog => dialog.close());
    if (page) { page.audio.pause(); page.observer.disconnect(); }
    page = { section, id: section.dataset.document, audio: new Audio(), chunks: [], speaking: null };
    page.observer = new IntersectionObserver(onSight, { rootMargin: NEAR });
    window.studioProof.listen(page);
    section.textContent = '';
    section.classList.add('proof');
    section.append(toolbar(), page.download = download(), page.list = make('div', 'list'));
    page.list.addEventListener('click', onPress);
    page.list.addEventListener('keydown', onKey);
    say('正在打开讲稿……');
    await trying(async () => { await reload(); say(''); });
  }

  function toolbar() {
    const bar = page.bar = make('div', 'bar');
    page.undo = button('undo', '撤销', () => turn('/undo', '已撤销'));
    page.redo = button('redo', '重做', () => turn('/redo', '已重做'));
    page.next = button('next', '下一处拿不准', goToUncertain);
    page.status = make('p', 'status');
    page.status.setAttribute('role', 'status');
    bar.append(page.undo, page.redo, page.next, page.status);
    return bar;
  }

  function download() {
    const link = make('a', 'download', '下载改过的文字（.txt）');
    link.href = address('/text');
    link.download = '';
    return link;
  }

  async function reload() {
    const mine = page, told = await ask('');
    if (page !== mine) { return; }
    show(told);
    page.observer.disconnect();
    page.list.textContent = '';
    page.chunks = [];
    told.sections.forEach(section => {
      page.list.append(make('h3', 'level' + section.level, section.name));
      for (let first = 0; first < section.count; first += PER_CHUNK) {
        addChunk(section.first + first, section.sizes.slice(first, first + PER_CHUNK));
      }
    });
    if (!told.count) { page.list.append(make('p', 'empty', '这份讲稿里没有可以朗读的文字。')); }
  }

  /* The other steps show the script too. */
  function tellOfChange() { page.section.dispatchEvent(new CustomEvent('studio:changed')); }

  /* What is in sight stays where it is. */
  async function reloadHere() {
    const mine = page, place = placeNow();
    await reload();
    if (page === mine) { await goBack(place); }
  }

  function addChunk(first, sizes) {
    const element = make('div', 'chunk');
    const chunk = { element, first, end: first + sizes.length, isFilled: false };
    const lines = sizes.reduce((sum, size) => sum + Math.max(1, Math.ceil(size / LINE_CHARS)), 0);
    element.style.minHeight = lines * LINE_PX + sizes.length * ROW_PX + 'px';
    element.chunk = chunk;
    page.chunks.push(chunk);
    page.list.append(element);
    page.observer.observe(element);
  }

  function show(told) {
    page.told = told;
    page.undo.disabled = !told.undo;
    page.redo.disabled = !told.redo;
    page.undo.title = told.undo || '';
    page.redo.title = told.redo || '';
    page.download.hidden = !told.undo;
    page.next.hidden = !told.uncertain.length;
    page.next.textContent = '下一处拿不准（' + told.uncertain.length + ' 句）';
  }

  function onSight(entries) {
    entries.forEach(entry => {
      const chunk = entry.target.chunk;
      if (entry.isIntersecting) { fill(chunk); } else { empty(chunk); }
    });
  }

  async function fill(chunk) {
    if (chunk.isFilled) { return; }
    chunk.isFilled = true;
    await trying(async () => {
      const told = await ask('/sentences?first=' + chunk.first + '&end=' + chunk.end);
      if (!chunk.isFilled || !chunk.element.isConnected) { return; }
      chunk.element.textContent = '';
      const rows = told.sentences.map(window.studioProof.row);
      chunk.element.append(...rows);
      window.studioProof.reopen(page, rows);
      chunk.element.style.minHeight = '';
      if (page.speaking !== null) { window.studioProof.light(page, page.speaking); }
    });
  }

  function empty(chunk) {
    const height = chunk.element.offsetHeight;
    // Without height, the whole section is hidden: it will be shown again.
    if (!chunk.isFilled || !height || chunk.element.querySelector('textarea')) { return; }
    chunk.isFilled = false;
    chunk.element.style.minHeight = height + 'px';
    chunk.element.textContent = '';
  }

  async function refill(chunk) {
    chunk.isFilled = false;
    await fill(chunk);
  }

  /* --- presses on sentences --- */

  function rowOf(number) { return page.list.querySelector('[data-number="' + number + '"]'); }

  function onPress(event) {
    const element = event.target.closest('article');
    if (!element || element.querySelector('textarea')) { return; }
    const character = event.target.closest('.c');
    if (event.target.closest('.edit')) {
      window.studioProof.edit(page, element);
    } else if (event.target.closest('.retake')) {
      trying(() => window.studioProof.takes(page, element.sentence));
    } else if (character) {
      trying(() => window.studioProof.choose(page, element.sentence, Number(character.dataset.offset)));
    } else if (event.target.closest('.hear, .written')) {
      window.studioProof.hear(page, element.sentence);
    }
  }

  function onKey(event) {
    if ((event.key === 'Enter' || event.key === ' ') && event.target.classList.contains('c')) {
      event.preventDefault();
      event.target.click();
    }
  }

  /* --- changing --- */

  /* Ask for a change; show what is new. The answer, or undefined where it failed and the reason is shown. `kept` is called once it is written. */
  function change(path, body, done, kept) {
    return trying(async () => {
      const told = await ask(path, Object.assign({ version: page.told.version }, body));
      if (kept) { kept(); }
      if (told.changed === null) {
        await reloadHere();
      } else {
        await refresh(told);
      }
      say(done + (told.said ? '，改了 ' + told.said + ' 句' : ''));
      tellOfChange();
      return told;
    });
  }

  async function turn(path, done) {
    const told = await change(path, {}, done);
    if (told && told.changed && told.changed.length) { await goTo(told.changed[0]); }
  }

  async function refresh(told) {
    show(told);
    const headings = page.list.querySelectorAll('h3');
    told.sections.forEach((section, index) => { headings[index].textContent = section.name; });
    const isNew = chunk => told.changed.some(number => number >= chunk.first && number < chunk.end);
    await Promise.all(page.chunks.filter(chunk => chunk.isFilled && isNew(chunk)).map(refill));
  }

  /* A sentence that sounds otherwise now. */
  function redraw(sentence) {
    const element = rowOf(sentence.number);
    if (element) { element.replaceWith(window.studioProof.row(sentence)); }
    return rowOf(sentence.number);
  }

  async function hearAgain(number) {
    const element = rowOf(number);
    if (element) { page.speaking = null; window.studioProof.hear(page, element.sentence); }
  }

  /* --- going somewhere --- */

  /* The sentence that is being edited, or the first in sight, and where it stands in the window. */
  function placeNow() {
    const rows = Array.from(page.list.querySelectorAll('article')), top = page.bar.getBoundingClientRect().bottom;
    const found = page.list.querySelector('.editing:focus-within') || rows.find(element => element.getBoundingClientRect().bottom > top);
    return found ? { number: Number(found.dataset.number), top: found.getBoundingClientRect().top } : { number: 0, top };
  }

  async function goBack(place) {
    const element = await goTo(place.number);
    if (element) { window.scrollBy(0, element.getBoundingClientRect().top - place.top); }
  }

  /* Where a sentence is to be seen, nothing moves. */
  async function goTo(number) {
    const chunk = page.chunks.find(one => number < one.end);
    if (!chunk) { return null; }
    if (!rowOf(number)) {
      chunk.element.scrollIntoView();
      await refill(chunk);
    }
    const element = rowOf(number), box = element && element.getBoundingClientRect();
    if (box && (box.top < page.bar.offsetHeight || box.bottom > window.innerHeight)) {
      element.scrollIntoView({ block: 'center' });
    }
    return element;
  }

  async function goToUncertain() {
    const numbers = page.told.uncertain;
    const next = numbers.find(number => number > (page.doubt === undefined ? -1 : page.doubt));
    page.doubt = next === undefined ? numbers[0] : next;
    const element = await goTo(page.doubt), found = element && element.querySelector('.uncertain');
    if (found) { found.focus({ preventScroll: true }); }
  }

  window.studioProof = { open, make, button, address, ask, say, trying, change, rowOf, redraw, hearAgain, wait: WAIT_MS };
})();
