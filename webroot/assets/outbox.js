// What was written and not yet acknowledged. It survives reloads, goes out in order, and each try has the same key, so
// that one post never becomes two.
import { call } from './api.js';

const MOST = 50;

export class Outbox extends EventTarget {
  #name;
  #path;
  #sending = false;
  #timer = null;
  /** Until when what waits is not sent again, in milliseconds since 1970. */
  notBefore = 0;
  items = [];

  /** @param path where what waits is sent to */
  constructor(slug, path = `/api/rooms/${slug}/posts`) {
    super();
    this.#path = path;
    this.#name = `vadra.outbox.${slug}`;
    try {
      this.items = (JSON.parse(localStorage.getItem(this.#name)) ?? []).filter(item => !item.sent);
    } catch {
      this.items = [];
    }
  }

  get full() {
    return this.items.length >= MOST;
  }

  /** @param more what else the post says of itself, such as that it is a question */
  add(text, { parent, language, hat, more = {} }) {
    const item = { key: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, text, parent, language, hat, more, at: new Date().toISOString(), failed: null };
    this.#keep([...this.items, item]);
    this.flush();
    return item;
  }

  /** The post came back through the room: it is out. */
  confirm(key) {
    if (this.items.some(item => item.key === key)) this.#keep(this.items.filter(item => item.key !== key));
  }

  /** What is out, and is found among the posts that were loaded, is confirmed too. */
  settle(has) {
    this.items.filter(item => item.sent && has(item.sent)).forEach(item => this.confirm(item.key));
  }

  drop(key) {
    this.#keep(this.items.filter(item => item.key !== key));
  }

  retry(key) {
    this.#keep(this.items.map(item => (item.key === key ? { ...item, failed: null } : item)));
    this.flush();
  }

  /** Sends what waits, one after the other; a temporary failure is tried again by itself. */
  async flush() {
    if (this.#sending) return;
    this.#sending = true;
    clearTimeout(this.#timer);
    this.notBefore = 0;
    try {
      for (let item = this.#next(); item; item = this.#next()) await this.#send(item);
    } catch (wait) {
      this.notBefore = Date.now() + wait.ms;
      this.#timer = setTimeout(() => this.flush(), wait.ms);
      this.dispatchEvent(new Event('change'));
    } finally {
      this.#sending = false;
    }
  }

  #next() {
    return this.items.find(item => !item.failed && !item.sent);
  }

  async #send(item) {
    try {
      const body = { text: item.text, language: item.language, ...item.more };
      if (item.hat && item.hat !== 'customer') body.hat = item.hat;
      if (item.parent) body.parent = item.parent;
      const { post, message, held } = await call('POST', this.#path, { key: item.key, body });
      if (held) {
        // The server keeps it; it is said when the room is held no longer.
        this.drop(item.key);
        this.dispatchEvent(new Event('held'));
        return;
      }
      this.#keep(this.items.map(one => (one.key === item.key ? { ...one, sent: post ?? message } : one)));
    } catch (refused) {
      if (refused.worthRetrying) throw { ms: refused.problem.retryAfterMs ?? 2_000 };
      this.#keep(this.items.map(one => (one.key === item.key ? { ...one, failed: refused.problem } : one)));
      this.dispatchEvent(new CustomEvent('failed', { detail: refused.problem }));
    }
  }

  #keep(items) {
    this.items = items;
    localStorage.setItem(this.#name, JSON.stringify(items));
    this.dispatchEvent(new Event('change'));
  }
}
