// What a member is told, on every page: a bell in the header with how much is unread, and one calm notice of what is new.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { me, meKnown } from './session.js';
import { opened, socket } from './live.js';
import './folds.js';
import { Part } from './page.js';
import { clock } from './time.js';

class Told extends Part {
  /** The newest that was said here. */
  #said = 0;
  static properties = { unseen: { state: true }, news: { state: true } };

  constructor() {
    super();
    this.unseen = 0;
    this.unread = new Map();
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
    if (handle) socket().subscribe(`me:${handle}`, { onEvent: told => this.#hear(told), onStart: () => this.#start() });
  }

  /** What was told while nobody listened is read anew. */
  #start() {
    this.#count();
    document.dispatchEvent(new CustomEvent('vadra:personal', { detail: { kind: 'lost' } }));
  }

  #hear(told) {
    if (told.kind === 'notifications') return this.#notified(told);
    document.dispatchEvent(new CustomEvent('vadra:heard', { detail: told }));
    if (told.kind === 'mark') document.dispatchEvent(new CustomEvent('vadra:mark', { detail: told.mark }));
    if (told.kind === 'talk') {
      this.#hearTalk(told);
      return;
    }
    if (PERSONAL.includes(told.kind)) {
      document.dispatchEvent(new CustomEvent('vadra:personal', { detail: told }));
      if (told.told && location.pathname !== '/me/contacts') this.news = told;
      return;
    }
    if (!SAID[told.kind] || (told.kind === 'question' && !MOVES.includes(told.move))) return;
    document.dispatchEvent(new CustomEvent('vadra:told', { detail: told }));
    if (location.pathname !== '/me') this.news = told;
    this.#count();
  }

  /** Something happened in a private conversation; what, is read there. */
  #hearTalk(told) {
    document.dispatchEvent(new CustomEvent('vadra:talk', { detail: told }));
    const more = told.unread > (this.unread.get(told.conversation) ?? 0);
    this.unread.set(told.conversation, told.unread);
    if (more && !location.pathname.startsWith('/talk')) this.news = told;
  }

  /** How it stands now, whichever device read it; what is new is said once, unless it is in plain sight or said already. */
  #notified({ unread, fresh, newest }) {
    this.unseen = unread;
    document.dispatchEvent(new CustomEvent('vadra:notified'));
    if (!fresh) this.news = this.news?.kind === 'notifications' && !unread ? null : this.news;
    if (!fresh || !newest || newest.n <= this.#said || SAID_ELSEWHERE.includes(newest.kind) || SAID[newest.kind]) return;
    this.#said = newest.n;
    if (newest.kind === 'room' && !document.hidden && location.pathname === `/rooms/${newest.place?.room}`) {
      call('PUT', '/api/me/notifications', { body: { room: newest.place.room } }).catch(() => {});
    } else if (location.pathname !== '/me/notifications') {
      this.news = { kind: 'notifications', newest, fresh };
    }
  }

  /** After a time without a line the list itself tells what was missed, so nothing is said twice. */
  #count() {
    call('GET', '/api/me/notifications?limit=1').then(({ unread }) => {
      this.unseen = unread;
      document.dispatchEvent(new CustomEvent('vadra:notified'));
    }, () => {});
  }

  render() {
    if (!meKnown() || !me()) return nothing;
    return html`<a class="told" href="/me/notifications" aria-label=${label(this.unseen)} title=${label(this.unseen)}>
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M5 17h14l-1.7-2.6V10a5.3 5.3 0 0 0-10.6 0v4.4zM10 20h4"></path></svg>
        ${this.unseen ? html`<span class="count" aria-hidden="true">${this.unseen < 100 ? this.unseen : '99+'}</span>` : nothing}</a>
      <div class="news" role="status">${this.news ? html`<p>${sentence(this.news)} <a href=${place(this.news)} @click=${() => this.news.newest && this.news.fresh === 1 && went(this.news.newest)}>${t('voice.read')}</a></p>
        <button class="plain" @click=${() => (this.news = null)}>${t('close')}</button>` : nothing}</div>`;
  }
}

const label = unseen => (unseen ? t('voice.unseen', { n: unseen }) : t('voice.mine'));
/** What changed between the member and another, or in what they filter: for the parts of a page that show it. */
const PERSONAL = ['contact', 'filter'];
/** The moves of a question that its asker is told of; that somebody claims it, say, is for who looks at it. */
const MOVES = ['choose', 'answer', 'decline', 'promise', 'merge', 'unmerge'];

/** Kinds that another signal says in its own words. */
const SAID_ELSEWHERE = ['verdict', 'contact-asked', 'contact-accepted', 'direct'];

/** Of each kind: what it says, and where one reads on. */
const SAID = {
  statement: { text: told => ofStatement(told.statement), place: told => `/me#s-${told.statement.entry}` },
  outcome: { text: told => t('voice.news', { text: ofReport(told.report) }), place: told => `/me#r-${told.report.case}` },
  question: { text: told => t(`told.question.${told.move}`), place: told => `/rooms/${told.room}#p-${told.own}` },
  contact: { text: told => t(`told.contact.${told.told}`, { name: told.with.name }), place: told => (told.told === 'asked' ? '/me/contacts#asked' : `/people/${told.with.handle}`) },
  talk: { text: () => t('told.talk'), place: told => `/talk/${told.conversation}` },
  notifications: {
    text: ({ newest, fresh }) => (fresh > 1 ? t('notifications.fresh', { text: says(newest), n: fresh - 1 }) : says(newest)),
    place: ({ newest, fresh }) => (fresh > 1 ? '/me/notifications' : newest.link),
  },
  lifted: { text: told => t('told.lifted', { name: told.lifting.name }), place: () => '/me#liftings' },
};
const place = told => SAID[told.kind].place(told);

/** What a notification says, in a sentence; a kind that this page does not know says that there is something. */
export function says(told) {
  if (told.kind === 'question') return t(`told.question.${told.move}`);
  const key = `notification.${told.kind}${told.by ? '' : '.nobody'}`;
  const sentence = t(key, { name: told.by?.name ?? '', place: told.place?.title ?? '', n: told.times });
  return sentence === key ? t('notification.other') : sentence;
}

/** Notes that somebody went to a notification, also while the page is left for it. */
export const went = told => told.read || call('PUT', '/api/me/notifications', { body: { numbers: [told.n] }, keepalive: true }).catch(() => {});

/** What was told, in a sentence. */
export const sentence = told => SAID[told.kind].text(told);

export function ofStatement({ kind, state, from, appeal }) {
  if (appeal?.verdict && !appeal.verdict.overturned && state === 'hidden') return t(`voice.state.${kind}.upheld`);
  return t(`voice.state.${kind}.${state}`, { time: clock(from) });
}

export function ofReport({ outcome, end }) {
  if (!outcome) return t('voice.outcome.waiting');
  if (end) return t(end.cause === 'appeal' ? 'voice.outcome.wrong' : 'voice.outcome.ended');
  if (outcome.entry) return t('voice.outcome.acted');
  return t(outcome.rule ? 'voice.outcome.breach' : 'voice.outcome.none');
}

customElements.define('vadra-told', Told);
