// What is being written and not yet sent: one draft for the room and one for each thread, kept over reloads.
export class Draft {
  #room;
  text;
  parts = [];

  constructor(slug) {
    this.#room = `vadra.draft.${slug}`;
    this.thread = localStorage.getItem(`${this.#room}.thread`);
    this.#load();
  }

  #load() {
    this.text = localStorage.getItem(this.#name()) ?? '';
    try {
      this.parts = JSON.parse(localStorage.getItem(`${this.#name()}.parts`)) ?? [];
    } catch {
      this.parts = [];
    }
  }

  #name() {
    return this.thread ? `${this.#room}.${this.thread}` : this.#room;
  }

  /** Turns to a reply to a post, or back to the room for null; what was begun there is there again. */
  turnTo(post) {
    this.thread = post;
    store(`${this.#room}.thread`, post);
    this.#load();
  }

  keep(text) {
    this.text = text;
    store(this.#name(), text);
  }

  /** What the post will carry, by name. */
  carry(parts) {
    this.parts = parts;
    store(`${this.#name()}.parts`, parts.length ? JSON.stringify(parts) : null);
  }

  /** The words of a post as they are being written anew, or as they are. */
  edited(post) {
    return localStorage.getItem(`${this.#room}.edit.${post.id}`) ?? post.text;
  }

  /** Keeps what a post is to say; forgets it for null. */
  keepEdit(post, text) {
    store(`${this.#room}.edit.${post.id}`, text === post.text ? null : text);
  }

  /** The post that is being written anew. */
  get editing() {
    return localStorage.getItem(`${this.#room}.editing`);
  }

  set editing(post) {
    store(`${this.#room}.editing`, post);
  }

  /** It was sent. */
  done() {
    this.keep('');
    this.carry([]);
    this.turnTo(null);
  }
}

function store(name, value) {
  if (value) localStorage.setItem(name, value);
  else localStorage.removeItem(name);
}
