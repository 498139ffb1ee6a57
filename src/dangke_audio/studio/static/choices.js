/** Who reads it, how fast, and for whom. */

import { chosenChime, followWords, hornWishes, showHorn } from './horn.js';
import { ask, button, by, complain, fetchSealed, made } from './page.js';

const PACES = [[0.8, '很慢'], [0.9, '慢'], [1, '正常'], [1.1, '快']];
const WORDS = ['horn-opening', 'horn-closing'];

let shown = null;
let voices = [];
let usual = null;
let kept = () => {};
let keeping = Promise.resolve();

/** `keeps(name)` is called when the server has taken a choice: voice, pace, edition, or one of the horn's. */
export function startChoices(keeps) {
  kept = keeps;
  by('choices').addEventListener('change', change);
  by('choices').addEventListener('submit', (event) => event.preventDefault());
  by('hear-chime').addEventListener('click', hearChime);
}

/** Ask for what there is to choose from: the voices once, the usual of the horn each time, its file may be edited. */
export async function loadChoices() {
  if (!voices.length) voices = (await ask('/api/voices')).voices;
  try {
    usual = await ask('/api/horn');
  } catch (error) {
    usual = null; // what is wrong with the file is told; what was chosen stays
    complain('choices-error', error);
  }
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
  const known = PACES.some(([pace]) => pace === one.pace);
  const paces = known ? PACES : [...PACES, [one.pace, `${one.pace} 倍`]];
  by('paces').replaceChildren(...paces.map(([pace, words]) => paceBox(pace, words, pace === one.pace)));
  if (usual) showHorn(one.horn, usual);
  offerChime();
  offerHorn(one.editions.includes('horn'));
}

function offerHorn(isWanted) {
  by('horn').hidden = !(usual && isWanted);
}

/** Nothing can be chosen while it is made. */
export function lockChoices(isBusy) {
  for (const field of by('choices').querySelectorAll('fieldset')) field.disabled = isBusy;
}

async function change(event) {
  const { id, name, value, checked } = event.target;
  if (name === 'edition' && value === 'horn') offerHorn(checked);
  if (WORDS.includes(id)) followWords(id, true);
  offerChime();
  if (await keepChoices()) kept(name);
}

/** Tell the server, one after the other; true where it took it. */
export function keepChoices() {
  const [id, said] = [shown, choicesNow()];
  keeping = keeping.catch(() => false).then(() => keep(id, said));
  return keeping;
}

async function keep(id, said) {
  complain('choices-error', null);
  try {
    await ask(`/api/documents/${id}/choices`, 'PUT', said);
    return true;
  } catch (error) {
    complain('choices-error', error);
    return false;
  }
}

function choicesNow() {
  const voice = by('choices').querySelector('[name=voice]:checked')?.value;
  const editions = [...by('choices').elements.edition].filter((box) => box.checked).map((box) => box.value);
  return { voice, editions, pace: chosenPace(), horn: usual ? hornWishes() : undefined };
}

function chosenPace() {
  return Number(by('paces').querySelector(':checked').value);
}

function paceBox(pace, words, isChosen) {
  const radio = made('input');
  Object.assign(radio, { type: 'radio', name: 'pace', value: String(pace), checked: isChosen });
  return made('label', 'pick', radio, made('span', '', words));
}

function offerChime() {
  by('hear-chime').disabled = !(usual && chosenChime(usual));
}

function hearChime() {
  hearSample(`/api/chimes/${encodeURIComponent(chosenChime(usual))}`, by('hear-chime'));
}

function voiceRow(voice, isChosen) {
  const radio = made('input');
  Object.assign(radio, { type: 'radio', name: 'voice', value: voice.name, checked: isChosen, disabled: Boolean(voice.fault) });
  const remark = voice.fault || (voice.online ? '要联网，讲稿的文字会发到网上' : '');
  const words = made('span', '', voice.title, remark ? made('small', '', remark) : null);
  const address = () => `/api/voices/${encodeURIComponent(voice.name)}/sample?pace=${chosenPace()}`;
  const hear = button('', () => hearSample(address(), hear), '试听');
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
