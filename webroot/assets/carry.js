// What is being written carries beside its words: a quote, pictures, the page that a link leads to. The draft keeps names and
// chosen words in this browser; what is sent names the post.
import { html, live, nothing } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { me } from './session.js';
import { quoteCard } from './quote.js';
import { linkCard, Links } from './links.js';
import { send } from './sending.js';

const MOST_PICTURES = 4;
const MOST_BYTES = 5 * 1024 * 1024;
const MOST_EXCERPT = 500;
const POST_LINK = /^\/(?:rooms|articles|qa)\/[^/]+#p-([0-9a-f-]{36})$/;

/** The words of a post that are selected now, if some are and they are of that post alone. */
export function chosenIn(element) {
  const selection = getSelection();
  const words = element?.querySelector('.words');
  if (!words || selection.isCollapsed || !words.contains(selection.anchorNode) || !words.contains(selection.focusNode)) return null;
  const chosen = selection.toString().replace(/\s+/g, ' ').trim();
  return chosen && chosen.length <= MOST_EXCERPT ? chosen : null;
}

export class Carry {
  #room;
  #sources = new Map();
  /** In which order pictures were chosen; the smallest is sent first. */
  #chosen = new Map();
  /** Pictures that are under way, by their file. */
  sending = [];
  fault = null;
  #links = new Links(page => !this.parts.some(one => one.kind === 'link') && this.#keep([...this.parts, { kind: 'link', ...page }]));

  constructor(room) {
    this.#room = room;
  }

  get parts() {
    return this.#room.draft.parts;
  }

  #keep(parts) {
    this.#room.draft.carry(parts);
    this.#room.requestUpdate();
  }

  get busy() {
    return this.sending.length > 0;
  }

  /** Quotes a post, or the chosen words of it; a post carries one quote. */
  async quote(post, excerpt) {
    const part = { kind: 'quote', post: post.id, version: post.version, ...(excerpt && { excerpt }) };
    this.#sources.set(post.id, { author: post.author, post });
    this.#keep([part, ...this.parts.filter(one => one.kind !== 'quote')]);
  }

  /** The words were changed: a new link may lead to a page, and a page whose link is gone is not carried. */
  read() {
    const words = () => this.#room.draft.text;
    const kept = this.parts.filter(one => one.kind !== 'link' || words().includes(one.url));
    if (kept.length < this.parts.length) this.#keep(kept);
    if (me()) this.#links.read(words);
  }

  /** What is sent: names, and not what they stand for. */
  get sent() {
    return this.parts.map(part => (part.kind === 'link' ? { kind: 'link', url: part.url } : part));
  }

  drop(part) {
    this.fault = null;
    this.#keep(this.parts.filter(one => one !== part));
    this.#room.focusComposer();
  }

  #describe(part, alt) {
    this.#room.draft.carry(this.parts.map(one => (one === part ? { ...one, alt } : one)));
    this.#room.requestUpdate();
  }

  /** Takes files and links to posts out of what is pasted or dropped; whether it took anything. */
  take(data) {
    const files = [...(data?.files ?? [])].filter(file => file.type.startsWith('image/'));
    if (files.length) {
      files.forEach(file => this.add(file));
      return true;
    }
    return this.#takeLink(data?.getData('text/plain') ?? '');
  }

  #takeLink(text) {
    let url;
    try {
      url = new URL(text.trim());
    } catch {
      return false;
    }
    const found = url.origin === location.origin && POST_LINK.exec(url.pathname + url.hash);
    if (!found) return false;
    call('GET', `/api/posts/${found[1]}`).then(post => !post.withdrawn && post.restraint?.act !== 'hide' && this.quote(post), () => {});
    return true;
  }

  async add(file) {
    this.fault = null;
    if (this.parts.filter(part => part.kind === 'picture').length + this.sending.length >= MOST_PICTURES) return this.#say(t('picture.most', { n: MOST_PICTURES }));
    if (file.size > MOST_BYTES) return this.#say(t('write.picture.large'));
    const place = this.#chosen.size + this.sending.length + 1;
    const one = { name: file.name, done: 0, stop: new AbortController() };
    this.sending = [...this.sending, one];
    this.#room.requestUpdate();
    try {
      const kept = await send('/api/media', file, { signal: one.stop.signal, progress: share => { one.done = share; this.#room.requestUpdate(); } });
      if (!this.parts.some(part => part.media === kept.id)) this.#add({ kind: 'picture', media: kept.id, alt: '' }, place);
    } catch (refused) {
      if (!one.stop.signal.aborted) this.#say(refused.problem?.status === 413 ? t('write.picture.large') : refused.problem?.status === 0 ? t('problem.unavailable.text') : refused.message);
    } finally {
      this.sending = this.sending.filter(other => other !== one);
      this.#room.requestUpdate();
    }
    return null;
  }

  #add(picture, place) {
    this.#chosen.set(picture.media, place);
    const order = part => this.#chosen.get(part.media) ?? 0;
    this.#keep([...this.parts, picture].sort((one, other) => order(one) - order(other)));
  }

  #say(fault) {
    this.fault = fault;
    this.#room.requestUpdate();
  }

  /** What is carried, above the words. */
  render() {
    if (!this.parts.length && !this.busy && !this.fault) return nothing;
    return html`<div class="carries">
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      ${this.parts.map(part => this.#one(part))}
      ${this.sending.map(one => html`<div class="carry"><span class="thumb"></span>
        <label class="grow">${t('picture.sending', { name: one.name })} <progress max="1" .value=${one.done}></progress></label>
        <button type="button" class="plain" @click=${() => one.stop.abort()}>${t('post.cancel')}</button></div>`)}
    </div>`;
  }

  #one(part) {
    if (part.kind === 'quote') return this.#quoted(part);
    return part.kind === 'link' ? this.#page(part) : this.#picture(part);
  }

  #page(part) {
    return html`<div class="carry"><div class="grow">${linkCard(part)}</div>
      <button type="button" class="plain" aria-label=${t('link.drop')} title=${t('link.drop')} @click=${() => this.drop(part)}>×</button></div>`;
  }

  #quoted(part) {
    const source = this.#source(part);
    return html`<div class="carry">
      <div class="grow">${source ? quoteCard({ ...part, source }) : html`<p class="quiet">${t('quote.loading')}</p>`}</div>
      <button type="button" class="plain" aria-label=${t('quote.drop')} title=${t('quote.drop')} @click=${() => this.drop(part)}>×</button></div>`;
  }

  /** As it stands: read when the draft comes from an earlier visit. */
  #source(part) {
    const known = this.#room.talk.get(part.post) ?? this.#sources.get(part.post)?.post;
    if (!known) {
      if (!this.#sources.has(part.post)) {
        this.#sources.set(part.post, {});
        call('GET', `/api/posts/${part.post}`).then(post => {
          this.#sources.set(part.post, { post });
          this.#room.requestUpdate();
        }, () => this.drop(part));
      }
      return null;
    }
    const gone = known.withdrawn || known.restraint?.act === 'hide';
    return {
      room: known.room, roomKind: this.#room.kind === 'room' ? 'talk' : this.#room.kind, title: this.#room.dataset.title ?? known.room, author: known.author,
      words: gone ? '' : part.excerpt ?? known.text.slice(0, 280), language: known.language, chosen: !!part.excerpt, edited: known.version > part.version,
      withdrawn: known.withdrawn, restraint: gone && !known.withdrawn ? known.restraint : undefined,
    };
  }

  #picture(part) {
    return html`<div class="carry"><img src="/media/${part.media}" alt="" width="64" height="64">
      <label class="grow">${t('picture.alt')} <input maxlength="500" placeholder=${t('picture.alt.hint')} .value=${live(part.alt)} @input=${event => this.#describe(part, event.target.value)}></label>
      <button type="button" class="plain" aria-label=${t('picture.drop')} title=${t('picture.drop')} @click=${() => this.drop(part)}>×</button></div>`;
  }

  /** The button that asks for files. */
  chooser() {
    return html`<label class="add-picture" title=${t('picture.add')}>
      <input type="file" class="hidden-visually" multiple accept="image/jpeg,image/png,image/webp,image/gif" aria-label=${t('picture.add')}
        @change=${event => { [...event.target.files].forEach(file => this.add(file)); event.target.value = ''; }}>
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M9 9h.01"/></svg></label>`;
  }
}
