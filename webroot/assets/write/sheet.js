// One text on the sheet: a draft, or an article that its author writes anew.
import { html, live, nothing, unsafeHTML } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { Part } from '../page.js';
import { sure } from '../dialogs.js';
import { Keep } from './keep.js';
import { tools, typed, put } from './tools.js';
import { addPicture } from './picture.js';
import { moreFields } from './more.js';

class Sheet extends Part {
  static properties = { place: {}, keep: { state: true }, shown: { state: true }, fault: { state: true }, busy: { state: true } };

  willUpdate(changed) {
    if (changed.has('place')) this.#open();
  }

  get article() {
    return this.place.startsWith('article-') ? this.place.slice(8) : null;
  }

  async #open() {
    this.keep = null;
    this.shown = null;
    const { place, article } = this;
    try {
      const text = await call('GET', article ? `/api/articles/${article}` : `/api/me/drafts/${place}`);
      if (place !== this.place) return;
      const { title, language, slug, series, product, publishAt, hat, version } = text;
      const words = article ? { title, text: text.text, series } : { title, text: text.text, language, slug, series, product, publishAt, hat };
      this.keep = new Keep(place, words, version);
      this.keep.addEventListener('change', () => this.requestUpdate());
      await this.updateComplete;
      this.querySelector(words.title ? '.text' : '.title')?.focus();
    } catch (refused) {
      this.fault = refused.message;
    }
  }

  change(part) {
    this.keep.change(part);
    this.fault = null;
    this.requestUpdate();
  }

  get area() {
    return this.querySelector('textarea.text');
  }

  render() {
    if (!this.keep) return this.fault ? html`<p class="fault" role="alert">${this.fault}</p><p><a href="#">${t('write.back')}</a></p>` : nothing;
    const { words } = this.keep;
    return html`<div class="sheet">
      <div class="bar"><a href="#">${t('write.back')}</a><p class="state ${this.keep.state === 'refused' ? 'fault' : ''}" role="status">${this.#state()}</p>
        <button @click=${() => this.#preview()} ?disabled=${this.busy}>${t(this.shown === null ? 'write.preview' : 'write.preview.close')}</button>
        <button class="primary" @click=${() => this.#publish()} ?disabled=${this.busy} title=${t('write.publish.hint')}>${t(this.article ? 'write.publish.edit' : 'write.publish')}</button></div>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      ${this.keep.newer ? this.#choice() : nothing}
      ${this.shown === null ? this.#form(words) : html`<article class="article" lang=${words.language ?? nothing}><h1>${words.title}</h1><div class="prose">${unsafeHTML(this.shown)}</div></article>`}
    </div>`;
  }

  #form(words) {
    return html`<input class="title" aria-label=${t('write.field.title')} placeholder=${t('write.field.title')} maxlength="120" .value=${live(words.title)}
        @input=${event => this.change({ title: event.target.value })} @keydown=${event => event.key === 'Enter' && (event.preventDefault(), this.area.focus())}>
      ${tools(() => this.area, () => this.picture())}
      <textarea class="text" id="sheet-text" aria-label=${t('write.field.text')} placeholder=${t('write.field.text')} .value=${live(words.text)}
        @input=${event => this.change({ text: event.target.value })} @keydown=${event => this.#typed(event)}
        @paste=${event => this.#dropped(event, event.clipboardData)} @drop=${event => this.#dropped(event, event.dataTransfer)}></textarea>
      ${moreFields(words, this)}
      ${this.article ? nothing : html`<p class="row"><button class="plain" @click=${() => this.#drop()}>${t('write.drop')}</button></p>`}`;
  }

  #state() {
    const { state, why } = this.keep;
    if (this.article || state === 'outdated') return '';
    return t(`write.${state}`, { why });
  }

  #choice() {
    return html`<div class="choice" role="alert"><p>${t('write.outdated')} <q>${this.keep.newer.newerTitle}</q></p>
      <button @click=${() => this.keep.choose(true)}>${t('write.outdated.mine')}</button>
      <button @click=${() => this.keep.choose(false)}>${t('write.outdated.theirs')}</button></div>`;
  }

  #typed(event) {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') this.#publish();
    else typed(event);
  }

  #dropped(event, data) {
    const file = [...(data?.files ?? [])].find(one => one.type.startsWith('image/'));
    if (!file) return;
    event.preventDefault();
    this.picture(file);
  }

  async picture(file) {
    const at = this.area.selectionEnd;
    const text = await addPicture(file);
    if (text) put(this.area, text, at, at);
  }

  async #do(act) {
    this.busy = true;
    this.fault = null;
    try {
      return await act();
    } catch (refused) {
      this.fault = refused.problem?.status === 0 ? t('problem.unavailable.text') : refused.message;
      return null;
    } finally {
      this.busy = false;
    }
  }

  async #preview() {
    if (this.shown !== null) {
      this.shown = null;
      this.updateComplete.then(() => this.area.focus());
      return;
    }
    const html = await this.#do(async () => (this.article ? this.#previewArticle() : (await this.keep.save()) && this.#rendered(this.place)));
    if (html) this.shown = html;
  }

  #rendered = async draft => (await call('POST', `/api/me/drafts/${draft}/preview`)).html;

  /** As a draft that lasts for a moment, so that it is the same rendering. */
  async #previewArticle() {
    const { title, text } = this.keep.words;
    const draft = await call('POST', '/api/me/drafts', { body: { title, text, language: 'sv' } });
    try {
      return await this.#rendered(draft.id);
    } finally {
      await call('DELETE', `/api/me/drafts/${draft.id}`);
    }
  }

  async #publish() {
    const slug = await this.#do(() => (this.article ? this.#publishChange() : this.#publishDraft()));
    if (!slug) return;
    this.keep.done();
    location.assign(`/articles/${slug}`);
  }

  async #publishDraft() {
    if (!(await this.keep.save())) return null;
    return (await call('POST', `/api/me/drafts/${this.place}/publish`, { body: { version: this.keep.version } })).article;
  }

  async #publishChange() {
    const { title, text, series } = this.keep.words;
    return (await call('PUT', `/api/articles/${this.article}`, { body: { version: this.keep.version, title, text, series } })).slug;
  }

  async #drop() {
    if (!(await sure(t('write.drop.title'), t('write.drop.text'), t('write.drop')))) return;
    const gone = await this.#do(async () => {
      await call('DELETE', `/api/me/drafts/${this.place}`);
      return true;
    });
    if (!gone) return;
    this.keep.done();
    location.hash = '';
  }
}

customElements.define('vadra-sheet', Sheet);
