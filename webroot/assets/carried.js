// What the posts of a room carry, kept true: an event has names only, and what they name changes where it stands.
import { call } from './api.js';

const MOST = 50; // Older quotes are read anew when their page is.
const SPREAD_MS = 1_500; // Not everybody who looks asks in the same moment.

export class Carried {
  #talk;
  #changed;
  #waiting = new Map();

  constructor(talk, changed) {
    this.#talk = talk;
    this.#changed = changed;
  }

  #quoting(source) {
    return this.#talk.posts.filter(post => post.parts?.some(part => part.kind === 'quote' && (!source || part.post === source))).slice(-MOST);
  }

  /** A source was written anew, or is gone or back. What is gone is gone at once; the rest is asked for. */
  take({ source, gone }) {
    const quoting = this.#quoting(source);
    if (gone) quoting.forEach(post => this.#talk.carry(post.id, post.parts.map(part => (part.post === source ? { ...part, source: undefined } : part))));
    if (quoting.length) this.#changed();
    quoting.forEach(post => this.#readSoon(post.id, gone ? SPREAD_MS / 5 : SPREAD_MS));
  }

  /** Reads all quotes anew, as after a break. */
  refresh() {
    this.#quoting().forEach(post => this.#readSoon(post.id, SPREAD_MS));
  }

  #readSoon(id, within) {
    if (this.#waiting.has(id)) return;
    this.#waiting.set(id, setTimeout(() => {
      this.#waiting.delete(id);
      this.read(id);
    }, Math.random() * within));
  }

  /** Reads anew what a post carries. */
  async read(id) {
    try {
      const { parts } = await call('GET', `/api/posts/${id}`);
      this.#talk.carry(id, parts);
      this.#changed();
    } catch {
      // It stays as it was; the next load has it.
    }
  }
}
