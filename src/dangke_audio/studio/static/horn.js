/** What is special about the loudspeaker edition. The first choice of each is as usual: `dangke.toml`, else the program. */

import { by, made } from './page.js';

const USUAL = ''; // null in the record
const NONE = '无';
const OWN = 'own';

/** Show the options; `usual` is what they are where nothing is chosen. */
export function showHorn(wishes, usual) {
  fill('horn-chime', wishes.chime, usual.chime || '不要', [...usual.chimes.map((name) => [name, name]), [NONE, '不要']]);
  const times = usual.repeats ? `${usual.repeats} 遍` : '通知两遍，讲稿一遍';
  fill('horn-repeats', wishes.repeats, times, [1, 2, 3].map((count) => [count, `${count} 遍`]));
  fill('horn-speed', wishes.speed, pace(usual.speed), [0.75, 0.85, 1].map((speed) => [speed, pace(speed)]));
  const lengths = [5, 10, 15, 20, 30, 45, 60];
  fill('horn-minutes', wishes.part_minutes, `${usual.part_minutes} 分钟`, lengths.map((one) => [one, `${one} 分钟`]));
  fillWords('horn-opening', wishes.opening, usual.opening);
  fillWords('horn-closing', wishes.closing, usual.closing);
}

/** What is chosen; null for as usual. */
export function hornWishes() {
  const number = (id) => (by(id).value === USUAL ? null : Number(by(id).value));
  return {
    chime: by('horn-chime').value || null,
    repeats: number('horn-repeats'),
    speed: number('horn-speed'),
    part_minutes: number('horn-minutes'),
    opening: words('horn-opening'),
    closing: words('horn-closing'),
  };
}

/** The chime that is chosen, or the usual one, where it is one that can be heard here; null for none. */
export function chosenChime(usual) {
  const name = by('horn-chime').value || usual.chime;
  return usual.chimes.includes(name) ? name : null;
}

/** Somebody wants to write his own words, or does not any more. */
export function followWords(id, takesFocus) {
  const field = by(`${id}-words`);
  field.hidden = by(id).value !== OWN;
  if (id === 'horn-opening') by('horn-opening-note').hidden = field.hidden;
  if (takesFocus && !field.hidden) field.focus();
}

function fill(id, wish, usual, choices) {
  const known = choices.some(([value]) => value === wish);
  const all = [[USUAL, `照常（${usual}）`], ...choices, ...(known || wish === null ? [] : [[wish, String(wish)]])];
  const select = by(id);
  select.replaceChildren(...all.map(([value, said]) => Object.assign(made('option', '', said), { value: String(value) })));
  select.value = wish === null ? USUAL : String(wish);
}

function fillWords(id, wish, usual) {
  const said = usual.replaceAll('{title}', '题目') || '不要';
  fill(id, wish === null ? null : wish === '' ? NONE : OWN, said, [[OWN, '自己写'], [NONE, '不要']]);
  by(`${id}-words`).value = wish || usual;
  followWords(id, false);
}

/** Nothing written is nothing said. */
function words(id) {
  const chosen = by(id).value;
  if (chosen === OWN) return by(`${id}-words`).value.trim();
  return chosen === NONE ? '' : null;
}

function pace(speed) {
  const slower = Math.round(100 * (1 - speed));
  if (slower === 0) return '和手机版一样';
  return slower > 0 ? `比手机版慢 ${slower}%` : `比手机版快 ${-slower}%`;
}
