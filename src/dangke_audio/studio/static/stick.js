/** Onto a USB stick. */

import { ask, by, complain, made, size } from './page.js';

let shown = null;
let isAsked = false;
let hornDocuments = () => [];

/** `others()` gives the documents that can go onto a stick. */
export function startStick(others) {
  hornDocuments = others;
  by('export-form').addEventListener('submit', exportNow);
  by('refresh-sticks').addEventListener('click', findSticks);
  by('target').addEventListener('input', markStick);
  by('sticks').addEventListener('change', (event) => (by('target').value = event.target.value));
}

/** Offered where the loudspeaker edition is published. */
export function showStick(id, results) {
  if (shown !== id) {
    by('export-text').textContent = '';
    by('together').replaceChildren();
    complain('export-error', null);
  }
  shown = id;
  by('export').hidden = !results?.editions.includes('horn');
  if (!by('export').hidden && !isAsked) findSticks();
  offerOthers();
}

/** Those that can go onto the stick too; called again when one more is made. */
export function offerOthers() {
  const ticked = [...by('together').querySelectorAll(':checked')].map((box) => box.value);
  const others = hornDocuments().filter((one) => one.id !== shown);
  by('others-part').hidden = !others.length;
  by('together').replaceChildren(
    ...others.map((one) => {
      const box = made('input');
      Object.assign(box, { type: 'checkbox', name: 'together', value: one.id, checked: ticked.includes(one.id) });
      return made('label', 'pick', box, made('span', '', one.title || one.name));
    }),
  );
}

/** What is plugged in now; the only one is chosen where nothing is. */
async function findSticks() {
  isAsked = true;
  by('refresh-sticks').disabled = true;
  try {
    const { sticks } = await ask('/api/sticks');
    by('sticks').replaceChildren(...sticks.map(stickRow));
    by('no-sticks').textContent = sticks.length ? '' : '没有找到 U 盘。插好以后按“刷新”，或者在下面写它的位置。';
    if (sticks.length === 1 && !by('target').value) by('target').value = sticks[0].path;
    markStick();
  } catch (error) {
    complain('export-error', error);
  } finally {
    by('refresh-sticks').disabled = false;
  }
}

function stickRow(stick) {
  const radio = made('input');
  Object.assign(radio, { type: 'radio', name: 'stick', value: stick.path });
  const kind = stick.kind ? `，格式 ${stick.is_fat ? 'FAT' : stick.kind}` : '';
  const odd = stick.kind && !stick.is_fat ? '，大喇叭主机多半不认' : '';
  const remark = made('small', '', `${stick.path}，还能放 ${size(stick.free_bytes)}${kind}${odd}`);
  return made('label', 'pick', radio, made('span', '', stick.name, remark));
}

/** The one whose place is written below is the one that is chosen. */
function markStick() {
  for (const radio of by('sticks').querySelectorAll('input')) radio.checked = radio.value === by('target').value.trim();
}

async function exportNow(event) {
  event.preventDefault();
  complain('export-error', null);
  by('export-text').textContent = '正在写，请不要拔 U 盘……';
  const send = by('export-form').querySelector('[type=submit]');
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
