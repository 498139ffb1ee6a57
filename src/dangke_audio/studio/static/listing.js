/** The list of documents, each with how far it is. */

import { ask, by, button, made } from './page.js';

let open = () => {};
let documents = [];
let current = null;

export function startListing(opens) {
  open = opens;
}

/** Which one is shown; null for none. */
export function mark(id) {
  current = id;
  draw();
}

/** Ask for all of them. */
export async function reload() {
  documents = (await ask('/api/documents')).documents;
  draw();
}

/** What an event says; true where the list has to be asked for again: one has come, gone, or was made. */
export function hear(jobs) {
  const known = new Map(documents.map((one) => [one.id, one]));
  let isStrange = false;
  for (const [id, job] of Object.entries(jobs)) {
    if (!job !== !known.has(id)) isStrange = true;
    else if (job && job.state === 'done' && known.get(id).job.state !== 'done') isStrange = true;
    else if (job) {
      known.get(id).job = job;
      known.get(id).title = job.title;
    }
  }
  draw();
  return isStrange;
}

/** Those whose loudspeaker edition is made, the oldest first. */
export function withHorn() {
  return documents.filter((one) => one.job.state === 'done' && one.editions.includes('horn')).reverse();
}

function draw() {
  const list = by('documents');
  by('no-documents').hidden = documents.length > 0;
  while (list.children.length > documents.length) list.lastChild.remove();
  documents.forEach((one, index) => {
    const row = list.children[index] || list.appendChild(emptyRow());
    const [words, isBad] = stateWords(one.job);
    row.dataset.id = one.id;
    row.querySelector('.name').textContent = one.title || one.name;
    const state = row.querySelector('.state');
    state.textContent = words;
    state.classList.toggle('bad', isBad);
    row.firstChild.setAttribute('aria-current', String(one.id === current));
  });
}

/** Rows stay when the list is drawn again: who is on one with the keyboard stays there. */
function emptyRow() {
  const row = made('li');
  row.append(button('', () => open(row.dataset.id), made('span', 'name'), made('span', 'state')));
  return row;
}

function stateWords(job) {
  switch (job.state) {
    case 'queued':
      return [job.ahead ? `排队，前面还有 ${job.ahead} 篇` : '排队', false];
    case 'running':
      if (!['preparing', 'speaking'].includes(job.phase)) return ['正在整理文件', false];
      return [`正在生成 ${Math.floor((job.share || 0) * 100)}%`, false];
    case 'done':
      return ['已做好', false];
    case 'failed':
      return ['没有做成', true];
    case 'stopped':
      return ['已停止', false];
    default:
      return ['还没有生成', false];
  }
}
