// What hosts do with a question: each move is open to all hosts, seen by everybody at once, and undone within ten seconds.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { me } from '../session.js';
import { fromWall } from '../time.js';
import { languageOf } from '../language.js';
import { chooser, worn } from '../hats.js';
import { claimOf } from './questions.js';
import { inDays } from './times.js';

const UNDO_MS = 10_000;
const LEAST_REASON = 10;
const MOST_REASON = 500;
const MOST_ANSWER = 4000;

/** The moves of an open question with their keys, which work on the question that has the focus. */
export const KEYS = { c: 'claim', a: 'answer', d: 'decline', p: 'promise', x: 'choose', m: 'merge' };

export class Moves {
  #page;
  #timer = null;
  done = null;

  constructor(page) {
    this.#page = page;
  }

  /** Makes a move; what asks for words opens its form first. */
  async make(post, move, body = {}) {
    const page = this.#page;
    if (!(await page.write('POST', `/api/posts/${post.id}/${move}`, body))) return false;
    if (page.opened?.post === post.id) page.open(null, post);
    if (move !== 'claim' && move !== 'release' && move !== 'undo') this.#offerUndo(post, move);
    return true;
  }

  /** Opens the form of a move. Who begins to answer holds the question, so that no two answer it unknowingly. */
  async begin(post, form) {
    if (form === 'answer' && claimOf(post)?.by.handle !== me()?.handle && !(await this.make(post, 'claim'))) return;
    this.#page.open(form, post);
  }

  async leave(post) {
    const answering = this.#page.opened?.form === 'answer';
    this.#page.open(null, post);
    if (answering) await this.make(post, 'release');
  }

  #offerUndo(post, move) {
    clearTimeout(this.#timer);
    this.done = { post, move, until: Date.now() + UNDO_MS };
    this.#timer = setTimeout(() => this.#forget(), UNDO_MS);
    this.#page.requestUpdate();
  }

  #forget() {
    clearTimeout(this.#timer);
    this.done = null;
    this.#page.requestUpdate();
  }

  async undo() {
    const { done } = this;
    if (!done) return;
    this.#forget();
    if (await this.make(done.post, 'undo')) this.#page.say(t('qa.undone'));
  }

  undoBar() {
    if (!this.done) return nothing;
    const seconds = Math.max(1, Math.ceil((this.done.until - Date.now()) / 1000));
    return html`<div class="undo" role="status"><span>${t(`qa.done.${this.done.move}`)}</span>
      <button @click=${() => this.undo()}>${t('qa.undo')} <kbd>Z</kbd> <span class="n" aria-hidden="true">${seconds}</span></button></div>`;
  }
}

const button = (post, page, move, act) => html`<button class="plain" data-move=${move} @click=${act}>${t(`qa.move.${move}`)}</button>`;

/** The row of moves. Where another host answers, it says so and offers nothing. */
export function moveButtons(post, page) {
  const claim = claimOf(post);
  if (claim && claim.by.handle !== me()?.handle) return html`<p class="moves quiet">${t('qa.locked', { name: claim.by.name })}</p>`;
  const make = move => () => page.moves.make(post, move);
  const begin = form => () => page.moves.begin(post, form);
  return html`<div class="moves" role="group" aria-label=${t('qa.moves')}>
    <button class="small primary" data-move="answer" @click=${begin('answer')}>${t('qa.move.answer')}</button>
    ${claim ? button(post, page, 'release', make('release')) : button(post, page, 'claim', make('claim'))}
    ${post.question.state === 'chosen' ? nothing : button(post, page, 'choose', make('choose'))}
    ${button(post, page, 'promise', begin('promise'))}
    ${post.question.state === 'declined' ? nothing : button(post, page, 'decline', begin('decline'))}
    ${button(post, page, 'merge', begin('merge'))}</div>`;
}

/** The small form of the move that was begun. What is written in it survives reloads. */
export function moveForm(post, page) {
  const { form } = page.opened;
  const submit = event => {
    event.preventDefault();
    FORMS[form].send(event.target, post, page);
  };
  return html`<form class="move-form" @submit=${submit} @keydown=${event => event.key === 'Escape' && page.moves.leave(post)}>
    ${FORMS[form].fields(post, page)}
    <div class="row"><button class="primary">${t(`qa.move.${form}`)}</button><button type="button" @click=${() => page.moves.leave(post)}>${t('post.cancel')}</button></div></form>`;
}

const draftOf = (form, post) => `vadra.draft.qa.${form}.${post.id}`;

const area = (form, post, { rows, most, least = 1 }) => html`<label for="move-words">${t(`qa.form.${form}`)}</label>
  <textarea id="move-words" name="words" rows=${rows} minlength=${least} maxlength=${most} required .value=${localStorage.getItem(draftOf(form, post)) ?? ''}
    @input=${event => localStorage.setItem(draftOf(form, post), event.target.value)}
    @keydown=${event => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.form.requestSubmit()}></textarea>`;

async function send(form, post, page, body) {
  if (await page.moves.make(post, form, body)) localStorage.removeItem(draftOf(form, post));
}

const FORMS = {
  answer: {
    fields: (post, page) => html`${area('answer', post, { rows: 4, most: MOST_ANSWER })}${chooser(() => page.requestUpdate())}`,
    send: (form, post, page) => {
      const text = form.words.value.trim();
      return send('answer', post, page, { text, language: languageOf(text, page.sitting.language), hat: worn() });
    },
  },
  decline: {
    fields: post => html`${area('decline', post, { rows: 2, most: MOST_REASON, least: LEAST_REASON })}<p class="hint">${t('qa.form.decline.hint')}</p>`,
    send: (form, post, page) => send('decline', post, page, { reason: form.words.value.trim() }),
  },
  promise: {
    fields: post => html`<label for="move-day">${t('qa.form.promise')}</label><input id="move-day" type="date" name="day" required min=${inDays(1)} max=${inDays(360)} .value=${inDays(7)}>
      <label for="move-note">${t('qa.form.note')}</label><input id="move-note" name="note" maxlength=${MOST_REASON} .value=${localStorage.getItem(draftOf('promise', post)) ?? ''}
        @input=${event => localStorage.setItem(draftOf('promise', post), event.target.value)}>`,
    send: (form, post, page) => {
      const note = form.note.value.trim();
      return send('promise', post, page, { by: fromWall(`${form.day.value}T23:59`), ...(note ? { note } : {}) });
    },
  },
  merge: {
    fields: (post, page) => html`<fieldset><legend>${t('qa.form.merge')}</legend>${page.questions.open.filter(one => one.id !== post.id && one.earlier === post.earlier).map(one => html`
      <label class="choice"><input type="radio" name="into" value=${one.id} required> <span lang=${one.language}>${one.text.slice(0, 140)}</span></label>`)}</fieldset>`,
    send: (form, post, page) => send('merge', post, page, { into: form.into.value }),
  },
};
