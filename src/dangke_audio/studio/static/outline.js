/** Step 1: what the script is, and what its user says that it is. */

import { ask, by, button, complain, duration, made } from './page.js';

const ROLES = [
  ['', '自动'],
  ['heading1', '大标题'],
  ['heading2', '小标题'],
  ['body', '不是标题'],
  ['silent', '不读'],
];
const KINDS = { title: '题目', heading: '标题', silent: '不读', body: '正文' };
const MARKS = { error: '必须改', warning: '提醒', info: '说明' };

let shown = null;
let onTitle = () => {};

export function startOutline(tellTitle, goMake) {
  onTitle = tellTitle;
  by('go-make').addEventListener('click', goMake);
}

/** Show a document; what comes back after another one was opened is thrown away. */
export async function showOutline(id) {
  shown = id;
  by('outline').hidden = true;
  complain('outline-error', null);
  by('outline-state').textContent = '正在看讲稿……';
  try {
    const outline = await ask(`/api/documents/${id}/outline`);
    if (shown === id) draw(outline);
  } catch (error) {
    if (shown === id) complain('outline-error', error);
  }
  if (shown === id) by('outline-state').textContent = '';
}

function draw(outline) {
  onTitle(outline.title);
  const chapters = outline.sections.filter((one) => one.has_heading && !one.run_in && one.level < 3).length;
  const parts = [`全长约 ${duration(outline.total_ms)}`, chapters ? `${chapters} 个标题` : '没有标题，会按时间分段'];
  if (outline.uncertain) parts.push(`${outline.uncertain} 处读音拿不准，可以去“校对”里听`);
  by('summary').textContent = parts.join('，') + '。';
  fill('sections', outline.sections.filter((one) => !one.run_in), sectionRow);
  fill('findings', outline.findings, findingRow);
  by('findings-part').hidden = !outline.findings.length;
  fill('omitted', outline.omitted, omittedRow);
  by('omitted-part').hidden = !outline.omitted.length;
  by('omitted-head').textContent = `不读的内容：${outline.omitted.length} 处`;
  fill('lines', outline.lines, lineRow);
  by('outline').hidden = false;
}

function fill(id, values, row) {
  by(id).replaceChildren(...values.map(row));
}

function sectionRow(section) {
  const time = made('span', 'ms', duration(section.ms));
  return made('li', section.level > 1 ? 'below' : '', button('', () => light(section.line), made('span', '', section.name), time));
}

function findingRow(finding) {
  const said = made('span', 'said', finding.message, finding.place ? made('small', 'quiet', ` ${finding.place}`) : null);
  const row = made('li', finding.severity === 'error' ? 'bad' : '');
  row.append(button('', () => light(finding.line), made('span', 'mark', MARKS[finding.severity]), said));
  return row;
}

function omittedRow(one) {
  return made('li', '', button('', () => light(one.line), made('span', 'said', one.text), made('span', 'reason', one.reason)));
}

function lineRow(line, index) {
  const row = made('li', line.is + (line.level ? ` level${line.level}` : '') + (line.rule ? ' told' : ''));
  row.tabIndex = -1;
  row.append(made('span', 'text', line.text), roleSelect(line, index));
  if (line.reason) row.title = `不读：${line.reason}`;
  return row;
}

function roleSelect(line, index) {
  const select = made('select');
  select.setAttribute('aria-label', `这一段是什么：${line.text.slice(0, 16)}`);
  for (const [value, words] of ROLES) {
    const option = made('option', '', value ? words : line.rule ? words : KINDS[line.is]);
    option.value = value;
    select.append(option);
  }
  select.value = line.rule ? line.rule.role + (line.rule.role === 'heading' ? Math.min(line.rule.level, 2) : '') : '';
  select.addEventListener('change', () => settle(line, index, select));
  return select;
}

async function settle(line, index, select) {
  const id = shown;
  const level = Number(select.value.replace(/\D/g, '')) || 1;
  const is = select.value.replace(/\d/g, '') || null;
  complain('outline-error', null);
  select.disabled = true;
  try {
    const outline = await ask(`/api/documents/${id}/lines/${index}`, 'PUT', { is, level, text: line.text });
    if (shown !== id) return;
    draw(outline);
    by('lines').children[index]?.querySelector('select')?.focus({ preventScroll: true });
  } catch (error) {
    select.disabled = false;
    if (shown === id) complain('outline-error', error);
  }
}

/** Show the place in the text. */
function light(index) {
  if (index === null) return;
  for (const old of by('lines').querySelectorAll('.lit')) old.classList.remove('lit');
  const row = by('lines').children[index];
  if (!row) return;
  row.classList.add('lit');
  row.scrollIntoView({ block: 'center' });
  row.focus({ preventScroll: true });
}
