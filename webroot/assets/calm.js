// What calms a room for everybody alike: who slowed it, why and until when, and how long one has still to wait oneself.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { me } from './session.js';
import { clock } from './time.js';

const SECOND_MS = 1_000;

export class Calm {
  #slow;
  #timer = null;

  constructor(slow) {
    this.#slow = slow;
  }

  take(calm) {
    this.#slow = calm.act === 'slow' ? calm : null;
  }

  /** How the room is slowed now; it ends by itself, also when nobody tells. */
  get slow() {
    return this.#slow && Date.parse(this.#slow.until) > Date.now() ? this.#slow : null;
  }

  /** Whole seconds until one may post again, 0 for now. */
  left(posts, outbox) {
    if (!this.slow) return 0;
    const last = posts.findLast(post => post.author.handle === me()?.handle);
    const ready = last ? Math.min(Date.parse(last.saidAt) + this.slow.pace * SECOND_MS, Date.parse(this.slow.until)) : 0;
    return Math.max(0, Math.ceil((Math.max(ready, outbox.notBefore) - Date.now()) / SECOND_MS));
  }

  /** Has the room shown anew each second while one waits, and when it is over. */
  keepTrue(left, again) {
    clearTimeout(this.#timer);
    if (this.slow) this.#timer = setTimeout(again, left ? SECOND_MS : Date.parse(this.slow.until) - Date.now() + 1);
  }

  banner() {
    const { slow } = this;
    if (!slow) return nothing;
    const who = slow.by === 'starter' ? t('calm.starter') : t('calm.staff', { by: slow.by });
    return html`<p class="calm" role="status">${t('calm.slow', { pace: slow.pace, time: clock(slow.until) })} ${who} <q>${slow.why}</q>
      <a href="/openness/${slow.entry}">${t('calm.entry')}</a></p>`;
  }
}
