/* The dialog in which a character's reading is chosen, here only or from now on. After proof.js. */

(() => {
  'use strict';

  const { make, button, ask, change, hearAgain, wait } = window.studioProof;

  async function choose(page, sentence, offset) {
    const told = await ask('/sentences/' + sentence.number + '/readings?offset=' + offset);
    const dialog = make('dialog', 'choice');
    const choice = { page, sentence, told, dialog, reading: '', asked: 0 };
    dialog.append(head(choice), readings(choice), free(choice), scopes(choice), foot(choice));
    dialog.addEventListener('close', () => dialog.remove());
    page.section.append(dialog);
    dialog.showModal();
    update(choice);
  }

  function head({ told }) {
    const box = make('header', '');
    box.append(make('h4', '', '“' + told.written + '”现在读：' + (told.said || '（不读）')));
    if (told.entry) { box.append(make('p', 'entry', '来自读音词典：' + told.entry)); }
    return box;
  }

  function readings(choice) {
    const box = make('div', 'readings');
    choice.told.readings.forEach(reading => {
      box.append(button('reading', reading, () => { choice.input.value = reading; take(choice); }));
    });
    return box;
  }

  function free(choice) {
    const label = make('label', 'free');
    const isPinyin = choice.told.inside !== null && choice.told.readings.length;
    label.append(isPinyin ? '或者自己写拼音：' : '读成（写同音的汉字）：');
    choice.input = make('input');
    choice.input.type = 'text';
    choice.input.autocomplete = 'off';
    choice.input.placeholder = isPinyin ? '例：chóng 或 chong2' : '例：三零幺';
    choice.input.addEventListener('input', () => take(choice));
    label.append(choice.input);
    return label;
  }

  function scopes(choice) {
    const box = make('fieldset', 'scopes');
    box.append(make('legend', '', '改哪里？'));
    choice.here = scope(box, '只改这里', () => update(choice));
    choice.always = scope(box, '以后都这样读', () => update(choice));
    choice.here.checked = true;
    choice.words = make('div', 'words');
    choice.word = field(choice, '词语', choice.told.word);
    choice.wordReading = field(choice, '读音', choice.told.word_reading);
    choice.warning = make('p', 'warning', '这是一个单字，凡是有这个字的地方都会这样读。最好写上整个词，例如“重庆”。');
    box.append(choice.words, choice.warning);
    choice.effect = make('p', 'effect');
    choice.effect.setAttribute('role', 'status');
    box.append(choice.effect);
    return box;
  }

  function scope(box, text, press) {
    const label = make('label', 'scope'), radio = make('input');
    radio.type = 'radio';
    radio.name = 'scope';
    radio.addEventListener('change', press);
    label.append(radio, text);
    box.append(label);
    return radio;
  }

  function field(choice, text, value) {
    const label = make('label', '', text), input = make('input');
    input.type = 'text';
    input.autocomplete = 'off';
    input.value = value;
    input.addEventListener('input', () => update(choice));
    label.append(input);
    choice.words.append(label);
    return input;
  }

  function foot(choice) {
    const box = make('footer', '');
    choice.apply = button('apply', '就这样改', () => apply(choice));
    choice.cancel = button('cancel', '不改了', () => choice.dialog.close());
    box.append(choice.apply, choice.cancel);
    return box;
  }

  /* A reading was chosen or written: it takes its place in the word. */
  function take(choice) {
    const { told } = choice, syllables = told.word_reading.split(' ');
    choice.reading = choice.input.value.trim();
    choice.dialog.querySelectorAll('.reading').forEach(one => {
      one.setAttribute('aria-pressed', String(one.textContent === choice.reading));
    });
    if (told.inside === null) {
      choice.wordReading.value = choice.reading;
    } else if (choice.word.value === told.word) {
      syllables[told.inside] = choice.reading || syllables[told.inside];
      choice.wordReading.value = syllables.join(' ');
    }
    update(choice);
  }

  /* What would change, before it is done. */
  function update(choice) {
    const isAlways = choice.always.checked, asked = ++choice.asked;
    choice.words.hidden = !isAlways;
    choice.warning.hidden = !isAlways || Array.from(choice.word.value.trim()).length !== 1;
    choice.effect.classList.remove('error');
    choice.effect.textContent = isAlways ? '' : '这篇讲稿只改这 1 句。';
    choice.apply.disabled = isAlways || !choice.reading;
    if (isAlways && !choice.wordReading.value.trim()) {
      choice.effect.textContent = '请先写上要读成什么。';
    } else if (isAlways) { setTimeout(() => foretell(choice, asked), wait); }
  }

  async function foretell(choice, asked) {
    if (asked !== choice.asked || !choice.dialog.open) { return; }
    const word = choice.word.value, reading = choice.wordReading.value;
    try {
      const told = await ask('/lexicon/preview', { word, reading });
      if (asked !== choice.asked) { return; }
      if (told.fault) { complain(choice, told.fault); return; }
      const quoted = Array.from(new Set(told.examples.map(text => around(text, word)))).join('、');
      choice.effect.textContent = told.count
        ? '这篇讲稿有 ' + told.count + ' 句要改：' + quoted + (told.count > told.examples.length ? '等。' : '。')
        : '这篇讲稿没有要改的句子（“' + word + '”出现在 ' + told.places + ' 句里）。';
      choice.apply.disabled = false;
    } catch (failure) {
      if (asked === choice.asked) { complain(choice, failure.code ? failure.message : '没有连上工作室'); }
    }
  }

  /* A few words of a sentence, with the word among them. */
  function around(text, word) {
    const place = Math.max(0, text.indexOf(word)), start = Math.max(0, place - 6), end = place + word.length + 6;
    return '“' + (start ? '…' : '') + text.slice(start, end) + (end < text.length ? '…' : '') + '”';
  }

  function complain(choice, why) {
    choice.effect.classList.add('error');
    choice.effect.textContent = why;
  }

  async function apply(choice) {
    const { sentence, told, page } = choice;
    const here = { start: told.start, end: told.end, reading: choice.reading };
    const always = { word: choice.word.value, reading: choice.wordReading.value };
    choice.apply.disabled = true;
    const done = choice.always.checked
      ? await change('/lexicon', always, '已记住“' + always.word + '”')
      : await change('/sentences/' + sentence.number + '/reading', here, '已改读音');
    if (!done) {
      complain(choice, page.status.textContent);
      return;
    }
    choice.dialog.close();
    hearAgain(sentence.number);
  }

  window.studioProof.choose = choose;
})();
