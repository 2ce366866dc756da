// Who is writing in the room just now. It is told while keys are pressed, and kept nowhere.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { me } from './session.js';

const STORED = 'vadra.typing';
const AGAIN_MS = 2_000;
const HOLDS_MS = 4_000;
const MOST_NAMED = 3;
const CROWD = 50;

export const shows = () => localStorage.getItem(STORED) !== 'off';

export class Typing {
  #people = new Map();
  #told = 0;
  crowd = false;

  constructor(room) {
    this.room = room;
    document.addEventListener('vadra:typing', ({ detail }) => this.toggle(detail));
  }

  /** Neither tells nor shows, or does again; for this browser. */
  toggle(on) {
    if (!on) this.stop();
    localStorage.setItem(STORED, on ? 'on' : 'off');
    this.#forget(this.#people.keys());
  }

  /** A key was pressed in words that will be said under the own name. */
  pressed(text) {
    if (!me() || !shows() || this.crowd || !this.room.open) return;
    if (!text.trim()) {
      this.stop();
    } else if (Date.now() - this.#told >= AGAIN_MS) {
      this.#told = Date.now();
      this.room.live.tell('typing', { room: this.room.slug, writes: true });
    }
  }

  /** The words were sent, or are gone. */
  stop() {
    if (this.#told && Date.now() - this.#told < HOLDS_MS) this.room.live.tell('typing', { room: this.room.slug, writes: false });
    this.#told = 0;
  }

  hear({ people }) {
    if (!shows()) return;
    for (const { handle, name, writes } of people) {
      clearTimeout(this.#people.get(handle)?.timer);
      if (handle === me()?.handle) continue;
      if (writes) this.#people.set(handle, { name, timer: setTimeout(() => this.#forget([handle]), HOLDS_MS) });
      else this.#people.delete(handle);
    }
    this.room.requestUpdate();
  }

  /** So many are here now. */
  here(people) {
    this.crowd = people > CROWD;
    if (this.crowd) this.#forget(this.#people.keys());
  }

  #forget(handles) {
    for (const handle of [...handles]) {
      clearTimeout(this.#people.get(handle)?.timer);
      this.#people.delete(handle);
    }
    this.room.requestUpdate();
  }

  /** For eyes only: spoken, it would drown what is said. */
  render() {
    const names = [...this.#people.values()].map(one => one.name);
    if (!names.length) return nothing;
    return html`<p class="typing" aria-hidden="true"><span class="dots"></span>${names.length > MOST_NAMED ? t('typing.many')
      : t('typing.names', { n: names.length, names: new Intl.ListFormat(document.documentElement.lang).format(names) })}</p>`;
  }
}
