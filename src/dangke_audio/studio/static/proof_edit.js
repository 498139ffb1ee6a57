/* The text of a sentence edited in place. What is typed and not saved yet stays, whatever else is changed or shown meanwhile. After proof.js. */

(() => {
  'use strict';

  const { make, button, change, rowOf } = window.studioProof;
  let drafts = [];  // { document, count of its sentences, number, written, text }

  function edit(page, element) { begin(page, element, element.sentence.written).focus(); }

  function begin(page, element, words) {
    const { sentence } = element, written = element.querySelector('.written'), text = make('textarea');
    const before = Array.from(written.childNodes);
    const close = () => {
      forget(page, sentence);
      written.textContent = '';
      written.append(...before);
      element.classList.remove('editing');
    };
    text.value = words;
    text.setAttribute('aria-label', '改这一句的文字');
    text.addEventListener('input', () => note(page, sentence, text.value));
    text.addEventListener('keydown', event => {
      if (event.key === 'Escape') { close(); }
      if (event.key === 'Enter' && !event.isComposing) { event.preventDefault(); save(page, element, text, close); }
    });
    element.classList.add('editing');
    written.textContent = '';
    written.append(text, button('save', '保存', () => save(page, element, text, close)), button('cancel', '不改了', close));
    text.rows = Math.max(2, Math.ceil(text.value.length / 16));
    return text;
  }

  async function save(page, element, text, close) {
    const { number } = element.sentence;
    const kept = () => forget(page, element.sentence);
    const told = await change('/sentences/' + number + '/text', { text: text.value }, '已保存', kept);
    if (told && element.isConnected) { close(); }
    const now = rowOf(number), next = now && now.querySelector(told ? '.edit' : 'textarea');
    if (next) { next.focus({ preventScroll: true }); }
  }

  /* --- what is not saved yet --- */

  function note(page, sentence, text) {
    forget(page, sentence);
    if (text !== sentence.written) {
      drafts.push({ document: page.id, count: page.told.count, number: sentence.number, written: sentence.written, text });
    }
  }

  function forget(page, sentence) {
    const draft = draftOf(page, sentence);
    drafts = drafts.filter(one => one !== draft);
  }

  /* The document is no more. */
  function discard(id) { drafts = drafts.filter(one => one.document !== id); }

  /* The sentence is where it was, or as much further as there are more; its own text may have been changed elsewhere. */
  function draftOf(page, { number, written }) {
    const moved = one => page.told.count - one.count;
    const here = drafts.filter(one => one.document === page.id);
    return here.find(one => one.written === written && [one.number, one.number + moved(one)].includes(number))
      || here.find(one => one.number === number && !moved(one));
  }

  /* Rows that were drawn anew. */
  function reopen(page, rows) {
    rows.forEach(element => {
      const draft = draftOf(page, element.sentence);
      if (draft) {
        Object.assign(draft, { count: page.told.count, number: element.sentence.number, written: element.sentence.written });
        begin(page, element, draft.text);
      }
    });
  }

  window.addEventListener('beforeunload', event => { if (drafts.length) { event.preventDefault(); } });

  Object.assign(window.studioProof, { edit, reopen, discard });
})();
