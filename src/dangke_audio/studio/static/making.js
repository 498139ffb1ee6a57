/** Step 3: who reads it, for whom; how far it is; what came of it. */

import { ask, by, button, complain, duration, made, size } from './page.js';

const FIRST = ['lecture', 'page', 'm4b', 'part'];

let shown = null;
let state = '';
let about = {};
let voices = [];
let hornDocuments = () => [];

/** `others()` gives the documents that can go onto a stick. */
export function startMaking(facts, others) {
  about = facts;
  hornDocuments = others;
  by('build').addEventListener('click', () => act('build'));
  by('stop').addEventListener('click', () => act('stop'));
  by('choices').addEventListener('change', choose);
  by('choices').addEventListener('submit', (event) => event.preventDefault());
  by('export-form').addEventListener('submit', exportNow);
}

/** Show a document. */
export async function showMaking(id) {
  shown = id;
  for (const error of ['choices-error', 'job-error', 'export-error']) complain(error, null);
  by('export-text').textContent = '';
  by('results').hidden = by('export').hidden = true;
  try {
    if (!voices.length) voices = (await ask('/api/voices')).voices;
    const one = await ask(`/api/documents/${id}`);
    if (shown !== id) return;
    drawChoices(one);
    drawJob(one.job);
    drawResults(one.results);
  } catch (error) {
    if (shown === id) complain('job-error', error);
  }
}

/** What an event says of the document that is shown. */
export async function hearJob(jobs) {
  const job = jobs[shown];
  if (!job) return;
  const before = state;
  drawJob(job);
  if (job.state === before || job.state !== 'done') return;
  by('player').removeAttribute('src'); // the address is the same, the sound is another
  await refreshResults(shown);
}

/** The script may have been changed on another tab. */
export async function refreshResults(id) {
  if (shown !== id) return; // it is just being shown, and brings them
  const one = await ask(`/api/documents/${id}`);
  if (shown === id) drawResults(one.results);
}

function drawChoices(one) {
  const usable = voices.filter((voice) => !voice.fault);
  const chosen = one.voice || usable[0]?.name;
  const row = (voice) => voiceRow(voice, voice.name === chosen);
  const apart = (voice) => voice.online || voice.fault;
  const others = voices.filter(apart);
  const more = made('details', '', made('summary', '', `要联网的声音等 ${others.length} 个`), ...others.map(row));
  more.open = others.some((voice) => voice.name === chosen);
  by('voices').replaceChildren(...voices.filter((voice) => !apart(voice)).map(row), ...(others.length ? [more] : []));
  for (const box of by('choices').elements.edition) box.checked = one.editions.includes(box.value);
}

function voiceRow(voice, isChosen) {
  const radio = made('input');
  Object.assign(radio, { type: 'radio', name: 'voice', value: voice.name, checked: isChosen, disabled: Boolean(voice.fault) });
  const remark = voice.fault || (voice.online ? '要联网，讲稿的文字会发到网上' : '');
  const words = made('span', '', voice.title, remark ? made('small', '', remark) : null);
  const hear = button('', () => hearSample(voice, hear), '试听');
  hear.setAttribute('aria-label', `试听 ${voice.title}`);
  hear.disabled = Boolean(voice.fault);
  return made('div', 'voice', made('label', '', radio, words), hear);
}

async function hearSample(voice, hear) {
  complain('choices-error', null);
  hear.disabled = true;
  hear.textContent = '请稍等';
  try {
    const address = `/api/voices/${encodeURIComponent(voice.name)}/sample`;
    const response = await fetch(address);
    if (!response.ok) await ask(address); // tells why
    const sound = by('sample');
    if (sound.src) URL.revokeObjectURL(sound.src);
    sound.src = URL.createObjectURL(await response.blob());
    await sound.play();
  } catch (error) {
    complain('choices-error', error);
  } finally {
    hear.disabled = false;
    hear.textContent = '试听';
  }
}

/** True where the server took it. */
async function choose() {
  complain('choices-error', null);
  const form = by('choices').elements;
  const editions = [...form.edition].filter((box) => box.checked).map((box) => box.value);
  const voice = by('choices').querySelector('[name=voice]:checked')?.value;
  try {
    await ask(`/api/documents/${shown}/choices`, 'PUT', { voice, editions });
    return true;
  } catch (error) {
    complain('choices-error', error);
    return false;
  }
}

async function act(what) {
  complain('job-error', null);
  by(what).disabled = true;
  try {
    if (what === 'build' && !(await choose())) return;
    const one = await ask(`/api/documents/${shown}/${what}`, 'POST', {});
    drawJob(one.job);
    by(what === 'build' ? 'stop' : 'build').focus();
  } catch (error) {
    complain('job-error', error);
  } finally {
    by(what).disabled = false;
  }
}

function drawJob(job) {
  state = job.state;
  const isBusy = state === 'running' || state === 'queued';
  by('build').hidden = isBusy;
  by('stop').hidden = !isBusy;
  by('build').textContent = { done: '重新生成', stopped: '接着生成', failed: '再试一次' }[state] || '生成';
  by('stop').disabled = Boolean(job.is_stopping);
  for (const field of by('choices').querySelectorAll('fieldset')) field.disabled = isBusy;
  by('bar').classList.toggle('idle', state !== 'running');
  if (job.phase === 'preparing') by('bar').removeAttribute('value');
  else by('bar').value = state === 'running' ? (job.phase === 'finishing' ? 1 : job.share || 0) : 0;
  by('job-text').textContent = jobWords(job);
  complain('job-error', null);
  if (job.error) tellFailure(job.error);
}

function tellFailure(error) {
  const place = by('job-error');
  place.hidden = false;
  place.textContent = (error.place ? `${error.place}：` : '') + error.message + (error.hint ? `\n${error.hint}` : '');
}

function jobWords(job) {
  if (job.is_stopping) return '正在停下，读完这一句就停……';
  if (state === 'queued') return job.ahead ? `排队，前面还有 ${job.ahead} 篇。` : '马上开始。';
  if (state === 'done') return '已经做好，可以收听、下载了。';
  if (state === 'stopped') return '已停止。做好的部分都在，下次接着做。';
  if (state !== 'running') return '';
  if (job.phase === 'speaking') {
    const left = job.left_s === null ? '' : `，约剩 ${duration(1000 * job.left_s)}`;
    return `正在读第 ${job.done} 段，共 ${job.total} 段${left}`;
  }
  return job.phase === 'finishing' ? '读完了，正在整理文件……' : '正在准备……';
}

function drawResults(results) {
  by('results').hidden = !results;
  by('export').hidden = !results?.editions.includes('horn');
  if (!results) return;
  const chapters = results.chapters.length;
  by('results-text').textContent = `《${results.title}》，${duration(results.duration_ms)}，${chapters} 章。文件夹：${results.folder}`;
  drawTogether();
  by('stale').hidden = results.is_current;
  const lecture = results.files.find((file) => file.kind === 'lecture');
  const player = by('player');
  player.hidden = !lecture;
  if (lecture && player.getAttribute('src') !== lecture.href) player.src = lecture.href;
  by('files').replaceChildren(...results.files.filter((file) => FIRST.includes(file.kind)).map(fileRow));
  const others = results.files.filter((file) => !FIRST.includes(file.kind));
  by('others').replaceChildren(...others.map(fileRow));
  by('more-files').hidden = !others.length;
  const page = results.files.find((file) => file.kind === 'page');
  by('qr').hidden = !(about.is_lan && page);
  if (about.is_lan && page) by('qr-picture').src = `/api/documents/${shown}/qr.svg`;
}

function drawTogether() {
  const others = hornDocuments().filter((one) => one.id !== shown);
  by('others-part').hidden = !others.length;
  by('together').replaceChildren(
    ...others.map((one) => {
      const box = made('input');
      Object.assign(box, { type: 'checkbox', name: 'together', value: one.id });
      return made('label', 'pick', box, made('span', '', one.title || one.name));
    }),
  );
}

function fileRow(file) {
  const isPage = file.kind === 'page';
  const words = isPage ? '打开收听网页' : ['section', 'part'].includes(file.kind) ? file.name : `下载${file.label}`;
  const link = made('a', '', made('span', '', words), made('span', 'size', size(file.size)));
  link.href = file.href;
  if (isPage) link.target = '_blank';
  else link.download = file.name.split('/').pop();
  return made('li', '', link);
}

async function exportNow(event) {
  event.preventDefault();
  complain('export-error', null);
  by('export-text').textContent = '正在写，请不要拔 U 盘……';
  const send = by('export-form').querySelector('button');
  send.disabled = true;
  try {
    const others = [...by('together').querySelectorAll(':checked')].map((box) => box.value);
    const [target, slots] = [by('target').value, by('slots').value];
    const asked = { target, slots, into_empty: by('into-empty').checked, others };
    const done = await ask(`/api/documents/${shown}/export`, 'POST', asked);
    const odd = done.odd_disk ? `提醒：这个盘的格式是 ${done.odd_disk}，大喇叭主机多半只认 FAT32。` : '';
    by('export-text').textContent = `写好了 ${done.files} 个文件，并且核对过。请“安全弹出”后再拔。${odd}`;
  } catch (error) {
    by('export-text').textContent = '';
    complain('export-error', error);
  } finally {
    send.disabled = false;
  }
}
