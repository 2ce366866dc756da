// What calms a room for everybody alike: who slowed or held it, why and until when, and how long one has still to wait oneself.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { me } from './session.js';
import { clock } from './time.js';

const SECOND_MS = 1_000;

/** The staff and who started a room calm it. */
export const mayCalm = starter => !!me() && (me().role === 'staff' || me().handle === starter);

export class Calm {
  #now;
  #starter;
  #timer = null;

  constructor({ slow, hold }, starter) {
    this.#now = { slow, hold };
    this.#starter = starter;
  }

  take(calm) {
    if (calm.act !== 'lift') this.#now[calm.act] = calm;
    for (const act of ['slow', 'hold']) if (this.#now[act]?.entry === calm.ends) this.#now[act] = null;
  }

  /** How the room is slowed now; it ends by itself, also when nobody tells. */
  get slow() {
    return lasting(this.#now.slow);
  }

  /** How the room is held now. */
  get hold() {
    return lasting(this.#now.hold);
  }

  /** Whole seconds until one may post again, 0 for now. */
  left(posts, outbox) {
    if (!this.slow) return 0;
    const last = posts.findLast(post => post.author.handle === me()?.handle);
    const ready = last ? Math.min(Date.parse(last.saidAt) + this.slow.pace * SECOND_MS, Date.parse(this.slow.until)) : 0;
    return Math.max(0, Math.ceil((Math.max(ready, outbox.notBefore) - Date.now()) / SECOND_MS));
  }

  /** Has the room shown anew each second while it is calmed, and when that is over. */
  keepTrue(again) {
    clearTimeout(this.#timer);
    if (this.slow || this.hold) this.#timer = setTimeout(again, SECOND_MS - (Date.now() % SECOND_MS));
  }

  /** Who listens hears each once; what counts down is for eyes. */
  banners(room) {
    return html`<div class="calms" role="status">${[this.slow, this.hold].map(calm => (calm ? this.#banner(calm, room) : nothing))}</div>`;
  }

  #banner(calm, room) {
    const who = calm.by === 'starter' ? t('calm.starter') : t('calm.staff', { by: calm.by });
    return html`<div class="calm ${calm.act}"><p>${t(`calm.${calm.act}`, { pace: calm.pace, time: clock(calm.until) })} ${who} <q>${calm.why}</q>
      <a href="/openness/${calm.entry}">${t('calm.entry')}</a></p>
      <p class="ends"><span class="left" aria-hidden="true">${t('calm.left', { time: left(calm.until) })}</span>
        ${mayCalm(this.#starter) ? html`<button class="plain" @click=${event => this.#end(calm, event.target, room)}>${t(`calm.end.${calm.act}`)}</button>` : nothing}</p></div>`;
  }

  async #end(calm, button, room) {
    button.disabled = true;
    try {
      await endCalm(room.slug, calm.act);
      room.focusComposer();
    } catch (refused) {
      room.tell(refused);
      button.disabled = false;
    }
  }
}

const lasting = calm => (calm && Date.parse(calm.until) > Date.now() ? calm : null);

function left(until) {
  const seconds = Math.max(0, Math.round((Date.parse(until) - Date.now()) / SECOND_MS));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export const PATHS = { slow: 'slow-mode', hold: 'hold' };
const endCalm = (slug, act) => call('DELETE', `/api/rooms/${slug}/${PATHS[act]}`);
