// The questions of a sitting: what was loaded and what happens come together here. Knows nothing of pages or sockets.

export const OPEN = ['asked', 'chosen', 'promised'];

/** Whether a question still waits for an answer. */
export const isOpen = post => !post.withdrawn && !isHidden(post) && OPEN.includes(post.question.state);
export const isHidden = post => post.restraint?.act === 'hide';
export const isSettled = post => post.question.state === 'answered' || post.question.state === 'declined';

/** A promise whose day has passed. */
export const isOverdue = (post, now = Date.now()) => post.question.state === 'promised' && Date.parse(post.question.promisedFor) < now;

/** Whoever answers this one now, if somebody does. */
export function claimOf(post, now = Date.now()) {
  const { claim } = post.question;
  return claim && Date.parse(claim.until) > now && isOpen(post) ? claim : null;
}

export class Questions {
  #byId = new Map();
  /** Answers and other replies that were met, by id. */
  replies = new Map();

  constructor(posts = []) {
    posts.forEach(post => this.put(post));
  }

  get(id) {
    return this.#byId.get(id);
  }

  put(post) {
    if (post.question) this.#byId.set(post.id, post);
    else this.replies.set(post.id, post);
  }

  get all() {
    return [...this.#byId.values()];
  }

  /** Those that stand for themselves, and can be seen. */
  get heads() {
    return this.all.filter(post => !post.question.into && !post.withdrawn && !isHidden(post));
  }

  get open() {
    return this.heads.filter(isOpen);
  }

  get settled() {
    return this.heads.filter(isSettled);
  }

  /** The question that somebody answers just now: the one that was taken last. */
  get answering() {
    return this.open.filter(post => claimOf(post)).sort((one, other) => Date.parse(other.question.movedAt) - Date.parse(one.question.movedAt))[0] ?? null;
  }

  /** Takes an event of the room's channel; tells whether anything changed. */
  take(event, offset, mine) {
    if (event.kind === 'post.created') return this.#created(event, offset);
    const post = this.#byId.get(event.post) ?? this.replies.get(event.post);
    if (!post) return false;
    const change = this.#change(post, event, mine);
    if (change) this.put({ ...post, ...change });
    return !!change;
  }

  #change(post, event, mine) {
    switch (event.kind) {
      case 'question.moved':
        return { question: event.question };
      case 'post.edited':
        return { version: event.version, text: event.text.source, html: event.text.html, language: event.text.language, editedAt: event.at };
      case 'post.withdrawn':
        return { withdrawn: true, text: '', html: '' };
      case 'post.announced':
      case 'post.spared':
        return { restraint: event.kind === 'post.announced' ? event.restraint : undefined };
      case 'post.hidden':
        return { restraint: event.restraint, text: '', html: '' };
      case 'post.shown':
        return { restraint: undefined, text: post.withdrawn ? '' : event.text.source, html: post.withdrawn ? '' : event.text.html };
      case 'reaction.added':
      case 'reaction.removed':
        return event.reaction === 'want' ? this.#wanted(post, event, mine) : null;
      default:
        return null;
    }
  }

  /** A vote is counted where the question stands, which may be another one. */
  #wanted(post, event, mine) {
    const given = new Set(post.mine ?? []);
    if (mine) event.kind === 'reaction.added' ? given.add('want') : given.delete('want');
    const head = event.head && this.#byId.get(event.head);
    if (head) this.put({ ...head, question: { ...head.question, votes: event.votes } });
    const question = event.head ? post.question : { ...post.question, votes: event.votes };
    return { question, reactions: { ...post.reactions, want: event.count }, mine: [...given] };
  }

  #created(event, offset) {
    if (this.#byId.has(event.post) || this.replies.has(event.post)) return false;
    const parent = event.parent && this.#byId.get(event.parent);
    if (parent) this.put({ ...parent, replies: (parent.replies ?? 0) + 1 });
    this.put({
      id: event.post, seq: offset, parent: event.parent, author: event.by, text: event.text.source, html: event.text.html,
      language: event.text.language, saidAt: event.at, editedAt: null, withdrawn: false, replies: 0, reactions: {}, mine: [],
      commandId: event.commandId, question: event.question,
    });
    return true;
  }
}
