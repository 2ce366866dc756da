// A question in a room of talk: how it stands, who else wants to know, and for the company's own what they do with it.
import { LitElement, html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { me } from '../session.js';
import { fromWall } from '../time.js';
import { languageOf } from '../language.js';
import { reason } from '../report.js';
import { claimOf, isOpen, isOverdue } from './questions.js';
import { day, inDays } from './times.js';

const LONGEST = { answer: 4000, promise: 500, decline: 500 };

/** The state by a word and a shape; the way to the answer. */
function standing(post) {
  const { question } = post;
  const claim = claimOf(post);
  const kind = claim ? 'claimed' : isOverdue(post) ? 'overdue' : question.state;
  const word = claim ? t('qa.answers', { name: claim.by.name })
    : question.state === 'promised' ? t(`qa.q.${kind}.by`, { day: day(question.promisedFor) }) : t(`qa.q.${kind}`);
  return html`<span class="state is-${kind}"><span class="mark" aria-hidden="true"></span>${question.answer ? html`<a href="#p-${question.answer}">${word}</a>` : word}</span>`;
}

export function questionLine(post, room) {
  const { votes, reason: why } = post.question;
  const own = me()?.handle === post.author.handle;
  return html`<p class="question-line">${standing(post)}
    ${own || !isOpen(post) ? votes ? t('qa.wanted', { n: votes }) : nothing : html`<button class="reaction" aria-pressed=${post.mine?.includes('want') ? 'true' : 'false'}
      @click=${() => room.react(post, 'want')}>${t('qa.want')}${votes ? html` <span class="n">${votes}</span>` : nothing}</button>`}
    ${me()?.role === 'staff' && isOpen(post) ? html`<button class="plain" @click=${() => openMoves(post)}>${t('qa.move.answer')} …</button>` : nothing}
    ${why ? html`<span class="why">${why}</span>` : nothing}</p>`;
}

class InRoomMoves extends LitElement {
  static properties = { move: { state: true }, fault: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.move = 'answer';
  }

  createRenderRoot() {
    return this;
  }

  #send = async event => {
    event.preventDefault();
    this.busy = true;
    const { words, day: until } = event.target.elements;
    const text = words.value.trim();
    const body = this.move === 'answer' ? { text, language: languageOf(text, this.post.language) }
      : this.move === 'decline' ? { reason: text } : { by: fromWall(`${until.value}T23:59`), ...(text ? { note: text } : {}) };
    try {
      await call('POST', `/api/posts/${this.post.id}/${this.move}`, { key: crypto.randomUUID?.(), body });
      this.closest('dialog').close();
    } catch (refused) {
      this.fault = reason(refused);
    } finally {
      this.busy = false;
    }
  };

  render() {
    return html`<form @submit=${this.#send}><blockquote lang=${this.post.language}>${this.post.text}</blockquote>
      <fieldset class="which"><legend>${t('qa.moves')}</legend>${Object.keys(LONGEST).map(move => html`
        <label><input type="radio" name="move" value=${move} .checked=${this.move === move} @change=${() => (this.move = move)}> ${t(`qa.move.${move}`)}</label>`)}</fieldset>
      ${this.move === 'promise' ? html`<div class="field"><label for="room-day">${t('qa.form.promise')}</label><input id="room-day" name="day" type="date" required min=${inDays(1)} max=${inDays(360)} .value=${inDays(7)}></div>` : nothing}
      <div class="field"><label for="room-words">${t(this.move === 'promise' ? 'qa.form.note' : `qa.form.${this.move}`)}</label>
        <textarea id="room-words" name="words" rows="4" maxlength=${LONGEST[this.move]} ?required=${this.move !== 'promise'}></textarea></div>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      <div class="row"><button class="primary" ?disabled=${this.busy}>${t(`qa.move.${this.move}`)}</button>
        <button type="button" @click=${() => this.closest('dialog').close()}>${t('post.cancel')}</button></div></form>`;
  }
}

function openMoves(post) {
  const dialog = document.createElement('dialog');
  dialog.className = 'report';
  dialog.setAttribute('aria-label', t('qa.moves'));
  const form = document.createElement('vadra-room-moves');
  form.post = post;
  dialog.append(form);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}

customElements.define('vadra-room-moves', InRoomMoves);
