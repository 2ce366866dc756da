// How far a reader has come in a room: kept in this browser, shared by its tabs.
export class Reading {
  #name;

  /** Calls onRead when another tab has read on. */
  constructor(slug, onRead) {
    this.#name = `vadra.read.${slug}`;
    this.left = this.to;
    addEventListener('storage', ({ key }) => key === this.#name && onRead(this.to));
  }

  /** The place of the newest post that was read, null before the first visit. */
  get to() {
    const stored = localStorage.getItem(this.#name);
    return stored === null ? null : Number(stored);
  }

  /** A post, and all before it, was read; if somebody looks. */
  reached(seq) {
    if (!document.hidden && seq > (this.to ?? -1)) localStorage.setItem(this.#name, seq);
  }

  /** The first of the posts that came since the last visit, by somebody else. */
  firstUnread(posts, handle) {
    if (this.left === null) return null;
    return posts.find(post => post.seq > this.left && post.author.handle !== handle)?.id ?? null;
  }
}
