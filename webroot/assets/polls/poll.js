// A poll in a post: what can be chosen, what was, and what is told of it. Bars have their number and their words beside them.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { me } from '../session.js';
import { openJoin } from '../join.js';
import { Part } from '../page.js';
import { reason } from '../report.js';
import { absolute } from '../time.js';
import { openBallots } from './ballots.js';

const CATCH_UP_MS = 3_000;
const LONGEST_TIMER_MS = 2_000_000_000;
const FEWEST = 5;

const same = (one, other) => one.length === other.length && one.every(place => other.includes(place));

class Poll extends Part {
  static properties = { post: { attribute: false }, carried: { attribute: false }, open: { attribute: false }, picked: { state: true }, busy: { state: true }, fault: { state: true }, told: { state: true } };

  constructor() {
    super();
    this.open = true;
  }

  connectedCallback() {
    super.connectedCallback();
    this.signedIn = () => this.#load();
    document.addEventListener('vadra:session', this.signedIn);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('vadra:session', this.signedIn);
    clearTimeout(this.catchUp);
    clearTimeout(this.closing);
  }

  willUpdate() {
    this.#closeInTime();
    this.#catchUpInTime();
  }

  /** What is known; of one that was asked just now, that nobody has answered. */
  get poll() {
    return this.carried.poll ?? { n: 0, closed: false, mine: [] };
  }

  get mine() {
    return this.poll.mine ?? [];
  }

  get closed() {
    return this.poll.closed || (!!this.carried.closesAt && Date.parse(this.carried.closesAt) <= Date.now());
  }

  /** Takes no more answers in the very second, whatever is on the way. */
  #closeInTime() {
    clearTimeout(this.closing);
    const left = Date.parse(this.carried.closesAt) - Date.now();
    if (left > 0 && left < LONGEST_TIMER_MS) this.closing = setTimeout(() => this.requestUpdate(), left + 20);
  }

  /** Counts that are for those who answered do not come with the room's events; they are asked for, and not too often. */
  #catchUpInTime() {
    if (this.carried.results !== 'voted' || this.poll.closed || !this.mine.length || !this.poll.stale || this.catchUp) return;
    this.catchUp = setTimeout(() => {
      this.catchUp = null;
      this.#load();
    }, CATCH_UP_MS * (0.5 + Math.random()));
  }

  async #load() {
    try {
      this.#take(await call('GET', `/api/posts/${this.post.id}/poll`));
    } catch {
      // What is known stays, and the next event brings more.
    }
  }

  #take(poll) {
    this.dispatchEvent(new CustomEvent('vadra:polled', { bubbles: true, detail: { post: this.post.id, poll } }));
  }

  #pick(place, on) {
    const chosen = this.picked ?? this.mine;
    this.picked = this.carried.multiple ? [...chosen.filter(one => one !== place), ...(on ? [place] : [])] : [place];
    this.told = null;
  }

  #answer = async event => {
    event.preventDefault();
    await this.#send(this.picked ?? this.mine);
  };

  async #send(chosen) {
    if (!me() && !(await openJoin())) return;
    this.busy = true;
    // Tried again after a failure, it is the same answer.
    this.key = this.sent && same(this.sent, chosen) ? this.key : crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    this.sent = chosen;
    try {
      const poll = await call('PUT', `/api/posts/${this.post.id}/vote`, { key: this.key, body: { chosen } });
      this.picked = null;
      this.sent = null;
      this.fault = null;
      this.told = t(chosen.length ? 'poll.voted' : 'poll.takenBack');
      this.#take(poll);
    } catch (refused) {
      this.fault = reason(refused);
    } finally {
      this.busy = false;
    }
  }

  render() {
    const { carried: part, poll } = this;
    const chosen = this.picked ?? this.mine;
    const answering = this.open && !this.closed;
    const name = `poll-${this.post.id}`;
    return html`<form class="poll" @submit=${this.#answer}>
      <fieldset><legend>${t(part.multiple ? 'poll.multiple' : 'poll.single')}</legend>
        ${part.choices.map((choice, place) => html`<div class="choice ${this.mine.includes(place) ? 'mine' : ''}">
          ${answering ? html`<label lang=${this.post.language}><input type=${part.multiple ? 'checkbox' : 'radio'} name=${name} value=${place} .checked=${chosen.includes(place)}
            ?disabled=${this.busy} @change=${event => this.#pick(place, event.target.checked)}> <span>${choice}</span></label>`
            : html`<p lang=${this.post.language}>${choice}</p>`}
          ${this.#result(place)}
          ${this.mine.includes(place) ? html`<span class="own">✓ ${t('poll.mine')}</span>` : nothing}</div>`)}
      </fieldset>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      ${answering ? html`<p class="row">
        <button class="primary" ?disabled=${this.busy || same(chosen, this.mine) || !chosen.length}>${t(this.mine.length ? 'poll.change' : 'poll.vote')}</button>
        ${this.mine.length ? html`<button type="button" class="plain" ?disabled=${this.busy} @click=${() => this.#send([])}>${t('poll.takeBack')}</button>` : nothing}
      </p>` : nothing}
      <p class="hidden-visually" role="status">${this.told ?? ''}</p>
      <p class="standing"><strong>${t('poll.n', { n: poll.n })}</strong> · ${this.#until()}
        ${!part.anonymous && poll.n ? html` · <button type="button" class="plain" @click=${() => openBallots(this.post, part)}>${t('poll.who')}</button>` : nothing}</p>
      <p class="standing">${this.#declared().join(' ')}</p>
    </form>`;
  }

  #until() {
    const { closesAt } = this.carried;
    if (this.closed) return t('poll.closed');
    return closesAt ? html`<span title=${absolute(closesAt)}>${t('poll.closes', { time: absolute(closesAt) })}</span>` : t('poll.endless');
  }

  #result(place) {
    const { counts, counted } = this.poll;
    if (!counts) return nothing;
    const share = counted ? Math.round((100 * counts[place]) / counted) : 0;
    return html`<svg class="bar" aria-hidden="true"><rect width="${share}%" height="100%"></rect></svg>
      <span class="count">${t('poll.count', { n: counts[place], share })}</span>`;
  }

  /** What was declared, and what it means now, in sentences. */
  #declared() {
    const { carried: part, poll } = this;
    const say = [t(part.anonymous ? 'poll.anonymous' : 'poll.open')];
    if (!poll.counts) {
      if (part.anonymous && poll.n < FEWEST && (poll.closed || part.results === 'always')) say.push(t(poll.closed ? 'poll.tooFew' : 'poll.few'));
      else if (part.results === 'voted' && !this.mine.length) say.push(t('poll.results.voted'));
      else if (part.results === 'closed' && !poll.closed) say.push(t('poll.results.closed'));
    } else if (part.anonymous && poll.counted < poll.n) {
      say.push(t('poll.behind', { counted: poll.counted }));
    }
    if (poll.reworded > 0) say.push(t('poll.reworded', { n: poll.reworded }));
    return say;
  }
}

customElements.define('vadra-poll', Poll);
