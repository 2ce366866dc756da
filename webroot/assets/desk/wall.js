// The wall: what is said, the loudest first and largest; proposals and what is calm below.
import { html, nothing, repeat } from '../lit.js';
import { t } from '../i18n.js';
import { absolute, relative } from '../time.js';
import { DeskPart } from './part.js';
import { adjust, asked, view } from './route.js';
import { store } from './store.js';
import { mark } from './level.js';
import { standing } from './standing.js';
import { doubling, oneDecimal, whole } from './numbers.js';
import './trace.js';
import './proposals.js';

const ORDERS = ['level', 'velocity', 'exposure'];
// What fits on a screen that is read from five metres.
const BIG_LARGE = 3;
const BIG_SMALL = 5;

const fact = (key, n) => html`<span><b>${whole(n)}</b> ${t(key, { n })}</span>`;

const facts = ({ reading, outside }) => html`<p class="facts">
  ${fact('desk.carriers', reading.carriers)} ${fact('desk.rooms', reading.rooms.length)}
  <span class="exposed"><b>${whole(reading.exposed)}</b> ${t('desk.exposed')}</span>
  ${outside ? fact('desk.outside', outside) : nothing}
  ${reading.firstAt ? html`<span>${t('desk.first')} <time datetime=${reading.firstAt} title=${absolute(reading.firstAt)} .textContent=${relative(reading.firstAt)}></time></span>` : nothing}</p>`;

const alarm = alert => html`<p class="alarm" data-state=${alert.state}><a href=${view({ alert: alert.id })}>${t('desk.alert.one')}</a> ${standing(alert)}
  <time datetime=${alert.raisedAt} title=${absolute(alert.raisedAt)} .textContent=${relative(alert.raisedAt)}></time></p>`;

const notes = claim => html`${claim.mutedUntil && Date.parse(claim.mutedUntil) > Date.now() ? html`<span class="tag" title=${claim.muteReason ?? ''}>${t('desk.muted')}</span>` : nothing}`;

const large = claim => html`<li class="claim" data-claim=${claim.slug} data-level=${claim.reading.level}>
  <div class="spoken"><p class="states">${mark(claim.reading.level)} ${notes(claim)}</p>
    <h2><a href=${view({ claim: claim.slug })}>${claim.title}</a></h2>
    <p class="growth">${doubling(claim.reading.doublingSeconds)}</p>${facts(claim)}${store.alerts.has(claim.openAlert) ? alarm(store.alerts.get(claim.openAlert)) : nothing}</div>
  <vadra-trace .claim=${claim}></vadra-trace>
  <p class="speed"><span class="figure">${oneDecimal(claim.reading.velocity)}</span> <span>${t('desk.perMinute')}</span></p></li>`;

const small = claim => html`<li class="claim small" data-claim=${claim.slug} data-level=${claim.reading.level}>
  ${mark(claim.reading.level)}<h3><a href=${view({ claim: claim.slug })}>${claim.title}</a> ${notes(claim)}</h3>
  <p class="facts">${fact('desk.carriers', claim.reading.carriers)}<span class="exposed"><b>${whole(claim.reading.exposed)}</b> ${t('desk.exposed')}</span></p>
  <p class="speed"><span class="figure">${oneDecimal(claim.reading.velocity)}</span> <span>${t('desk.perMinute.short')}</span></p></li>`;

class Wall extends DeskPart {
  static properties = { big: { type: Boolean }, fits: { state: true } };
  #order = [];

  constructor() {
    super();
    this.fits = BIG_SMALL;
  }

  /** Counts the small rows that the big screen has room for, so that what it says of the others is true. */
  updated() {
    const list = this.big && this.querySelector('.claims:not(.large)');
    if (!list) return;
    const { right } = list.getBoundingClientRect();
    this.fits = [...list.children].filter(one => one.getBoundingClientRect().left < right).length;
  }

  /** Nothing moves under a hand: the order changes only while neither pointer nor focus is on the list. */
  #settled(order) {
    const claims = store.ordered('watched', order);
    const busy = !this.big && order === this.sorted && this.querySelector('.claims:is(:hover, :focus-within)');
    if (busy) {
      const place = slug => (this.#order.includes(slug) ? this.#order.indexOf(slug) : Infinity);
      claims.sort((a, b) => place(a.slug) - place(b.slug));
    }
    this.#order = claims.map(one => one.slug);
    this.sorted = order;
    return claims;
  }

  render() {
    if (!store.loaded) return html`<p class="lead">${t(store.fault ? 'desk.offline' : 'desk.loading')}</p>`;
    const order = this.big ? 'level' : asked('sort') ?? 'level';
    const claims = this.#settled(order);
    const loud = claims.filter(one => one.reading.level !== 'calm' || one.openAlert);
    const calm = claims.filter(one => !loud.includes(one));
    const proposed = store.ordered('proposed');
    return html`${claims.length || proposed.length ? nothing : html`<h2>${t('desk.none')}</h2><p class="lead">${t('desk.none.text')}</p>`}
      ${!loud.length && claims.length ? html`<p class="still">${t('desk.still')}</p>` : nothing}
      ${this.big ? this.#fromAfar(loud, calm, proposed) : html`${claims.length < 2 ? nothing : this.#orders(order)}${this.#all(loud, calm, proposed)}`}`;
  }

  #all(loud, calm, proposed) {
    return html`<ul class="claims large">${repeat(loud, one => one.slug, large)}</ul>
      ${proposed.length ? html`<vadra-proposals .claims=${proposed}></vadra-proposals>` : nothing}
      ${calm.length ? html`<h2 class="over">${t('desk.calm', { n: calm.length })}</h2><ul class="claims">${repeat(calm, one => one.slug, small)}</ul>` : nothing}`;
  }

  #fromAfar(loud, calm, proposed) {
    const rest = [...loud.slice(BIG_LARGE), ...calm];
    return html`<ul class="claims large">${repeat(loud.slice(0, BIG_LARGE), one => one.slug, large)}</ul>
      <ul class="claims">${repeat(rest.slice(0, BIG_SMALL), one => one.slug, small)}</ul>
      <p class="more">${[rest.length > this.fits ? t('desk.more', { n: rest.length - this.fits }) : null,
        proposed.length ? t('desk.proposed.count', { n: proposed.length }) : null].filter(Boolean).join(' · ')}</p>`;
  }

  #orders(order) {
    return html`<div class="orders" role="group" aria-label=${t('desk.order')}><span aria-hidden="true">${t('desk.order')}</span>
      ${ORDERS.map(one => html`<button class="plain" aria-pressed=${one === order} @click=${() => adjust({ sort: one === 'level' ? null : one })}>${t(`desk.order.${one}`)}</button>`)}</div>`;
  }
}

customElements.define('vadra-wall', Wall);
