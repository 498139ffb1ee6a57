/* The dialog in which a sentence is read again, recorded, and one of its takes chosen. After proof_record.js. */

(() => {
  'use strict';

  const { make, button, address, ask, trying, redraw, plainly, hush, recorder, whyNoRecording } = window.studioProof;
  const USUAL = 1, LARGEST_BYTES = 20e6;
  const KINDS = 'audio/*,.wav,.mp3,.m4a,.aac,.amr,.flac,.ogg,.opus,.wma,.webm,.mp4,.3gp';

  async function takes(page, sentence) {
    const told = await ask(path(sentence, ''));
    hush(page);
    const dialog = make('dialog', 'takes'), state = { page, sentence, dialog, audio: new Audio(), playing: null, isAtWork: false };
    dialog.append(head(state), state.list = make('ol', 'list'), tools(state), state.recorder.box,
      make('p', 'entry', '“✓ 现在用的”下次生成时用上。要改回去，选“1 原来的读法”；换读法不归“撤销”管。'), foot(state));
    listen(state);
    dialog.addEventListener('cancel', event => keepRecording(state, event));
    dialog.addEventListener('close', () => leave(state));
    page.section.append(dialog);
    show(state, told);
    dialog.showModal();
  }

  function path(sentence, rest) { return '/sentences/' + sentence.number + '/takes' + rest; }

  function head({ sentence }) {
    const box = make('header', '');
    box.append(make('h4', '', '换读法'), make('p', 'entry', sentence.written));
    return box;
  }

  /* --- what there is --- */

  function show(state, told) {
    state.list.textContent = '';
    told.takes.forEach(take => state.list.append(item(state, take)));
    state.sentence = told.sentence;
  }

  function item(state, take) {
    const row = make('li', take.is_chosen ? 'chosen' : ''), name = take.number + ' ' + plainly(take.how);
    const hear = button('hear', '▶ 听', () => play(state, take.number));
    row.dataset.take = take.number;
    hear.setAttribute('aria-label', '听 ' + name);
    row.append(hear, make('span', 'how', name + (take.is_usable ? '' : '（另一个声音读的，现在用不上）')));
    if (take.is_chosen) {
      row.append(make('strong', 'mark', '✓ 现在用的'));
    } else {
      const choose = button('use', '用这个', () => pick(state, take.number));
      choose.setAttribute('aria-label', '用 ' + name);
      row.append(choose);
    }
    return row;
  }

  /* --- hearing --- */

  function listen(state) {
    state.audio.addEventListener('playing', () => light(state, state.playing, '■ 停'));
    ['ended', 'pause'].forEach(event => state.audio.addEventListener(event, () => light(state, null)));
    state.audio.addEventListener('error', () => tellSilence(state));
  }

  function play(state, number) {
    const again = state.playing === number;
    state.audio.pause();
    light(state, null);
    if (again) { return; }
    state.audio.src = address(path(state.sentence, '/' + number + '/sound'));
    light(state, number, '请稍等');
    state.audio.play().catch(() => {});  // what goes wrong is told by the event error
  }

  function light(state, number, text) {
    state.playing = number;
    state.list.querySelectorAll('li').forEach(row => {
      const isPlaying = Number(row.dataset.take) === number;
      row.classList.toggle('speaking', isPlaying);
      row.querySelector('.hear').textContent = isPlaying ? text : '▶ 听';
    });
  }

  async function tellSilence(state) {
    if (state.playing === null) { return; }
    const where = path(state.sentence, '/' + state.playing + '/sound');
    light(state, null);
    const answer = await (window.studioFetch || fetch)(address(where)).catch(() => null);
    if (!answer) { tell(state, '没有连上工作室，请看看它是不是关掉了', true); return; }
    tell(state, answer.ok ? '这台电脑放不出声音，请看看音箱和浏览器' : (await answer.json()).error.message, true);
  }

  /* --- what can be done --- */

  function tools(state) {
    const box = make('div', 'tools'), why = whyNoRecording(), file = make('input');
    state.recorder = recorder({
      use: blob => send(state, blob, ''), tell: text => tell(state, text, true), quiet: () => { state.audio.pause(); tell(state, ''); },
    });
    file.type = 'file';
    file.accept = KINDS;
    file.hidden = true;
    file.addEventListener('change', () => bring(state, file));
    box.append(button('again', '再读一遍', () => again(state)));
    if (!why) { box.append(button('record', '● 自己录', () => { if (!state.isAtWork) { state.recorder.start(); } })); }
    box.append(button('bring', '选录音文件', () => file.click()), file);
    if (why) { box.append(make('p', 'warning', why)); }
    return box;
  }

  function foot(state) {
    const box = make('footer', ''), close = button('cancel', '关闭', () => { if (!keepRecording(state)) { state.dialog.close(); } });
    state.note = make('p', 'effect');
    state.note.setAttribute('role', 'status');
    box.append(state.note, close);
    return box;
  }

  const again = state => attempt(state, '正在换一种读法……', '/again', {}, told => '读好了：' + plainly(chosen(told).how));

  const pick = (state, number) => attempt(state, '', '/chosen', { take: number }, () =>
    (number === USUAL ? '改回原来的读法了' : '改用第 ' + number + ' 个读法了'));

  function send(state, blob, name) {
    if (blob.size > LARGEST_BYTES) {
      tell(state, '录音文件太大，最大 ' + LARGEST_BYTES / 1e6 + ' MB。只要这一句的录音，请剪短后再试。', true);
      return false;
    }
    const query = '?version=' + encodeURIComponent(state.page.told.version) + '&name=' + encodeURIComponent(name);
    return attempt(state, '正在调整录音的响度……', '/recording' + query, blob, () => '录音换上了');
  }

  function bring(state, file) {
    const [chosenFile] = file.files;
    if (chosenFile) { send(state, chosenFile, chosenFile.name); }
    file.value = '';
  }

  function chosen(told) { return told.takes.find(take => take.is_chosen); }

  /* Ask for something, show what comes of it, and let it be heard. Resolves to whether it was done. */
  async function attempt(state, meanwhile, what, body, done) {
    if (state.isAtWork) { return false; }
    work(state, true);
    state.audio.pause();
    tell(state, meanwhile);
    const asked = body instanceof Blob ? body : { version: state.page.told.version, ...body };
    try {
      const told = await ask(path(state.sentence, what), asked);
      show(state, told);
      redraw(told.sentence);
      tell(state, told.warnings.length ? told.warnings.join('；') : done(told), told.warnings.length > 0);
      if (state.dialog.open) { play(state, chosen(told).number); }
      return true;
    } catch (failure) {
      if (failure.code === 'outdated') { state.dialog.close(); trying(() => Promise.reject(failure)); }
      tell(state, failure.code ? failure.message : '没有连上工作室，请看看它是不是关掉了', true);
      return false;
    } finally {
      work(state, false);
    }
  }

  function work(state, isAtWork) {
    state.isAtWork = isAtWork;
    state.dialog.setAttribute('aria-busy', String(isAtWork));
  }

  function tell(state, text, isError) {
    state.note.textContent = text;
    state.note.classList.toggle('error', Boolean(isError));
  }

  /* --- leaving --- */

  /* A recording is not lost by a slip of the hand. Gives whether the dialog stays. */
  function keepRecording(state, event) {
    if (!state.recorder.isAtWork()) { return false; }
    if (event) { event.preventDefault(); }
    tell(state, '录音还没有用上：请按“用这个”，不要它就按“不录了”“不要了”。', true);
    return true;
  }

  function leave(state) {
    state.audio.pause();
    state.recorder.stop();
    state.dialog.remove();
    const element = window.studioProof.rowOf(state.sentence.number);
    if (element) { element.querySelector('.retake').focus({ preventScroll: true }); }
  }

  window.studioProof.takes = takes;
})();
