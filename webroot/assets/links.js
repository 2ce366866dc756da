// What a link leads to, in the page's own words: the card in a post, and finding it for what is being written. Nothing waits for it.
import { html, nothing } from './lit.js';
import { call } from './api.js';

const LINK = /\bhttps?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}]/gi;
/** Whoever still types at the link is not asked about. */
const AFTER_MS = 800;

/** A page as it said of itself when the post was said; the server's name is what the page cannot choose. */
export const linkCard = ({ url, title, description }) => html`<a class="page-card" href=${url} rel="nofollow ugc noopener">
  <span class="host">${hostOf(url)}</span> <strong>${title}</strong>${description ? html` <span class="about">${description}</span>` : nothing}</a>`;

function hostOf(url) {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
}

/** Finds the page that the first link of a draft leads to. */
export class Links {
  #found;
  #timer;
  /** What was asked for, or is not wanted, in this draft. */
  #done = new Set();

  /** @param found called with a preview, while the link still stands in the words */
  constructor(found) {
    this.#found = found;
  }

  /** The first link of some words to another place than this, if there is one. */
  static first(text) {
    return text.match(LINK)?.find(url => URL.canParse(url) && new URL(url).origin !== location.origin);
  }

  /** The words are these now. */
  read(words) {
    clearTimeout(this.#timer);
    if (!words()) this.#done.clear();
    const url = Links.first(words());
    if (url && !this.#done.has(url)) this.#timer = setTimeout(() => this.#ask(url, words), AFTER_MS);
  }

  async #ask(url, words) {
    this.#done.add(url);
    try {
      const { preview } = await call('POST', '/api/previews', { body: { url } });
      if (preview && words().includes(url)) this.#found(preview);
    } catch {
      // Without a card, then.
    }
  }
}
