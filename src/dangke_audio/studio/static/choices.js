/** Who reads it, and for whom. */

import { ask, button, by, complain, fetchSealed, made } from './page.js';

let shown = null;
let voices = [];

export function startChoices() {
  by('choices').addEventListener('change', keepChoices);
  by('choices').addEventListener('submit', (event) => event.preventDefault());
}

/** Ask for what there is to choose from, once. */
export async function loadVoices() {
  if (!voices.length) voices = (await ask('/api/voices')).voices;
}

/** What is chosen for a document, as the server tells it. */
export function showChoices(id, one) {
  shown = id;
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

/** Nothing can be chosen while it is made. */
export function lockChoices(isBusy) {
  for (const field of by('choices').querySelectorAll('fieldset')) field.disabled = isBusy;
}

/** Tell the server; true where it took it. */
export async function keepChoices() {
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

function voiceRow(voice, isChosen) {
  const radio = made('input');
  Object.assign(radio, { type: 'radio', name: 'voice', value: voice.name, checked: isChosen, disabled: Boolean(voice.fault) });
  const remark = voice.fault || (voice.online ? '要联网，讲稿的文字会发到网上' : '');
  const words = made('span', '', voice.title, remark ? made('small', '', remark) : null);
  const hear = button('', () => hearSample(`/api/voices/${encodeURIComponent(voice.name)}/sample`, hear), '试听');
  hear.setAttribute('aria-label', `试听 ${voice.title}`);
  hear.disabled = Boolean(voice.fault);
  return made('div', 'voice', made('label', '', radio, words), hear);
}

/** Play what is at that address; the button waits. */
async function hearSample(address, hear) {
  complain('choices-error', null);
  hear.disabled = true;
  hear.textContent = '请稍等';
  try {
    const response = await fetchSealed(address);
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
