// How far a reader has come in a room. A member's mark is kept by the server, and follows to every tab and device; a guest's is
// in this browser. It only moves on.
import { call } from './api.js';
import { me, meKnown } from './session.js';

const WAIT_MS = 1_000;

export class Reading {
  #name;
  #slug;
  #to;
  #sent;
  #timer = null;

  /**
   * Calls onRead when another tab or device has read on.
   *
   * @param kept a member's mark as the page was rendered, null for none
   */
  constructor(slug, kept, onRead) {
    this.#slug = slug;
    this.#name = `vadra.read.${slug}`;
    const here = localStorage.getItem(this.#name);
    this.#sent = kept;
    this.#to = kept ?? (here === null ? null : Number(here));
    /** Where the last visit ended, null before the first. */
    this.left = this.#to;
    const moved = to => {
      if (to <= (this.#to ?? -1)) return;
      this.#to = to;
      onRead(to);
    };
    addEventListener('storage', ({ key, newValue }) => key === this.#name && newValue && moved(Number(newValue)));
    document.addEventListener('vadra:mark', ({ detail }) => {
      if (detail.room !== slug) return;
      this.#sent = Math.max(this.#sent ?? -1, detail.seq);
      moved(detail.seq);
    });
    document.addEventListener('vadra:session', () => this.#later());
    addEventListener('pagehide', () => this.#send(true));
  }

  /** The place of the newest post that was read, null before any. */
  get to() {
    return this.#to;
  }

  /** A post, and all before it, was read; if somebody looks. */
  reached(seq) {
    if (document.hidden || seq <= (this.#to ?? -1)) return;
    this.#to = seq;
    localStorage.setItem(this.#name, seq);
    this.#later();
  }

  /** These are in sight: they are read where nothing unread lies between them and what was read. */
  seen(posts, first, last) {
    const before = posts[first - 1]?.seq ?? (posts[first]?.seq ?? 0) - 1;
    if (this.#to !== null && before <= this.#to && posts[last]) this.reached(posts[last].seq);
  }

  /** One word to the server for all that was read in a while. */
  #later() {
    this.#timer ??= setTimeout(() => this.#send(false), WAIT_MS);
  }

  #send(keepalive) {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (!meKnown() || !me() || this.#to === null || this.#to <= (this.#sent ?? -1)) return;
    const before = this.#sent;
    this.#sent = this.#to;
    call('PUT', `/api/me/marks/${this.#slug}`, { body: { seq: this.#to }, keepalive }).catch(() => (this.#sent = before));
  }

  /** The first of the posts that came since the last visit, by somebody else, and can be read. */
  firstUnread(posts, handle) {
    if (this.left === null) return null;
    return posts.find(post => post.seq > this.left && post.author.handle !== handle && !post.withdrawn && post.restraint?.act !== 'hide')?.id ?? null;
  }
}
