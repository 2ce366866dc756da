// What the posts of a room carry, kept true: an event has names only, and what they name changes where it stands.
import { call } from './api.js';

export class Carried {
  #talk;
  #changed;

  constructor(talk, changed) {
    this.#talk = talk;
    this.#changed = changed;
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
