// The HTTP API for our own pages: same contract as everyone's.
let csrf = document.querySelector('meta[name="csrf"]')?.content ?? '';

/** What went wrong, as the server's problem document says; status 0 when the server was not reached. */
export class Refused extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title ?? 'refused');
    this.problem = problem;
  }

  get worthRetrying() {
    return this.problem.status === 0 || this.problem.temporary === true;
  }
}

/** In a frame of another site no cookie says who one is, wherever the browser would send it: only what the page was given does. */
const credentials = document.querySelector('meta[name="embedded"]') ? 'omit' : 'same-origin';
let carried = null;

export const bearer = () => carried;

export function carryBearer(token) {
  carried = token;
}

export const csrfToken = () => csrf;

export function remember(token) {
  csrf = token ?? '';
}

export async function call(method, path, { body, key, keepalive } = {}) {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (key) headers['Idempotency-Key'] = key;
  return ask(method, path, headers, body === undefined ? undefined : JSON.stringify(body), 15_000, keepalive);
}

/** Sends a file as it is. */
export const upload = (path, file, method = 'POST') => ask(method, path, { Accept: 'application/json', 'Content-Type': 'application/octet-stream' }, file, 300_000);

async function ask(method, path, headers, body, patience, keepalive = false) {
  if (csrf && method !== 'GET') headers['X-Csrf-Token'] = csrf;
  if (carried) headers.Authorization = `Bearer ${carried}`;
  let answer;
  try {
    answer = await fetch(path, { method, headers, body, keepalive, credentials, signal: AbortSignal.timeout(patience) });
  } catch {
    throw new Refused({ status: 0, title: 'offline' });
  }
  const text = await answer.text();
  let json = null;
  try {
    json = text ? JSON.parse(text) : null;
  } catch {
    json = { status: answer.status };
  }
  if (!answer.ok) throw new Refused({ status: answer.status, ...json });
  return json;
}
