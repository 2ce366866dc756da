// Ctrl/Cmd-K: goes to a claim, an alert or a room, or does something, by a few letters of its name.
import { html, nothing, render } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { nameClaim } from './claim-acts.js';
import { view, visit } from './route.js';
import { store } from './store.js';

const MOST = 12;
const bare = text => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

const acts = () => [
  [t('desk.name'), nameClaim], [t('desk.wall'), () => visit('/desk')], [t('desk.alerts'), () => visit(view({ view: 'alerts' }))],
  [t('desk.big'), () => visit(view({ screen: 'big' }))],
].map(([words, does]) => ({ kind: 'act', words, does }));

const known = rooms => [
  ...[...store.claims.values()].map(one => ({ kind: 'claim', words: one.title, does: () => visit(view({ claim: one.slug })) })),
  ...store.openAlerts().map(one => ({ kind: 'alert', words: one.title, does: () => visit(view({ alert: one.id })) })),
  ...acts(),
  ...rooms.map(one => ({ kind: 'room', words: one.title, does: () => location.assign(`/rooms/${one.slug}`) })),
];

/** All that has every word that was typed, what begins with it first. */
function matching(all, typed) {
  const words = bare(typed).split(/\s+/).filter(Boolean);
  const begins = one => (words.length && bare(one.words).startsWith(words[0]) ? 0 : 1);
  return all.filter(one => words.every(word => bare(`${one.words} ${t(`desk.kind.${one.kind}`)}`).includes(word)))
    .sort((a, b) => begins(a) - begins(b)).slice(0, MOST);
}

/** Opens the palette, once at a time. */
export async function openPalette() {
  if (document.querySelector('dialog[open]')) return;
  const dialog = document.createElement('dialog');
  dialog.className = 'palette';
  dialog.setAttribute('aria-label', t('desk.find'));
  let rooms = [];
  let found = [];
  let at = 0;
  const act = one => {
    dialog.close();
    one?.does();
  };
  const draw = typed => {
    found = matching(known(rooms), typed);
    at = Math.min(at, Math.max(0, found.length - 1));
    render(html`<input type="text" role="combobox" aria-expanded="true" aria-controls="palette" aria-autocomplete="list" aria-label=${t('desk.find.label')} placeholder=${t('desk.find.label')}
        aria-activedescendant=${found.length ? `palette-${at}` : nothing} autocomplete="off" autofocus @input=${event => { at = 0; draw(event.target.value); }} @keydown=${keys}>
      <ul id="palette" role="listbox" aria-label=${t('desk.find')}>${found.map((one, i) => html`<li id="palette-${i}" role="option" aria-selected=${i === at} @click=${() => act(one)}>
        <span>${one.words}</span> <span class="quiet">${t(`desk.kind.${one.kind}`)}</span></li>`)}</ul>
      ${found.length ? nothing : html`<p class="quiet" role="status">${t('desk.find.none')}</p>`}`, dialog);
    dialog.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  };
  const keys = event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) at = (at + step + found.length) % Math.max(1, found.length);
    else if (event.key === 'Enter') return act(found[at]);
    else return undefined;
    event.preventDefault();
    return draw(event.target.value);
  };
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  draw('');
  dialog.showModal();
  rooms = (await call('GET', '/api/rooms').catch(() => ({ rooms: [] }))).rooms;
  if (dialog.open) draw(dialog.querySelector('input').value);
}
