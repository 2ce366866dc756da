// What one wrote in held rooms and is not said yet. Nobody else sees it.
import { html, nothing, repeat } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { me } from './session.js';
import { clock } from './time.js';

/** One's own that waits in a room, above its composer. */
export class Held {
  #slug;
  #changed;
  items = [];

  constructor(slug, changed) {
    this.#slug = slug;
    this.#changed = changed;
    document.addEventListener('vadra:session', () => this.load());
    // Who it is may be known before there is a room to show it in.
    if (me()) this.load();
  }

  async load() {
    if (!me()) return this.#set([]);
    try {
      const { held } = await call('GET', '/api/me/held');
      this.#set(held.filter(one => one.room === this.#slug));
    } catch {
      // It is asked for again with whatever changes next.
    }
  }

  #set(items) {
    this.items = items;
    this.#changed();
  }

  /** An event of the room: what was said waits no more, and when the room is calmed or closed all may be otherwise. */
  take(event) {
    if (event.kind === 'room.calmed' || event.kind === 'room.restrained') this.load();
    if (event.kind === 'post.created' && this.items.some(one => one.id === event.post)) this.#set(this.items.filter(one => one.id !== event.post));
  }

  render() {
    if (!this.items.length) return nothing;
    return html`<section class="held" aria-label=${t('held.title')}><p class="hint">${t('held.only')}</p>
      <ul>${repeat(this.items, one => one.id, one => heldItem(one, () => this.load()))}</ul></section>`;
  }
}

/** One that waits, or could not be said; `after` is called when it was taken back. */
export const heldItem = (one, after) => html`<li data-held=${one.id}><p class="state">${one.until ? t('held.until', { time: clock(one.until) }) : t(`held.unsaid.${one.unsaid}`)}</p>
  <p class="words" lang=${one.language}>${one.text}</p>
  <button class="plain" aria-label="${t(one.until ? 'held.back' : 'held.forget')}: ${one.text.slice(0, 60)}" @click=${event => takeBack(one, event.target, after)}>${t(one.until ? 'held.back' : 'held.forget')}</button></li>`;

async function takeBack(one, button, after) {
  button.disabled = true;
  try {
    await call('DELETE', `/api/me/held/${one.id}`);
  } catch (refused) {
    // It was said a moment before, and stands in the room.
    button.disabled = refused.problem.status === 404;
  }
  after();
}
