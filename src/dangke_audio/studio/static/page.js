/** Making elements, asking the server, telling numbers. Text is only ever set as text. */

export const by = (id) => document.getElementById(id);

/** An element with a class and children; strings become text. */
export function made(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A button that does something. */
export function button(className, act, ...children) {
  const element = made('button', className, ...children);
  element.type = 'button';
  element.addEventListener('click', act);
  return element;
}

/** What the server refused, in its words. */
export class Refusal extends Error {
  constructor(error) {
    super(error.message);
    this.error = error;
  }

  /** 位置：说明（怎么办） */
  get told() {
    const { place, message, hint } = this.error;
    return (place ? place + '：' : '') + message + (hint ? '\n' + hint : '');
  }
}

/** As fetch. Refusals are asked for sealed, because a browser writes any other into its console, and are opened here. */
export async function fetchSealed(path, options = {}) {
  const answer = await fetch(path, { ...options, headers: { ...options.headers, 'Studio-Sealed': '1' } });
  const status = Number(answer.headers.get('Studio-Status'));
  return status ? new Response(answer.body, { status, headers: answer.headers }) : answer;
}

/** Ask; resolves to the answer's object, throws Refusal. */
export async function ask(path, method = 'GET', body = undefined) {
  const options = { method, headers: {} };
  if (body instanceof Blob) {
    options.body = body;
    options.headers['Content-Type'] = 'application/octet-stream';
  } else if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers['Content-Type'] = 'application/json';
  }
  let response;
  try {
    response = await fetchSealed(path, options);
  } catch {
    throw new Refusal({ message: '连不上工作室', hint: '请看看命令窗口是不是已经关闭' });
  }
  let told = {};
  try {
    told = await response.json();
  } catch {
    told = { error: { message: '程序内部出错', hint: '请把命令窗口里的报告发给开发者' } };
  }
  if (!response.ok) throw new Refusal(told.error || { message: '程序内部出错' });
  return told;
}

/** Show an error, or take it away with null. */
export function complain(id, error) {
  const place = by(id);
  place.hidden = error === null;
  if (error === null) place.textContent = '';
  else if (error instanceof Refusal) place.textContent = error.told;
  else throw error;
}

/** 80000 → 1 分 20 秒 */
export function duration(ms) {
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分`;
  return minutes ? `${minutes} 分 ${seconds % 60} 秒` : `${seconds} 秒`;
}

/** 1234567 → 1.2 MB */
export function size(bytes) {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`;
}
