/** Onto a USB stick. */

import { ask, by, complain, made } from './page.js';

let shown = null;
let hornDocuments = () => [];

/** `others()` gives the documents that can go onto a stick. */
export function startStick(others) {
  hornDocuments = others;
  by('export-form').addEventListener('submit', exportNow);
}

/** Offered where the loudspeaker edition is published. */
export function showStick(id, results) {
  if (shown !== id) {
    by('export-text').textContent = '';
    complain('export-error', null);
  }
  shown = id;
  by('export').hidden = !results?.editions.includes('horn');
  const others = hornDocuments().filter((one) => one.id !== id);
  by('others-part').hidden = !others.length;
  by('together').replaceChildren(
    ...others.map((one) => {
      const box = made('input');
      Object.assign(box, { type: 'checkbox', name: 'together', value: one.id });
      return made('label', 'pick', box, made('span', '', one.title || one.name));
    }),
  );
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
