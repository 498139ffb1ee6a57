/** The frame: which document and which step are shown, and what the server tells. */

import { startBringing } from './bringing.js';
import { hear, mark, reload, startListing, withHorn } from './listing.js';
import { hearJob, refreshResults, showMaking, startMaking } from './making.js';
import { showOutline, startOutline } from './outline.js';
import { ask, by, complain, fetchSealed } from './page.js';
import { offerOthers } from './stick.js';

const STEPS = ['outline', 'proof', 'make'];
let current = null;
let isOutlineOld = false;

async function start() {
  window.studioFetch = fetchSealed; // for the tab 校对
  if (location.search) history.replaceState(null, '', location.pathname + location.hash); // the token is in a cookie now
  const about = await ask('/api/studio');
  startListing(open);
  startBringing(open, about);
  startOutline((title) => title && (by('title').textContent = title), () => choose('make', true));
  startMaking(about, withHorn, () => (isOutlineOld = true));
  by('back').addEventListener('click', () => open(null));
  by('remove').addEventListener('click', remove);
  STEPS.forEach((step) => by(`tab-${step}`).addEventListener('click', () => choose(step)));
  by('tab-outline').parentElement.addEventListener('keydown', walkTabs);
  window.addEventListener('hashchange', follow);
  by('proof').addEventListener('studio:changed', () => current && showOutline(current)); // told by the tab 校对
  await reload();
  await follow();
  listen();
}

/** The address says which document: going back and reloading do what people expect. */
async function follow() {
  const [id, step] = location.hash.slice(1).split('/');
  if (id === (current || '') && id) choose(STEPS.includes(step) ? step : 'outline');
  else await show(/^[0-9a-f]{12}$/.test(id) ? id : null, step);
}

function open(id) {
  const there = id ? `#${id}` : '#';
  if (location.hash === there) show(id);
  else location.hash = there;
}

async function show(id, step = 'outline') {
  if (id !== current) for (const player of document.querySelectorAll('audio')) player.pause(); // nobody could stop it any more
  current = id;
  isOutlineOld = false;
  mark(id);
  document.body.classList.toggle('has-document', Boolean(id));
  by('panel-make').inert = true; // it still shows the document before: nobody shall build that one
  by('welcome').hidden = Boolean(id);
  by('document').hidden = !id;
  by('document').inert = Boolean(id); // a click before it is there would be for the one before
  if (!id) return;
  await reload();
  const one = await ask(`/api/documents/${id}`).catch(() => null);
  if (current !== id) return;
  if (!one) {
    open(null);
    return;
  }
  by('title').textContent = one.title || one.name;
  by('file-name').textContent = one.name;
  by('proof').dataset.document = id;
  by('document').inert = false;
  choose(STEPS.includes(step) ? step : 'outline');
  await Promise.all([showOutline(id), showMaking(id)]);
}

/** Choose a step; the tab 校对 is filled by scripts of its own (proof.js). */
function choose(step, takesFocus = false) {
  for (const other of STEPS) {
    const isChosen = other === step;
    by(`tab-${other}`).setAttribute('aria-selected', String(isChosen));
    by(`tab-${other}`).tabIndex = isChosen ? 0 : -1;
    by(`panel-${other}`).hidden = !isChosen;
  }
  if (takesFocus) by(`tab-${step}`).focus();
  history.replaceState(null, '', `#${current}${step === 'outline' ? '' : `/${step}`}`);
  if (step === 'outline' && isOutlineOld) showOutline(current);
  if (step === 'outline') isOutlineOld = false;
  if (step === 'make') refreshResults(current).catch(() => {});
  if (step === 'proof') window.studioProof.open(by('proof'));
}

function walkTabs(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const at = STEPS.findIndex((one) => by(`tab-${one}`) === event.target);
  if (step && at >= 0) choose(STEPS[(at + step + STEPS.length) % STEPS.length], true);
}

async function remove() {
  if (!window.confirm('从列表中删除这篇讲稿？已经生成的声音会留着。')) return;
  try {
    await ask(`/api/documents/${current}`, 'DELETE');
    window.studioProof.discard(current);
    open(null);
    await reload();
  } catch (error) {
    complain('outline-error', error);
  }
}

/** A browser comes back by itself after a break, and is then told everything. */
function listen() {
  const stream = new EventSource('/api/events');
  stream.addEventListener('open', () => (by('offline').hidden = true));
  stream.addEventListener('error', () => (by('offline').hidden = false));
  stream.addEventListener('message', async (event) => {
    const { jobs } = JSON.parse(event.data);
    if (hear(jobs)) {
      await reload();
      offerOthers();
    }
    await hearJob(jobs).catch(() => {}); // the server went in between: the next event tells
  });
}

start();
