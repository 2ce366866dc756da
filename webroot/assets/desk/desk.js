// The watch desk: a wall of claims by velocity; each opens its minutes and the posts behind them.
import { html, nothing } from '../lit.js';
import { lang, t } from '../i18n.js';
import { call } from '../api.js';
import { Live } from '../live.js';
import { Part } from '../page.js';
import { absolute, duration, relative } from '../time.js';
import { nameClaim } from './name-claim.js';
import './claim-detail.js';

const STALE_SECONDS = 5;
// Where the wall's colour and word change, in carriers a minute.
const PACES = [0.5, 2, 8];

export const pace = velocity => PACES.filter(limit => velocity >= limit).length;
export const oneDecimal = number => new Intl.NumberFormat(lang(), { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(number);

class Desk extends Part {
  static properties = { claims: { state: true }, open: { state: true }, now: { state: true } };

  constructor() {
    super();
    this.claims = [];
    this.open = new URLSearchParams(location.search).get('claim');
  }

  connectedCallback() {
    super.connectedCallback();
    this.heard = Date.now();
    this.refresh();
    this.live = new Live();
    this.live.subscribe('desk:monitor', { onEvent: readings => this.#take(readings) });
    setInterval(() => (this.now = Date.now()), 1000);
    addEventListener('popstate', () => (this.open = new URLSearchParams(location.search).get('claim')));
  }

  async refresh() {
    this.claims = (await call('GET', '/api/desk/claims')).claims;
  }

  #take(readings) {
    this.heard = Date.now();
    this.now = this.heard;
    const bySlug = new Map(readings.claims.map(one => [one.slug, one.reading]));
    if (bySlug.size !== this.claims.length || this.claims.some(one => !bySlug.has(one.slug))) this.refresh();
    this.claims = this.claims.map(one => ({ ...one, reading: bySlug.get(one.slug) ?? one.reading }));
  }

  show(slug) {
    this.open = slug;
    history.pushState(null, '', slug ? `/desk?claim=${encodeURIComponent(slug)}` : '/desk');
  }

  render() {
    const age = Math.max(0, Math.round(((this.now ?? Date.now()) - this.heard) / 1000));
    const stale = age > STALE_SECONDS;
    const claim = this.claims.find(one => one.slug === this.open);
    return html`
      <div class="desk-bar">
        <p class="age ${stale ? 'stale' : ''}" role=${stale ? 'alert' : 'none'}>${stale ? t('desk.stale', { n: age }) : age < 2 ? t('desk.fresh') : t('desk.age', { n: age })}</p>
        ${claim ? html`<button @click=${() => this.show(null)}>${t('desk.back')}</button>` : nothing}
        <button class="primary" @click=${() => nameClaim().then(made => made && this.refresh())}>${t('desk.name')}</button>
      </div>
      <div class=${stale ? 'stale-wall' : ''}>${claim
        ? html`<vadra-claim .claim=${claim} @vadra:retired=${() => { this.show(null); this.refresh(); }}></vadra-claim>`
        : this.#wall()}</div>
      <p class="quiet method">${t('desk.method')}</p>`;
  }

  #wall() {
    if (!this.claims.length) return html`<h2>${t('desk.none')}</h2><p class="lead">${t('desk.none.text')}</p>`;
    const fastest = [...this.claims].sort((a, b) => b.reading.velocity - a.reading.velocity);
    return html`<ul class="wall">${fastest.map(one => html`
      <li class="claim" data-pace=${pace(one.reading.velocity)} data-claim=${one.slug}>
        <h2><button @click=${() => this.show(one.slug)}>${one.title}</button></h2>
        ${speed(one.reading)}
        ${facts(one.reading)}
      </li>`)}</ul>`;
  }
}

export const speed = reading => html`
  <p class="speed"><span class="figure">${oneDecimal(reading.velocity)}</span> ${t('desk.perMinute')}</p>
  <p class="growth">${reading.doublingSeconds === null ? t('desk.steady') : html`↗ ${t('desk.doubling', { time: duration(reading.doublingSeconds) })}`}</p>`;

export const facts = reading => html`<dl class="facts">
  <div><dt>${t('desk.carriers', { n: reading.carriers })}</dt><dd>${reading.carriers.toLocaleString(lang())}</dd></div>
  <div><dt>${t('desk.mentions', { n: reading.mentions })}</dt><dd>${reading.mentions.toLocaleString(lang())}</dd></div>
  <div><dt>${t('desk.rooms', { n: reading.rooms.length })}</dt><dd>${reading.rooms.length}</dd></div>
  ${reading.firstAt ? html`<div class="label-first"><dt>${t('desk.first')}</dt><dd><time datetime=${reading.firstAt} title=${absolute(reading.firstAt)}>${relative(reading.firstAt)}</time></dd></div>` : nothing}
</dl>`;

customElements.define('vadra-desk', Desk);
