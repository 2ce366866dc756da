// Where one asks, and what became of one's own questions. What is written survives reloads and a line that is cut.
import { html, live, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { me, meKnown } from '../session.js';
import { openJoin } from '../join.js';
import { Outbox } from '../outbox.js';
import { chooser, worn } from '../hats.js';
import { languageOf } from '../language.js';
import { wall } from './times.js';
import { stateWord } from './question.js';

const MOST_CHARACTERS = 4000;
const REMEMBERED = 50;

export class Ask {
  #page;
  #stored;
  #aliased;

  constructor(page) {
    this.#page = page;
    this.#stored = `vadra.draft.qa.${page.slug}`;
    this.#aliased = `vadra.alias.${page.slug}`;
    this.asked = JSON.parse(localStorage.getItem(`${this.#stored}.asked`) ?? '[]');
    this.text = localStorage.getItem(this.#stored) ?? '';
    this.alias = localStorage.getItem(this.#aliased) === 'yes';
    this.outbox = new Outbox(page.slug);
    this.outbox.addEventListener('change', () => this.#sent());
    this.outbox.addEventListener('failed', ({ detail }) => page.say(t('post.failed', { why: detail.detail ?? detail.title })));
  }

  #sent() {
    const ids = this.outbox.items.map(item => item.sent).filter(Boolean);
    this.asked = [...new Set([...this.asked, ...ids])].slice(-REMEMBERED);
    localStorage.setItem(`${this.#stored}.asked`, JSON.stringify(this.asked));
    this.#page.requestUpdate();
  }

  #keep(text) {
    this.text = text;
    if (text) localStorage.setItem(this.#stored, text);
    else localStorage.removeItem(this.#stored);
    this.#page.requestUpdate();
  }

  #mask(on) {
    this.alias = on;
    localStorage.setItem(this.#aliased, on ? 'yes' : 'no');
    this.#page.requestUpdate();
  }

  async #submit(event) {
    event.preventDefault();
    const words = this.text.trim();
    if (!words || this.outbox.full) return;
    if (!me() && !(await openJoin())) return;
    this.outbox.add(words, { parent: null, language: languageOf(words, this.#page.sitting.language), hat: this.alias ? null : worn(), more: { question: true, ...(this.alias ? { alias: true } : {}) } });
    this.#keep('');
    this.#page.querySelector('.ask textarea')?.focus();
  }

  form() {
    if (!this.#page.asks) return html`<p class="quiet closed">${t('qa.closed', { time: wall(this.#page.sitting.asksUntil) })}</p>`;
    const enter = event => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.target.form.requestSubmit();
    };
    return html`<form class="ask" @submit=${event => this.#submit(event)}>
      <label for="ask">${t(`qa.ask.${this.#page.state}`)}</label>
      <textarea id="ask" rows="2" maxlength=${MOST_CHARACTERS} placeholder=${t('qa.ask.placeholder')} .value=${live(this.text)}
        @input=${event => this.#keep(event.target.value)} @keydown=${enter}></textarea>
      <div class="row"><label class="mask"><input type="checkbox" .checked=${live(this.alias)} @change=${event => this.#mask(event.target.checked)}> ${t('qa.alias')}</label>
        ${this.alias ? nothing : chooser(() => this.#page.requestUpdate())}
        <button class="primary" aria-disabled=${this.text.trim() ? 'false' : 'true'}>${t('qa.ask')}</button></div>
      ${this.alias ? html`<p class="hint">${t('qa.alias.hint')}</p>` : meKnown() && !me() ? html`<p class="hint">${t('say.guest')}</p>` : nothing}
      ${this.outbox.items.filter(item => !item.parent).map(item => this.#pending(item))}
    </form>`;
  }

  #pending(item) {
    return html`<div class="pending ${item.failed ? 'failed' : ''}"><p>${item.text}</p>
      <p class="quiet">${item.failed ? t('post.failed', { why: item.failed.detail ?? item.failed.title }) : t('post.pending')}
      ${item.failed ? html`<button type="button" class="plain" @click=${() => this.outbox.retry(item.key)}>${t('post.again')}</button>
        <button type="button" class="plain" @click=${() => this.outbox.drop(item.key)}>${t('post.remove')}</button>` : nothing}</p></div>`;
  }

  /** Whether a question is the reader's own, also under a pseudonym. */
  isOwn(post) {
    return this.asked.includes(post.id) || (!!me() && post.author.handle === me().handle);
  }

  /** One's own questions, with what came of each. */
  own() {
    const posts = this.#page.questions.all.filter(post => this.isOwn(post) && !post.withdrawn);
    if (!posts.length) return nothing;
    return html`<details class="own" ?open=${posts.length < 4}><summary>${t('qa.own', { n: posts.length })}</summary>
      <ul>${posts.map(post => html`<li class="is-${post.question.state}">${stateWord(post)} <a href="#p-${post.question.into ?? post.id}" lang=${post.language}>${short(post.text)}</a></li>`)}</ul></details>`;
  }

  /** Something was done with a question; whose it is hears of it. */
  moved(post) {
    if (!post || !this.isOwn(post)) return;
    this.#page.say(`${t(`qa.q.${post.question.state}`)}: ${short(post.text)}`);
  }
}

const short = text => (text.length > 90 ? `${text.slice(0, 87)}…` : text);
