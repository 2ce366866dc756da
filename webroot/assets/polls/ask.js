// What can be said beside plain words: a poll, and what one thinks of the product. One small choice under the text; its fields
// come when they are asked for.
import { html, live, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { AGAIN, KINDS, USED, compose } from './opinion.js';

const MOST_CHOICES = 10;
const LONGEST_CHOICE = 120;
const LONGEST_SECTION = 1000;
const HOUR_MS = 3_600_000;
const LASTS = { none: null, hour: HOUR_MS, day: 24 * HOUR_MS, days: 72 * HOUR_MS, week: 168 * HOUR_MS, month: 720 * HOUR_MS };

/** Which of them is being written, and its fields. */
export class Ask {
  #changed;

  constructor(room, changed) {
    this.room = room;
    this.#changed = changed;
    this.#empty();
  }

  #empty() {
    this.kind = null;
    this.poll = { choices: ['', ''], multiple: false, anonymous: true, results: 'always', lasts: 'day' };
    this.opinion = { version: '', used: '', again: '', good: '', bad: '', wish: '' };
    this.fault = null;
  }

  /** Begins one, or goes back to plain words; what was typed is kept until it is said. */
  turn(kind) {
    this.kind = this.kind === kind ? null : kind;
    this.fault = null;
    this.#changed();
  }

  done() {
    this.#empty();
  }

  set(of, field, value) {
    this[of][field] = value;
    this.fault = null;
    this.#changed();
  }

  /** Whether there is something to send. */
  get ready() {
    return this.kind === 'opinion' ? Object.keys(KINDS).some(kind => this.opinion[kind].trim()) : null;
  }

  /** The words, given those of the text field. */
  words(text) {
    return this.kind === 'opinion' ? compose(this.opinion) : text;
  }

  /** The part that goes with the words; null with the reason in `fault` when something is missing. */
  part() {
    if (this.kind === 'poll') return this.#poll();
    const { version, used, again } = this.opinion;
    if (!used || !again) return this.#missing('opinion.missing');
    return { kind: 'opinion', product: this.room.productSlug, version: version.trim(), used, again };
  }

  #poll() {
    const { multiple, anonymous, results, lasts } = this.poll;
    const choices = this.poll.choices.map(choice => choice.trim()).filter(Boolean);
    if (choices.length < 2) return this.#missing('poll.missing');
    if (new Set(choices.map(choice => choice.toLowerCase())).size < choices.length) return this.#missing('poll.twice');
    const closesAt = LASTS[lasts] ? new Date(Date.now() + LASTS[lasts]).toISOString() : null;
    return { kind: 'poll', choices, multiple, anonymous, results, ...(closesAt && { closesAt }) };
  }

  #missing(key) {
    this.fault = t(key);
    this.#changed();
    return null;
  }

  /** The small choices under the text. */
  chooser() {
    const kinds = ['poll', ...(this.room.productSlug ? ['opinion'] : [])];
    return html`<div class="asks-what" role="group" aria-label=${t('ask.what')}>${kinds.map(kind => html`<button type="button" class="plain" aria-pressed=${this.kind === kind ? 'true' : 'false'}
      @click=${() => this.turn(kind)}>${t(`ask.${kind}`)}</button>`)}</div>`;
  }

  fields() {
    if (!this.kind) return nothing;
    return html`<div class="ask">${this.kind === 'poll' ? this.#pollFields() : this.#opinionFields()}
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}</div>`;
  }

  #pollFields() {
    const { poll } = this;
    const last = poll.choices.length - 1;
    return html`<fieldset class="choices"><legend>${t('poll.form.choices')}</legend>
        ${poll.choices.map((choice, place) => html`<input maxlength=${LONGEST_CHOICE} aria-label=${t('poll.form.choice', { n: place + 1 })} placeholder=${t('poll.form.choice', { n: place + 1 })} .value=${live(choice)}
          @input=${event => this.set('poll', 'choices', poll.choices.map((one, at) => (at === place ? event.target.value : one)))}
          @keydown=${event => this.#entered(event, place === last)}>`)}
        ${poll.choices.length < MOST_CHOICES ? html`<button type="button" class="plain" @click=${event => this.#more(event)}>+ ${t('poll.form.more')}</button>` : nothing}</fieldset>
      <div class="terms">
        <label><input type="checkbox" .checked=${live(poll.multiple)} @change=${event => this.set('poll', 'multiple', event.target.checked)}> ${t('poll.form.multiple')}</label>
        <label><input type="checkbox" .checked=${live(!poll.anonymous)} @change=${event => this.set('poll', 'anonymous', !event.target.checked)}> ${t('poll.form.open')}</label>
        ${select('poll.form.lasts', Object.keys(LASTS), poll.lasts, value => this.set('poll', 'lasts', value))}
        ${select('poll.form.results', ['always', 'voted', 'closed'], poll.results, value => this.set('poll', 'results', value))}
      </div>
      <p class="hint">${t(poll.anonymous ? 'poll.form.hint.anonymous' : 'poll.form.hint.open')}</p>`;
  }

  #entered(event, last) {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    if (last) this.#more(event);
    else event.target.nextElementSibling.focus();
  }

  #more(event) {
    if (this.poll.choices.length >= MOST_CHOICES) return;
    const form = event.target.closest('fieldset');
    this.set('poll', 'choices', [...this.poll.choices, '']);
    this.room.updateComplete.then(() => [...form.querySelectorAll('input')].at(-1)?.focus());
  }

  #opinionFields() {
    const { opinion } = this;
    return html`${Object.keys(KINDS).map(kind => html`<label class="section">${t(`opinion.${kind}`)}
        <textarea rows="2" maxlength=${LONGEST_SECTION} .value=${live(opinion[kind])} @input=${event => this.set('opinion', kind, event.target.value)}></textarea></label>`)}
      <div class="terms">
        <label class="short">${t('opinion.version')} <input maxlength="40" .value=${live(opinion.version)} @input=${event => this.set('opinion', 'version', event.target.value)}></label>
        ${select('opinion.used', ['', ...USED], opinion.used, value => this.set('opinion', 'used', value))}
      </div>
      <fieldset class="again"><legend>${t('opinion.again')}</legend>${AGAIN.map(again => html`<label><input type="radio" name="again" value=${again} .checked=${live(opinion.again === again)}
        @change=${() => this.set('opinion', 'again', again)}> ${t(`opinion.answer.${again}`)}</label>`)}</fieldset>
      <p class="hint">${t('opinion.form.hint')}</p>`;
  }
}

const select = (key, values, chosen, choose) => html`<label class="short">${t(key)} <select .value=${live(chosen)} @change=${event => choose(event.target.value)}>
  ${values.map(value => html`<option value=${value} ?selected=${value === chosen}>${value ? t(`${key}.${value}`) : t('ask.choose')}</option>`)}</select></label>`;
