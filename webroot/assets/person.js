// A member's page follows the member: it hears that it changed, never what, and is read anew as whoever looks at it.
import { lang, t } from './i18n.js';
import { me, meKnown } from './session.js';
import { opened, socket } from './live.js';

const SETTLE_MS = 250;
const page = document.querySelector('article.person');
const { handle, as } = page.dataset;
let timer = null;
let reader;

/** Parts of the page that say what a profile says. */
const PARTS = ['.person > header', '.person > .says'];

/** The page as the server has it now; a request for a document, so no script here makes HTML of text. */
const load = () => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  request.responseType = 'document';
  request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : reject(request.status));
  request.onerror = reject;
  request.open('GET', location.href);
  request.send();
});

async function again() {
  timer = null;
  const fresh = await load();
  let changed = false;
  for (const part of PARTS) {
    const [before, after] = [document.querySelector(part), fresh.querySelector(part)];
    if (!before || !after) continue;
    sayLanguages(after);
    if (plain(before) === plain(after)) continue;
    const focused = before.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
    before.replaceWith(document.adoptNode(after));
    if (focused) document.querySelector(`${part} a[href="${CSS.escape(focused)}"]`)?.focus();
    changed = true;
  }
  if (changed) document.querySelector('.announcer').textContent = t('profile.changed');
}

/** Times are written anew all the while, and are no change. */
const plain = part => {
  const copy = part.cloneNode(true);
  copy.querySelectorAll('time').forEach(time => (time.textContent = time.getAttribute('datetime')));
  return copy.innerHTML;
};

const soon = () => (timer ??= setTimeout(() => again().catch(() => {}), SETTLE_MS));

/** A stranger hears of what strangers read; who is signed in, of what members read besides. */
function listen() {
  if (!meKnown() || reader === (me()?.handle ?? null)) return;
  const before = reader;
  reader = me()?.handle ?? null;
  const hear = { onEvent: soon };
  if (before) opened()?.forget(`profile:${handle}:members`);
  socket().subscribe(`profile:${handle}`, hear);
  if (reader) socket().subscribe(`profile:${handle}:members`, hear);
  if (before !== undefined) soon();
}

function sayLanguages(root) {
  // A browser does not know all of them; the server's word stays then.
  const names = new Intl.DisplayNames([lang()], { type: 'language', fallback: 'none' });
  for (const place of root.querySelectorAll('[data-language]')) place.textContent = names.of(place.dataset.language) ?? place.textContent;
}

sayLanguages(document);
listen();
document.addEventListener('vadra:session', listen);
document.addEventListener('vadra:language', () => (sayLanguages(document), !as && soon()));
document.addEventListener('vadra:heard', ({ detail }) => detail.kind === 'profile' && detail.handle === handle && soon());
