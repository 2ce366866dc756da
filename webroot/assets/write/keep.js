// Keeps what is being written: in this browser with each key, on the server soon after; nothing newer is ever overwritten.
import { call } from '../api.js';

const SOON_MS = 1_500;
const AGAIN_MS = 4_000;
// So that somebody who writes for hours, or is new here, stays within the pace that everybody has.
const APART_MS = 4_000;

/** The state of one text: 'saved', 'saving', 'local' (no network), 'refused', or 'outdated' (another text was saved elsewhere). */
export class Keep extends EventTarget {
  state = 'saved';
  newer = null;
  why = null;
  #name;
  #words;
  #version;
  #timer = null;
  #underWay = null;
  #sentAt = 0;

  /** Begins with what the server has, or with what was left here and is not there yet. */
  constructor(place, words, version) {
    super();
    this.#name = `vadra.write.${place}`;
    this.#version = version;
    this.#words = words;
    this.path = place.startsWith('article-') ? null : `/api/me/drafts/${place}`;
    const left = JSON.parse(localStorage.getItem(this.#name) ?? 'null');
    if (left) {
      this.#words = left.words;
      this.#version = left.version;
      if (this.path) this.#soon(0);
    }
    addEventListener('online', () => this.state === 'local' && this.save());
  }

  get words() {
    return this.#words;
  }

  get version() {
    return this.#version;
  }

  change(part) {
    this.#words = { ...this.#words, ...part };
    this.#store();
    if (this.path && this.state !== 'outdated') this.#soon(Math.max(SOON_MS, this.#sentAt + APART_MS - Date.now()));
  }

  #store() {
    localStorage.setItem(this.#name, JSON.stringify({ words: this.#words, version: this.#version }));
  }

  #soon(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), ms);
  }

  #turn(state, more = {}) {
    this.state = state;
    Object.assign(this, { newer: null, why: null, field: null }, more);
    this.dispatchEvent(new Event('change'));
  }

  /** Saves what is written now; resolves to whether the server has it. */
  async save() {
    clearTimeout(this.#timer);
    while (this.#underWay) await this.#underWay;
    if (!localStorage.getItem(this.#name)) return true;
    this.#underWay = this.#send();
    const saved = await this.#underWay;
    this.#underWay = null;
    return saved;
  }

  async #send() {
    const words = this.#words;
    this.#sentAt = Date.now();
    this.#turn('saving');
    try {
      const kept = await call('PUT', this.path, { body: { ...words, version: this.#version } });
      this.#version = kept.version;
      if (this.#words === words) localStorage.removeItem(this.#name);
      else {
        this.#store();
        this.#soon(APART_MS);
      }
      this.#turn('saved');
      return true;
    } catch ({ problem, message }) {
      if (problem?.type?.endsWith('/outdated')) return this.#overtaken(words, problem);
      if (problem?.status === 0 || problem?.temporary) {
        this.#turn(problem.status === 429 ? 'saving' : 'local');
        this.#soon(problem.retryAfterMs ?? AGAIN_MS);
      } else this.#turn('refused', { why: message, field: problem?.field });
      return false;
    }
  }

  /** There is a newer text; where it is this very one, only the answer to it was lost. */
  #overtaken(words, newer) {
    if (plain(newer.newerText) !== plain(words.text) || newer.newerTitle !== words.title.trim()) {
      this.#turn('outdated', { newer });
      return false;
    }
    this.#version = newer.version;
    return this.#send();
  }

  /** After another text was saved elsewhere: keeps this one over it, or takes that. */
  choose(mine) {
    this.#version = this.newer.version;
    if (!mine) this.#words = { ...this.#words, title: this.newer.newerTitle, text: this.newer.newerText };
    this.#store();
    this.#turn('saving');
    return this.save();
  }

  /** It is published or dropped. */
  done() {
    clearTimeout(this.#timer);
    localStorage.removeItem(this.#name);
  }
}

/** A text as the server keeps it. */
const plain = text => text.normalize('NFC').trimEnd();
