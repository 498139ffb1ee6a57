/** What came of it: to listen to and to fetch. */

import { by, duration, made, size } from './page.js';

const FIRST = ['lecture', 'page', 'm4b', 'part'];

let about = {};

export function startResults(facts) {
  about = facts;
}

/** What is published of a document; null for nothing. */
export function showResults(id, results) {
  by('results').hidden = !results;
  if (!results) return;
  const chapters = results.chapters.length;
  by('results-text').textContent = `《${results.title}》，${duration(results.duration_ms)}，${chapters} 章。文件夹：${results.folder}`;
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
  if (about.is_lan && page) by('qr-picture').src = `/api/documents/${id}/qr.svg`;
}

/** It was made again: the address is the same, the sound is another. */
export function forgetSound() {
  by('player').removeAttribute('src');
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
