/* Sentences heard as they are read now, one at a time. After proof.js. */

(() => {
  'use strict';

  const { address, rowOf, say, trying } = window.studioProof;

  function listen(page) {
    page.audio.addEventListener('playing', () => light(page, page.speaking));
    page.audio.addEventListener('ended', () => light(page, null));
    page.audio.addEventListener('error', () => tellSilence(page));
  }

  function hear(page, sentence) {
    if (page.speaking === sentence.number) { hush(page); return; }
    page.audio.src = address('/sentences/' + sentence.number + '/sound?name=' + sentence.sound);
    light(page, sentence.number);
    page.audio.play().catch(() => {});  // what goes wrong is told by the event error
  }

  function hush(page) {
    page.audio.pause();
    light(page, null);
  }

  function light(page, number) {
    page.speaking = number;
    page.list.querySelectorAll('article.speaking').forEach(element => {
      element.classList.remove('speaking');
      element.querySelector('.hear').textContent = '▶ 听';
    });
    const element = number === null ? null : rowOf(number);
    if (element) {
      element.classList.add('speaking');
      element.querySelector('.hear').textContent = page.audio.readyState > 2 ? '■ 停' : '请稍等';
    }
  }

  async function tellSilence(page) {
    if (page.speaking === null) { return; }
    const path = '/sentences/' + page.speaking + '/sound';
    light(page, null);
    await trying(async () => {
      const answer = await (window.studioFetch || fetch)(address(path));
      say(answer.ok ? '这台电脑放不出声音，请看看音箱和浏览器' : (await answer.json()).error.message, true);
    });
  }

  Object.assign(window.studioProof, { listen, hear, hush, light });
})();
