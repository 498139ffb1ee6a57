/* One sentence: as written, as spoken with its pinyin, and its buttons. After proof.js. */

(() => {
  'use strict';

  const { make } = window.studioProof;
  const KINDS = { label: '每篇开头说', title: '题目', heading: '小标题', salutation: '称呼', closing: '结束语' };

  function row(sentence) {
    const element = make('article', 'sentence ' + sentence.kind);
    element.dataset.number = sentence.number;
    element.sentence = sentence;
    const written = make('div', 'written'), spoken = make('div', 'spoken');
    written.title = '点一下，听这一句';
    const kind = [KINDS[sentence.kind], sentence.role].filter(Boolean).join(' · ');
    if (kind) { written.append(make('span', 'kind', kind)); }
    written.append(...pieces(sentence));
    spoken.append(...characters(sentence));
    const buttons = make('div', 'buttons');
    const edit = sentence.kind === 'label' ? [] : [['edit', '改文字']];  // it is the voice's, not the script's
    [['hear', '▶ 听'], ...edit, ['retake', '换读法']].forEach(([name, text]) => {
      const button = make('button', name, text);
      button.type = 'button';
      buttons.append(button);
    });
    const take = sentence.take && make('p', 'taken', '用的是第 ' + sentence.take.number + ' 个读法：' + plainly(sentence.take.how));
    element.append(written, spoken, buttons, ...(take ? [take] : []), ...sentence.remarks.map(text => make('p', 'remark', text)));
    return element;
  }

  /* 语速 0.96 → 慢一点（语速 0.96） */
  function plainly(how) {
    const speed = /语速 (\d\.\d+)$/.exec(how);
    return speed ? how.slice(0, speed.index) + (speed[1] < 1 ? '慢一点' : '快一点') + '（' + speed[0] + '）' : how;
  }

  /* What is said otherwise than it is written; another kind of mark is none of that. */
  function changesOf(sentence) {
    const parts = [Array.from(sentence.spoken), Array.from(sentence.written)], word = /[0-9A-Za-z\u3400-\u9fff%℃]/;
    return sentence.changes.filter(([first, last, start, end]) =>
      word.test(parts[0].slice(first, last).join('') + parts[1].slice(start, end).join('')));
  }

  /* The text as written; what is said otherwise is underlined on both sides. */
  function pieces(sentence) {
    const found = [], written = Array.from(sentence.written);  // offsets count characters, as in Python
    const part = (start, end) => written.slice(start, end).join('');
    let place = 0;
    changesOf(sentence).forEach(([, , start, end]) => {
      found.push(document.createTextNode(part(place, start)), make('span', 'changed', part(start, end)));
      place = end;
    });
    found.push(document.createTextNode(part(place)));
    return found;
  }

  function characters(sentence) {
    const uncertain = new Set(sentence.uncertain), fixed = new Set(sentence.fixed);
    const changes = changesOf(sentence);
    const changed = offset => changes.some(([first, last]) => offset >= first && offset < last);
    return Array.from(sentence.spoken).map((character, offset) => {
      const reading = sentence.pinyin[offset];
      const element = make(reading ? 'ruby' : 'span', 'c', character);
      element.dataset.offset = offset;
      if (reading) { element.append(make('rt', '', reading)); }
      element.classList.toggle('changed', changed(offset));
      element.classList.toggle('fixed', fixed.has(offset));
      if (uncertain.has(offset)) {
        element.classList.add('uncertain');
        element.tabIndex = 0;
        element.setAttribute('role', 'button');
        element.title = '这个字的读音拿不准，点一下来选';
      }
      return element;
    });
  }

  Object.assign(window.studioProof, { row, plainly });
})();
