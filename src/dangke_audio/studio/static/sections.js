/** The chapters that can be heard while the others are still being made; also after a stop or a failure. */

import { ask, button, by, duration, made } from './page.js';

let shown = null;
let drawnFor = '';
let isOver = true;
let sections = [];
let chosen = null;

export function startSections() {
  const player = by('ready-player');
  player.addEventListener('play', draw);
  player.addEventListener('pause', () => (isOver ? close() : draw()));
  player.addEventListener('ended', goOn);
  player.addEventListener('error', () => chosen !== null && tell('这一章放不出来，请刷新页面后再试。'));
}

/** Called with whatever is heard of the job of the document that is shown. */
export async function showSections(id, job) {
  if (id !== shown) close();
  shown = id;
  isOver = job.state === 'new' || job.state === 'done';
  const now = `${id} ${job.state} ${job.phase} ${job.ready}`;
  if (now === drawnFor) return;
  drawnFor = now;
  if (isOver) {
    if (by('ready-player').paused) close(); // whoever listens hears the chapter to its end
    return;
  }
  const told = await ask(`/api/documents/${id}/ready`).catch(() => null); // the next event tells
  if (!told || drawnFor !== now) return;
  sections = told.sections;
  draw();
  const ready = sections.filter((one) => one.mark).length;
  tell(ready ? `可以先听做好的：${ready} 章，共 ${sections.length} 章。` : `一共 ${sections.length} 章，做好一章就可以先听一章。`);
}

/** Rows stay when the list is drawn again: who is on one with the keyboard stays there, and nothing moves. */
function draw() {
  const list = by('ready-list');
  while (list.children.length > sections.length) list.lastChild.remove();
  sections.forEach((one, index) => {
    const row = list.children[index] || list.appendChild(emptyRow(index));
    const press = row.firstChild;
    const isHeard = chosen === one.number && !by('ready-player').paused;
    row.className = one.level > 1 ? 'below' : '';
    press.querySelector('.name').textContent = one.title;
    press.querySelector('.state').textContent = !one.mark ? '还没做好' : isHeard ? '■ 停' : `▶ ${duration(one.milliseconds)}`;
    press.setAttribute('aria-disabled', String(!one.mark));
    press.setAttribute('aria-pressed', String(isHeard));
  });
  by('ready').hidden = !sections.length;
}

function emptyRow(index) {
  return made('li', '', button('', () => toggle(sections[index]), made('span', 'name'), made('span', 'state')));
}

function toggle(section) {
  const player = by('ready-player');
  if (!section.mark) return;
  if (chosen === section.number && !player.paused) player.pause();
  else play(section);
}

function play(section) {
  const player = by('ready-player');
  const address = `/api/documents/${shown}/ready/${section.number}.mp3?mark=${section.mark}`;
  chosen = section.number;
  if (player.getAttribute('src') !== address) player.src = address;
  player.play().catch(() => {}); // what goes wrong is told by the event error
}

function goOn() {
  const next = sections.find((one) => one.number === chosen + 1);
  if (!isOver && next?.mark) play(next);
  else draw();
}

function close() {
  const hadFocus = by('ready').contains(document.activeElement);
  chosen = null;
  sections = [];
  by('ready-player').pause();
  by('ready-player').removeAttribute('src');
  tell('');
  draw();
  if (hadFocus) by('build').focus();
}

function tell(words) {
  by('ready-text').textContent = words;
}
