/** A file or a text comes in, by hand, by drop or by paste. */

import { Refusal, ask, by, complain } from './page.js';

let opened = () => {};

/** `open(id)` is called with the document that came in. */
export function startBringing(open, about) {
  opened = open;
  const input = by('file');
  input.accept = about.suffixes.join(',');
  by('choose').addEventListener('click', () => input.click());
  input.addEventListener('change', async () => {
    await bring([...input.files], about);
    input.value = '';
  });
  by('paste-form').addEventListener('submit', pasteText);
  takeDrops(about);
}

function takeDrops(about) {
  const zone = by('drop');
  const carries = (event) => [...(event.dataTransfer?.types || [])].includes('Files');
  document.addEventListener('dragover', (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    zone.classList.add('over');
  });
  document.addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) zone.classList.remove('over');
  });
  document.addEventListener('drop', (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    zone.classList.remove('over');
    bring([...event.dataTransfer.files], about);
  });
}

async function bring(files, about) {
  complain('bring-error', null);
  by('choose').disabled = true;
  const failed = [];
  let last = null;
  for (const file of files) {
    try {
      if (file.size > about.largest_bytes) throw tooLarge(file, about);
      last = (await ask(`/api/documents?name=${encodeURIComponent(file.name)}`, 'POST', new Blob([file]))).id;
    } catch (error) {
      failed.push(error);
    }
  }
  by('choose').disabled = false;
  if (failed.length) complain('bring-error', new Refusal({ message: failed.map((error) => error.told).join('\n') }));
  else if (last) opened(last); // on a phone that would hide what went wrong
}

/** Said before twenty megabytes are sent for nothing. */
function tooLarge(file, about) {
  return new Refusal({
    place: file.name,
    message: `文件太大，最大 ${about.largest_bytes / 1e6} MB`,
    hint: '请检查是否选错了文件',
  });
}

async function pasteText(event) {
  event.preventDefault();
  complain('bring-error', null);
  try {
    const { id } = await ask('/api/documents/text', 'POST', { text: by('paste-text').value });
    by('paste-text').value = '';
    by('paste').open = false;
    opened(id);
  } catch (error) {
    complain('bring-error', error);
  }
}
