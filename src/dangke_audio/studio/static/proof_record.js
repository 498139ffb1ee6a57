/* A sentence recorded with the microphone: 准备 → 正在录 → 试听、用这个、重录. After proof.js. */

(() => {
  'use strict';

  const { make, button } = window.studioProof;
  const LONGEST_S = 120, TICK_MS = 100, DEAF_S = 2.5, FLOOR_DB = -60, FAINT_DB = -50;
  const OR_FILE = '也可以用手机录好，再按“选录音文件”。';
  const REASONS = {
    NotAllowedError: '浏览器没有得到用话筒的允许。请点地址栏左边的小图标，把“麦克风”改成“允许”，再按“自己录”；' + OR_FILE,
    NotFoundError: '没有找到话筒。请插上话筒或带话筒的耳机，再按“自己录”；' + OR_FILE,
    NotReadableError: '话筒打不开，可能别的程序正用着。请关掉微信通话、会议软件，再按“自己录”；' + OR_FILE,
  };

  /* Why there is no recording here; null where there is. */
  function whyNot() {
    const media = navigator.mediaDevices;
    if (window.isSecureContext && media && media.getUserMedia && window.MediaRecorder) { return null; }
    return window.isSecureContext
      ? '这个浏览器不能录音，请换新一些的 Edge、Chrome 或火狐；' + OR_FILE
      : '这里不能直接录音：用网络地址打开的网页，浏览器不让用话筒。请到开着工作室的那台电脑上录，' + OR_FILE;
  }

  /* `use` is given a recording, and resolves to whether it was kept; `tell` is given a complaint; `quiet` hushes the rest. */
  function recorder({ use, tell, quiet }) {
    const box = make('div', 'recorder'), record = { box, turn: 0, use, tell, quiet };
    box.setAttribute('aria-live', 'polite');
    return Object.assign(record, {
      start: () => start(record), stop: () => rest(record), isAtWork: () => box.childElementCount > 0,
    });
  }

  /* Nothing is recorded, and the microphone is let go. */
  function rest(record) {
    record.turn += 1;  // whatever is under way is not wanted any more
    clearInterval(record.timer);
    if (record.stream) { record.stream.getTracks().forEach(track => track.stop()); }
    if (record.context) { record.context.close(); }
    if (record.audio) { record.audio.pause(); URL.revokeObjectURL(record.audio.src); }
    record.stream = record.context = record.audio = null;
    record.box.textContent = '';
    alone(record, false);
  }

  /* While one records there is nothing else to be seen, and nothing else to be heard, than the sentence. */
  function alone(record, isAlone) { record.box.closest('dialog').classList.toggle('recording', isAlone); }

  async function start(record) {
    rest(record);
    record.quiet();
    const turn = record.turn, away = button('', '不录了', () => rest(record));
    record.box.append(make('p', 'state', '准备：正在打开话筒。浏览器要是问，请按“允许”。'), away);
    alone(record, true);
    away.focus();
    let stream;
    try {
      const audio = { channelCount: 1, echoCancellation: false, autoGainControl: false, noiseSuppression: true };
      stream = await navigator.mediaDevices.getUserMedia({ audio });
    } catch (failure) {
      if (turn !== record.turn) { return; }
      rest(record);
      record.tell(REASONS[failure.name] || REASONS.NotReadableError);
      return;
    }
    if (turn === record.turn) { hearken(record, stream); } else { stream.getTracks().forEach(track => track.stop()); }
  }

  function hearken(record, stream) {
    const pieces = [], turn = record.turn, began = performance.now();
    const machine = new MediaRecorder(stream, { audioBitsPerSecond: 128000 });
    const seconds = () => (performance.now() - began) / 1000;
    const stop = () => { if (machine.state !== 'inactive') { machine.stop(); } };
    record.stream = stream;
    machine.addEventListener('dataavailable', event => pieces.push(event.data));
    machine.addEventListener('stop', () => {
      if (turn === record.turn) { offer(record, new Blob(pieces, { type: machine.mimeType }), seconds()); }
    });
    stream.getAudioTracks()[0].addEventListener('ended', stop);  // it was pulled out
    machine.start();
    showRecording(record, seconds, stop);
  }

  function showRecording(record, seconds, stop) {
    const state = make('p', 'state'), time = make('span', 'time', '0 秒'), level = make('meter', 'level'), deaf = make('p', 'warning');
    const finish = button('stop', '■ 停止', stop), level_db = levelOf(record);
    let loudest = FLOOR_DB;
    state.append(make('span', 'dot'), '正在录，请读这一句 ', time);
    time.setAttribute('role', 'timer');
    level.setAttribute('aria-label', '声音大小');
    deaf.hidden = true;
    deaf.textContent = '没有听到声音，请看看话筒插好了没有、是不是关着。';
    record.box.textContent = '';
    record.box.append(state, level, finish, button('', '不录了', () => rest(record)), deaf);
    finish.focus();
    record.timer = setInterval(() => {
      const now = level_db();
      loudest = Math.max(loudest, now);
      level.value = 1 - now / FLOOR_DB;
      time.textContent = Math.floor(seconds()) + ' 秒';
      deaf.hidden = loudest > FAINT_DB || seconds() < DEAF_S;
      if (seconds() > LONGEST_S) { stop(); }
    }, TICK_MS);
  }

  /* How loud it is just now: the peak in dB below full scale. */
  function levelOf(record) {
    record.context = new AudioContext();
    const meter = record.context.createAnalyser(), samples = new Float32Array(meter.fftSize);
    record.context.createMediaStreamSource(record.stream).connect(meter);
    return () => {
      meter.getFloatTimeDomainData(samples);
      const peak = samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
      return Math.min(0, Math.max(FLOOR_DB, 20 * Math.log10(peak)));
    };
  }

  function offer(record, blob, seconds) {
    rest(record);
    const audio = record.audio = new Audio(URL.createObjectURL(blob));
    const listen = button('listen', '▶ 试听', () => {
      if (!audio.paused) { audio.pause(); return; }
      record.quiet();
      audio.currentTime = 0;
      audio.play().catch(() => record.tell('这台电脑放不出声音，请看看音箱和浏览器'));
    });
    audio.addEventListener('play', () => { listen.textContent = '■ 停'; });
    audio.addEventListener('pause', () => { listen.textContent = '▶ 试听'; });
    const keep = button('use', '用这个', async () => {
      const turn = record.turn;
      audio.pause();
      if (await record.use(blob) && turn === record.turn) { rest(record); }
    });
    const again = button('', '重录', () => start(record)), away = button('', '不要了', () => rest(record));
    record.box.append(make('p', 'state', '录好了，' + seconds.toFixed(1) + ' 秒。先听一听。'), listen, keep, again, away);
    listen.focus();
  }

  Object.assign(window.studioProof, { recorder, whyNoRecording: whyNot });
})();
