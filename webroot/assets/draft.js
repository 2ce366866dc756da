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
