// What is being written and not yet sent: one draft for the room and one for each thread, kept over reloads.
export class Draft {
  #room;
  text;

  constructor(slug) {
    this.#room = `vadra.draft.${slug}`;
    this.thread = localStorage.getItem(`${this.#room}.thread`);
    this.text = localStorage.getItem(this.#name()) ?? '';
  }

  #name() {
    return this.thread ? `${this.#room}.${this.thread}` : this.#room;
  }

  /** Turns to a reply to a post, or back to the room for null; what was begun there is there again. */
  turnTo(post) {
    this.thread = post;
    store(`${this.#room}.thread`, post);
    this.text = localStorage.getItem(this.#name()) ?? '';
  }

  keep(text) {
    this.text = text;
    store(this.#name(), text);
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
    this.turnTo(null);
  }
}

function store(name, value) {
  if (value) localStorage.setItem(name, value);
  else localStorage.removeItem(name);
}
