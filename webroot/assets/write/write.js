// Where one writes: the own blog, the drafts that nobody else can read, and one of them on the sheet.
import { html, nothing } from '../lit.js';
import { lang, t } from '../i18n.js';
import { call, upload } from '../api.js';
import { me, meKnown } from '../session.js';
import { Part, toast } from '../page.js';
import { absolute } from '../time.js';
import { roofForm } from './roof.js';
import '../join.js';
import './sheet.js';

class Write extends Part {
  static properties = { blog: { state: true }, drafts: { state: true }, place: { state: true }, fault: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.place = location.hash.slice(1);
    addEventListener('hashchange', () => this.#turn());
    document.addEventListener('vadra:session', () => me() && this.blog === undefined && this.#load());
    if (me()) this.#load();
  }

  #turn() {
    this.place = location.hash.slice(1);
    if (!this.place) this.#load();
  }

  async #load() {
    try {
      const [{ blog }, { drafts }] = await Promise.all([call('GET', '/api/me/blog'), call('GET', '/api/me/drafts')]);
      this.blog = blog;
      this.drafts = drafts;
    } catch (refused) {
      this.fault = refused.problem.status === 0 ? t('problem.unavailable.text') : refused.message;
    }
  }

  render() {
    if (!meKnown()) return nothing;
    if (!me()) return html`<div class="roof-form"><h2>${t('write.title')}</h2><p class="lead">${t('write.guest')}</p><vadra-join></vadra-join></div>`;
    if (this.place && this.place !== 'blog') return html`<vadra-sheet .place=${this.place}></vadra-sheet>`;
    if (this.blog === undefined) return this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing;
    if (!this.blog || this.place === 'blog') return roofForm(this.blog, this.fault, event => this.#keepBlog(event), event => this.#bring(event));
    return this.#list();
  }

  async #keepBlog(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const words = Object.fromEntries(['title', 'about', 'disclosure', 'accent', 'face'].map(name => [name, form.get(name)]));
    const first = !this.blog;
    try {
      this.blog = await call('PUT', '/api/me/blog', { body: { ...words, language: this.blog?.language ?? lang(), forward: form.get('forward') || null } });
      this.fault = null;
      if (first) await this.begin();
      else location.hash = '';
    } catch (refused) {
      this.fault = refused.message;
      this.updateComplete.then(() => this.querySelector(`[name="${refused.problem.field}"]`)?.focus());
    }
  }

  async #bring(event) {
    const [file] = event.target.files;
    if (!file) return;
    try {
      toast(t('write.imported', { n: (await upload('/api/me/blog/import', file)).articles.length }));
    } catch (refused) {
      this.fault = refused.message;
    }
    this.#load();
  }

  async begin() {
    try {
      const draft = await call('POST', '/api/me/drafts', { body: { title: '', text: '', language: lang() } });
      location.hash = draft.id;
    } catch (refused) {
      this.fault = refused.message;
    }
  }

  #list() {
    return html`<section class="drafts">
      <header><h2>${t('write.drafts')}</h2><div class="row">
        <button class="primary" @click=${() => this.begin()}>${t('write.new')}</button>
        <a class="button" href="#blog">${t('write.settings')}</a></div></header>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      <p class="quiet">${t(this.drafts.length ? 'write.drafts.private' : 'write.drafts.none')}</p>
      <ul>${this.drafts.map(draft => html`<li><button @click=${() => (location.hash = draft.id)}>
        <strong lang=${draft.language}>${draft.title || t('write.untitled')}</strong>
        <span class="quiet">${draft.publishAt ? t('write.at.set', { time: absolute(draft.publishAt) }) : absolute(draft.writtenAt)}</span>
        <span class="excerpt" lang=${draft.language}>${draft.text}</span></button>
        ${draft.failure ? html`<p class="fault">${t('write.failed', { why: draft.failure })}</p>` : nothing}</li>`)}</ul>
      <p><a href="/blogs/${this.blog.author.handle}">${t('write.blog.look')}</a></p></section>`;
  }
}

customElements.define('vadra-write', Write);
