/** Step 3: chosen, made, listened to. This file is the job itself. */

import { keepChoices, loadChoices, lockChoices, showChoices, startChoices } from './choices.js';
import { ask, by, complain, duration } from './page.js';
import { forgetSound, showResults, startResults } from './results.js';
import { showSections, startSections } from './sections.js';
import { showStick, startStick } from './stick.js';

let shown = null;
let state = '';

/** `others()` gives the documents that can go onto a stick; `voiced()` is told that the outline's times have changed. */
export function startMaking(about, others, voiced) {
  startChoices((name) => {
    if (name === 'voice' || name === 'pace') voiced();
    refreshResults(shown).catch(() => {}); // the server went in between: the page tells that already
  });
  startResults(about);
  startStick(others);
  startSections();
  by('build').addEventListener('click', () => act('build'));
  by('stop').addEventListener('click', () => act('stop'));
}

/** Show a document. */
export async function showMaking(id) {
  shown = id;
  for (const error of ['choices-error', 'job-error']) complain(error, null);
  by('results').hidden = by('export').hidden = true;
  try {
    await loadChoices();
    const one = await ask(`/api/documents/${id}`);
    if (shown !== id) return;
    showChoices(id, one);
    drawJob(one.job);
    drawResults(one.results);
    by('panel-make').inert = false;
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
  forgetSound();
  await refreshResults(shown);
}

/** The script may have been changed on another tab. */
export async function refreshResults(id) {
  if (shown !== id) return; // it is just being shown, and brings them
  const one = await ask(`/api/documents/${id}`);
  if (shown === id) drawResults(one.results);
}

function drawResults(results) {
  showResults(shown, results);
  showStick(shown, results);
}

async function act(what) {
  complain('job-error', null);
  by(what).disabled = true;
  try {
    if (what === 'build' && !(await keepChoices())) return;
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
  by('stop').disabled = Boolean(job.is_stopping) || job.phase === 'publishing';
  lockChoices(isBusy);
  by('bar').classList.toggle('idle', state !== 'running');
  if (['preparing', 'finishing', 'staging'].includes(job.phase)) by('bar').removeAttribute('value');
  else by('bar').value = state === 'running' ? job.share || 0 : 0;
  by('job-text').textContent = jobWords(job);
  complain('job-error', null);
  if (job.error) tellFailure(job.error);
  showSections(shown, job);
}

function tellFailure(error) {
  const place = by('job-error');
  place.hidden = false;
  place.textContent = (error.place ? `${error.place}：` : '') + error.message + (error.hint ? `\n${error.hint}` : '');
}

function jobWords(job) {
  if (job.is_stopping) return '正在停下……';
  if (state === 'queued') return job.ahead ? `排队，前面还有 ${job.ahead} 篇。` : '马上开始。';
  if (state === 'done') return '已经做好，可以收听、下载了。';
  if (state === 'stopped') return '已停止。做好的部分都在，下次接着做。';
  if (state !== 'running') return '';
  const left = job.left_s ? `，约剩 ${duration(1000 * job.left_s)}` : '';
  switch (job.phase) {
    case 'speaking':
      return `正在读第 ${job.done} 段，共 ${job.total} 段${left}`;
    case 'finishing':
    case 'staging':
      return '读完了，正在整理文件……';
    case 'encoding':
      return `读完了，正在整理文件 ${Math.floor(100 * job.share)}%${left}`;
    case 'publishing':
      return '正在收尾，马上就好……';
    default:
      return '正在准备……';
  }
}
