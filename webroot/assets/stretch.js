// The stretch of a room's talk that stands in the document. A room may have any number of posts; so many are in the page, and
// spaces as tall as what was taken out stand above and below, so that the bar beside the talk stays true.
import { call } from './api.js';

const PAGE = 50;
/** From so many on the farthest page is taken out. */
const MOST = 200;
/** What a post takes where nobody has measured it. */
const GUESS_PX = 72;

/** Loads and takes out pages of a room as its reader moves; what is in sight stays where it is. */
export class Stretch {
  /** What was taken out, the nearest last: from which place to which, and how tall it was. */
  #above = [];
  #below = [];
  #busy = false;

  constructor(room, without) {
    this.room = room;
    this.without = without;
    room.talk.full = () => !room.atEnd && room.talk.posts.length >= MOST + PAGE;
  }

  get #talk() {
    return this.room.talk;
  }

  /** Whether anything is older than what is here. */
  get older() {
    return this.#above.length > 0 || this.#talk.more;
  }

  /** Whether anything is newer than what is here. */
  get newer() {
    return this.#talk.newer;
  }

  /** Loads what the reader comes near to. */
  moved() {
    if (this.#busy) return;
    const { scroller } = this.room;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    const first = tall(this.#above);
    const last = scrollHeight - tall(this.#below);
    if (this.#above.length && scrollTop + clientHeight < first) this.#into(this.#at(scrollTop + clientHeight / 2));
    else if (this.#below.length && scrollTop > last) this.#into(this.#at(scrollTop + clientHeight / 2));
    else if (this.older && scrollTop < first + clientHeight) this.loadOlder();
    else if (this.newer && scrollTop + 2 * clientHeight > last) this.loadNewer();
  }

  loadOlder() {
    const { posts } = this.#talk;
    const known = this.#above.at(-1);
    return this.#load(known ? `after=${known.from - 1}` : `before=${posts[0]?.seq ?? 1}`, page => {
      if (known) {
        this.#above.pop();
        page = { posts: page.posts.filter(post => post.seq <= known.to), more: this.#above.length > 0 || this.#talk.more };
        this.#talk.more = page.more;
      }
      this.#talk.load({ ...page, newer: false });
      if (this.#talk.posts.length > MOST) this.#takeOut(this.#talk.posts.length - PAGE, this.#talk.posts.length);
    });
  }

  loadNewer() {
    const last = this.#talk.posts.at(-1)?.seq ?? 0;
    return this.#load(`after=${last}`, page => {
      const known = this.#below.pop();
      const posts = known ? page.posts.filter(post => post.seq <= known.to) : page.posts;
      const beyond = known ? this.#below.length > 0 || page.more || posts.length < page.posts.length : page.more;
      this.#talk.load({ posts, more: this.#talk.more });
      this.#talk.newer = beyond || this.#talk.missed > (this.#talk.posts.at(-1)?.seq ?? 0);
      if (this.#talk.posts.length > MOST) this.#takeOut(0, PAGE);
    });
  }

  /** Who stays at the end sees the newest; what is far above is taken out. */
  shed() {
    if (this.#talk.posts.length > MOST + PAGE) this.#takeOut(0, this.#talk.posts.length - MOST);
  }

  /** Begins anew at the end of the talk. */
  async toNewest() {
    if (this.newer) await this.#anew('');
  }

  /** Begins anew round a place, unless it is here; the first post from there on. */
  async toSeq(seq) {
    const { posts } = this.#talk;
    const here = posts.length && posts[0].seq <= seq && (posts.at(-1).seq >= seq || !this.newer);
    if (!here) await this.#anew(`around=${seq}`);
    return this.#talk.posts.find(post => post.seq >= seq);
  }

  /** Forgets what was taken out, as when the page is loaded anew. */
  reset(page) {
    this.#above = [];
    this.#below = [];
    this.#talk.reset(page);
    this.#talk.catchUp(page.position.offset);
    // Wherever somebody scrolled while it was loaded, where more follows is not the end.
    if (this.newer) this.room.atEnd = false;
    this.#space();
  }

  async #anew(query) {
    // What another load brings in meanwhile belongs to what is left behind.
    this.#busy = true;
    try {
      this.reset(await this.#page(query));
      await this.#shown();
    } finally {
      this.#busy = false;
    }
  }

  async #page(query) {
    this.#talk.late = [];
    const page = await call('GET', `/api/rooms/${this.room.slug}/posts?${query}&limit=${PAGE}`);
    return { ...page, posts: page.posts.filter(post => post.id !== this.without) };
  }

  async #load(query, change) {
    if (this.#busy) return;
    this.#busy = true;
    // Not by rendering: some hundred posts would be looked at for the sake of three dots.
    this.room.scroller.ariaBusy = 'true';
    try {
      const page = await this.#page(query);
      const anchor = this.#anchor();
      const before = anchor?.getBoundingClientRect().top;
      change(page);
      this.#talk.catchUp(page.position.offset);
      await this.#shown();
      const off = anchor?.isConnected ? anchor.getBoundingClientRect().top - before : 0;
      if (off) this.room.scroller.scrollTop += off;
    } catch {
      // It is asked for again with the next scroll.
      return;
    } finally {
      this.#busy = false;
      this.room.scroller.ariaBusy = null;
    }
    requestAnimationFrame(() => this.moved());
  }

  async #shown() {
    this.room.requestUpdate();
    await this.room.updateComplete;
    this.#space();
  }

  /** The first post in sight. */
  #anchor() {
    const top = this.room.scroller.getBoundingClientRect().top;
    const posts = this.room.querySelectorAll('.stream > [data-post]');
    for (const post of posts) if (post.getBoundingClientRect().bottom > top) return post;
    return posts[posts.length - 1];
  }

  #takeOut(from, to) {
    const { posts } = this.#talk;
    const height = this.#height(posts, from, to);
    const gone = this.#talk.drop(from, to);
    const one = { from: gone[0].seq, to: gone.at(-1).seq, height };
    (from === 0 ? this.#above : this.#below).push(...pages(one, gone));
    if (gone.some(post => this.#element(post)?.contains(document.activeElement))) this.room.scroller.focus({ preventScroll: true });
  }

  #element = post => document.getElementById(`p-${post.id}`);

  /** How tall some of the posts stand, with the space between them. */
  #height(posts, from, to) {
    const edge = (post, side) => this.#element(post)?.getBoundingClientRect()[side];
    const height = from === 0 ? edge(posts[to] ?? posts[0], 'top') - edge(posts[0], 'top') : edge(posts[to - 1], 'bottom') - edge(posts[from - 1], 'bottom');
    return height > 0 ? height : (to - from) * GUESS_PX;
  }

  /** The page that was taken out and stood at a height. */
  #at(y) {
    let top = 0;
    for (const one of this.#above) if ((top += one.height) >= y) return one;
    let bottom = this.room.scroller.scrollHeight;
    for (const one of this.#below) if ((bottom -= one.height) <= y) return one;
    return this.#below.at(-1) ?? this.#above.at(-1);
  }

  /** Puts a page that was taken out in the place of what is here. */
  async #into(target) {
    this.#busy = true;
    try {
      const page = await this.#page(`after=${target.from - 1}`);
      const { posts } = this.#talk;
      const here = [];
      for (let n = 0; n < posts.length; n += PAGE) {
        const to = Math.min(n + PAGE, posts.length);
        here.push({ from: posts[n].seq, to: posts[to - 1].seq, height: n === 0 && to === posts.length ? posts.length * GUESS_PX : this.#height(posts, n, to) });
      }
      const all = [...this.#above, ...here, ...this.#below.toReversed()];
      const at = all.indexOf(target);
      const { more, newer } = this.#talk;
      this.#above = all.slice(0, at);
      this.#below = all.slice(at + 1).reverse();
      this.#talk.reset({ posts: page.posts.filter(post => post.seq <= target.to), more: this.#above.length ? true : more, newer: this.#below.length ? true : newer, position: page.position });
      this.#talk.catchUp(page.position.offset);
      await this.#shown();
    } catch {
      // It is asked for again with the next scroll.
    } finally {
      this.#busy = false;
    }
    requestAnimationFrame(() => this.moved());
  }

  /** The spaces are as tall as what was taken out. */
  #space() {
    const [above, below] = this.room.querySelectorAll('.scroll > .space');
    if (!above) return;
    above.style.height = `${tall(this.#above)}px`;
    below.style.height = `${tall(this.#below)}px`;
  }
}

const tall = pages => pages.reduce((height, one) => height + one.height, 0);

/** Cuts what was taken out at once into pages that one question can bring back. */
function pages({ height }, gone) {
  const cut = [];
  for (let n = 0; n < gone.length; n += PAGE) {
    const part = gone.slice(n, n + PAGE);
    cut.push({ from: part[0].seq, to: part.at(-1).seq, height: (height * part.length) / gone.length });
  }
  return cut;
}
