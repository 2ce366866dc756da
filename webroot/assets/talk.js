// A room's talk as a list that events change. Knows nothing of pages or sockets.

const MOST_LATE = 1_000;

/** The posts of a room: loaded pages and live events come together here, each post once, in the room's order. */
export class Talk {
  posts = [];
  /** Whether there are posts before the first, and after the last, that are not here. */
  more = false;
  newer = false;
  /** The highest place of what was said and not put here. */
  missed = 0;
  /** What happened while a page was on its way. */
  late = [];
  /** Whether what is said now is to be left out, since too much is here already. */
  full = () => false;
  #byId = new Map();

  constructor(page, slug) {
    this.slug = slug;
    this.load(page);
  }

  get(id) {
    return this.#byId.get(id);
  }

  /** A page of posts, as the API has it. */
  load({ posts, more, newer }) {
    posts.forEach(post => this.#put(post));
    if (!this.posts.length || !posts.length || posts[0].seq <= this.posts[0].seq) this.more = more;
    if (newer) this.newer = true;
  }

  /** Lets some go at the beginning or at the end; they can be loaded again. */
  drop(from, to) {
    const gone = this.posts.slice(from, to);
    gone.forEach(post => this.#byId.delete(post.id));
    this.posts = [...this.posts.slice(0, from), ...this.posts.slice(to)];
    if (from === 0) this.more = true;
    else this.newer = true;
    return gone;
  }

  /** Forgets everything, as after a gap that was too long, and begins with a page. */
  reset(page) {
    this.posts = [];
    this.#byId.clear();
    this.load(page);
    this.more = page.more;
    this.newer = !!page.newer || this.missed > (page.position?.offset ?? Infinity);
  }

  /** A page of that offset has come: what happened to its posts since is done to them. */
  catchUp(offset) {
    const since = this.late.filter(one => one.offset > offset);
    this.late = [];
    since.forEach(one => this.take(one.event, one.offset, one.mine));
  }

  /** What a post carries, as it was read anew. */
  carry(id, parts) {
    const post = this.#byId.get(id);
    if (post) this.#put({ ...post, parts });
  }

  /** What is told of a poll's answers; what was told to this reader alone, and counts that are for some, stay as they were. */
  polled(id, told) {
    const post = this.#byId.get(id);
    if (!post?.parts) return;
    const before = part => (told.mine ? {} : told.counts || part.results === 'voted' ? part.poll : only(part.poll));
    this.#put({ ...post, parts: post.parts.map(part => (part.kind === 'poll' ? { ...part, poll: { ...before(part), ...told, stale: part.results === 'voted' && !told.mine && !told.closed } } : part)) });
  }

  #put(post) {
    const known = this.#byId.get(post.id);
    this.#byId.set(post.id, post);
    if (known) {
      this.posts = this.posts.map(one => (one.id === post.id ? post : one));
      return;
    }
    let place = this.posts.length;
    while (place > 0 && this.posts[place - 1].seq > post.seq) place--;
    this.posts = [...this.posts.slice(0, place), post, ...this.posts.slice(place)];
  }

  /** Takes an event of the room's channel; the post that is new, if one is. */
  take(event, offset, mine) {
    const post = this.#byId.get(event.post);
    if (!post && event.kind !== 'post.created' && this.late.length < MOST_LATE) this.late.push({ event, offset, mine });
    switch (event.kind) {
      case 'post.created':
        return post ? null : this.#created(event, offset, mine);
      case 'post.edited':
        if (post) this.#put({ ...post, version: event.version, text: event.text.source, html: event.text.html, language: event.text.language, editedAt: event.at, ...reworded(post) });
        return null;
      case 'post.withdrawn':
        if (post) this.#put({ ...post, withdrawn: true, text: '', html: '', parts: undefined });
        return null;
      case 'post.announced':
        if (post) this.#put({ ...post, restraint: event.restraint });
        return null;
      case 'post.hidden':
        if (post) this.#put({ ...post, restraint: event.restraint, text: '', html: '', parts: undefined });
        return null;
      case 'post.shown':
        if (post) this.#put({ ...post, restraint: undefined, text: post.withdrawn ? '' : event.text.source, html: post.withdrawn ? '' : event.text.html, parts: post.withdrawn ? undefined : event.parts });
        return null;
      case 'post.spared':
        if (post) this.#put({ ...post, restraint: undefined });
        return null;
      case 'poll.counted':
        this.polled(event.post, event.poll);
        return null;
      case 'question.moved':
        if (post) this.#put({ ...post, question: event.question });
        return null;
      case 'reaction.added':
      case 'reaction.removed':
        if (post) this.#reacted(post, event, mine);
        return null;
      default:
        return null;
    }
  }

  #created(event, offset, mine) {
    const parent = event.parent && this.#byId.get(event.parent);
    if (parent) this.#put({ ...parent, replies: (parent.replies ?? 0) + 1 });
    const post = {
      id: event.post, room: this.slug, seq: offset, parent: event.parent, thread: parent?.thread ?? event.parent ?? event.post,
      author: event.by, version: 1, text: event.text.source, html: event.text.html, language: event.text.language,
      saidAt: event.at, editedAt: null, withdrawn: false, replies: 0, reactions: {}, mine: [], commandId: event.commandId, fresh: !mine,
      ...(event.question && { question: event.question }),
      ...(event.parts && { parts: event.parts }),
    };
    if (this.newer || this.full()) {
      this.newer = true;
      this.missed = offset;
    } else {
      this.#put(post);
    }
    return post;
  }

  #reacted(post, event, mine) {
    const { [event.reaction]: before, ...others } = post.reactions;
    const reactions = event.count > 0 ? { ...others, [event.reaction]: event.count } : others;
    const given = new Set(post.mine ?? []);
    if (mine) event.kind === 'reaction.added' ? given.add(event.reaction) : given.delete(event.reaction);
    this.#put({ ...post, reactions, mine: [...given] });
    if (event.votes !== undefined) this.#voted(event);
  }

  /** Who wants a question wants what stands for it. */
  #voted(event) {
    const votes = (id, n) => {
      const post = this.#byId.get(id);
      if (post?.question) this.#put({ ...post, question: { ...post.question, votes: n } });
    };
    votes(event.post, event.head ? event.count : event.votes);
    if (event.head) votes(event.head, event.votes);
  }
}

/** Of what is known of a poll, what has no counts in it. */
const only = (poll = {}) => Object.fromEntries(Object.entries(poll).filter(([name]) => name === 'mine' || name === 'reworded'));

/** A question that is written anew says how many had answered the one before. */
const reworded = post => (post.parts?.some(part => part.kind === 'poll')
  ? { parts: post.parts.map(part => (part.kind === 'poll' ? { ...part, poll: { closed: false, ...part.poll, n: part.poll?.n ?? 0, reworded: part.poll?.n ?? 0 } } : part)) } : {});
