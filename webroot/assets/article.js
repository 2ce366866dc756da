// An article: its talk below is a room like any other; here is what only its author can do, and what happens to it while one reads.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { me } from './session.js';
import { Part, toast } from './page.js';
import { sure } from './dialogs.js';
import './room.js';

class Article extends Part {
  static properties = { changed: { state: true }, consent: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('vadra:head', ({ detail }) => {
      if (detail.kind !== 'post.edited' || detail.version > Number(this.dataset.version)) this.changed = true;
    });
    document.querySelector('.versions')?.addEventListener('click', event => {
      event.preventDefault();
      this.#versions();
    });
  }

  render() {
    const own = me()?.handle === this.dataset.author;
    const { slug } = this.dataset;
    return html`
      ${this.changed ? html`<p class="notice changed" role="status">${t('article.changed')} <a href="/articles/${slug}">${t('article.reload')}</a></p>` : nothing}
      ${own && document.querySelector('.article') ? html`<div class="own"><a class="button" href="/write#article-${slug}">${t('article.edit')}</a>
        <button @click=${() => this.#withdraw()}>${t('article.withdraw')}</button></div>` : nothing}`;
  }

  async #withdraw() {
    if (!(await sure(t('article.withdraw.title'), t('article.withdraw.text'), t('article.withdraw')))) return;
    await call('DELETE', `/api/articles/${this.dataset.slug}`).then(() => location.reload(), refused => toast(refused.message));
  }

  async #versions() {
    const { showWords } = await import('./article-words.js');
    await showWords(this.dataset.slug);
  }
}

customElements.define('vadra-article', Article);

/** Whether what one says here may be taken along: one's own leave, which is off until it is given. */
class Leave extends Part {
  static properties = { given: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('vadra:session', () => me() && this.#ask());
    if (me()) this.#ask();
  }

  #ask() {
    call('GET', '/api/me/consents').then(({ blogComments }) => (this.given = blogComments), () => {});
  }

  render() {
    if (!me() || this.given === undefined) return nothing;
    return html`<div class="check consent"><input id="leave" type="checkbox" .checked=${this.given} @change=${event => this.#set(event.target.checked)}>
      <label for="leave">${t('article.consent')}</label></div>`;
  }

  #set(given) {
    call('PUT', '/api/me/consents/blog-comments', { body: { given } }).then(({ blogComments }) => (this.given = blogComments), refused => toast(refused.message));
  }
}

customElements.define('vadra-leave', Leave);
