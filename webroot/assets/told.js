// What a member is told, on every page: of restraint, with a mark in the header; of questions of theirs; each in a calm notice.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { me, meKnown } from './session.js';
import { opened, socket } from './live.js';
import { Part } from './page.js';
import { clock } from './time.js';

class Told extends Part {
  static properties = { unseen: { state: true }, news: { state: true } };

  constructor() {
    super();
    this.unseen = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('vadra:session', () => this.#listen());
    document.addEventListener('vadra:seen', () => this.#count());
    this.#listen();
  }

  /** Listens as whoever is signed in now; the socket is another's when that changes. */
  #listen() {
    const handle = me()?.handle ?? null;
    if (!meKnown() || handle === this.handle) return;
    if (this.handle) opened()?.forget(`me:${this.handle}`);
    if (this.handle !== undefined) opened()?.reconnect();
    this.handle = handle;
    this.unseen = 0;
    this.news = null;
    if (handle) socket().subscribe(`me:${handle}`, { onEvent: told => this.#hear(told), onStart: () => this.#count() });
  }

  #hear(told) {
    if (told.kind === 'mark') document.dispatchEvent(new CustomEvent('vadra:mark', { detail: told.mark }));
    if (!SAID[told.kind] || (told.kind === 'question' && !MOVES.includes(told.move))) return;
    document.dispatchEvent(new CustomEvent('vadra:told', { detail: told }));
    if (location.pathname !== '/me') this.news = told;
    this.#count();
  }

  #count() {
    call('GET', '/api/me/seen').then(({ unseen }) => (this.unseen = unseen), () => {});
  }

  render() {
    if (!meKnown() || !me()) return nothing;
    return html`<a class="told" href="/me" aria-label=${label(this.unseen)} title=${label(this.unseen)}>
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M3.5 6.5h17v11h-17zM4 7l8 6 8-6"></path></svg>
        ${this.unseen ? html`<span class="count" aria-hidden="true">${this.unseen}</span>` : nothing}</a>
      <div class="news" role="status">${this.news ? html`<p>${sentence(this.news)} <a href=${place(this.news)}>${t('voice.read')}</a></p>
        <button class="plain" @click=${() => (this.news = null)}>${t('close')}</button>` : nothing}</div>`;
  }
}

const label = unseen => (unseen ? t('voice.unseen', { n: unseen }) : t('voice.mine'));
/** The moves of a question that its asker is told of; that somebody claims it, say, is for who looks at it. */
const MOVES = ['choose', 'answer', 'decline', 'promise', 'merge', 'unmerge'];

/** Of each kind: what it says, and where one reads on. */
const SAID = {
  statement: { text: told => ofStatement(told.statement), place: told => `/me#s-${told.statement.entry}` },
  outcome: { text: told => t('voice.news', { text: ofReport(told.report) }), place: told => `/me#r-${told.report.case}` },
  question: { text: told => t(`told.question.${told.move}`), place: told => `/rooms/${told.room}#p-${told.own}` },
  lifted: { text: told => t('told.lifted', { name: told.lifting.name }), place: () => '/me#liftings' },
};
const place = told => SAID[told.kind].place(told);

/** What was told, in a sentence. */
export const sentence = told => SAID[told.kind].text(told);

export function ofStatement({ kind, state, from, appeal }) {
  if (appeal?.verdict && !appeal.verdict.overturned && state === 'hidden') return t(`voice.state.${kind}.upheld`);
  return t(`voice.state.${kind}.${state}`, { time: clock(from) });
}

export function ofReport({ outcome, end }) {
  if (!outcome) return t('voice.outcome.waiting');
  if (end) return t(end.cause === 'appeal' ? 'voice.outcome.wrong' : 'voice.outcome.ended');
  return t(outcome.entry ? 'voice.outcome.acted' : 'voice.outcome.none');
}

customElements.define('vadra-told', Told);
