// Something that a panel fetched and that is kept true: one request at a time, never more often than a pause allows.
import { store } from './store.js';

export class Source {
  data = null;
  fault = null;
  #host;
  #fetch;
  #pause;
  #wanted = null;
  // Since when something else is wanted than was asked for last, and since when it is wanted what is being fetched.
  #outdatedAt = null;
  #pendingSince = null;
  #startedAt = 0;
  #timer = null;

  /** @param fetch called with the version that is wanted; host.requestUpdate() follows each answer */
  constructor(host, fetch, pauseMs = 1_000) {
    this.#host = host;
    this.#fetch = fetch;
    this.#pause = pauseMs;
  }

  /** Says which version is true now; fetches when it is another than the one at hand. */
  want(version) {
    if (version === this.#wanted) return;
    this.#wanted = version;
    this.#outdatedAt ??= Date.now();
    this.#timer ??= setTimeout(() => this.#load(), Math.max(0, this.#startedAt + this.#pause - Date.now()));
  }

  async #load() {
    const version = this.#wanted;
    const since = this.#outdatedAt;
    this.#startedAt = Date.now();
    this.#pendingSince = since;
    this.#outdatedAt = null;
    try {
      this.data = await this.#fetch(version);
      this.fault = null;
    } catch (refused) {
      this.fault = refused;
      this.#outdatedAt = since;
    }
    this.#pendingSince = null;
    this.#timer = this.#outdatedAt === null ? null : setTimeout(() => this.#load(), this.#pause);
    this.#host.requestUpdate();
  }

  /** Stops asking, as when its panel is gone. */
  stop() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#wanted = null;
  }

  /** Whole seconds for which what is shown may be untrue. */
  get age() {
    const since = this.#pendingSince ?? this.#outdatedAt;
    return Math.max(store.age, since === null ? 0 : Math.floor((Date.now() - since) / 1000));
  }
}
