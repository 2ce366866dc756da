// One claim: what is known of it now, its timeline and spread, why it has its level, and the posts behind each figure.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { absolute, clock } from '../time.js';
import { DeskPart } from './part.js';
import { view, visit } from './route.js';
import { Source } from './source.js';
import { store } from './store.js';
import { mark } from './level.js';
import { onKeys } from './keys.js';
import { figures, lead } from './figures.js';
import { why } from './why.js';
import { LENGTHS, length, pause, pausedAt, stretch } from './window.js';
import { standing } from './standing.js';
import { changeClaim, confirmClaim, dismissClaim, mergeClaim, muteClaim, retireClaim, splitClaim, unmuteClaim } from './claim-acts.js';
import './range.js';
import './timeline.js';
import './spread.js';
import './posts.js';
import './outside.js';
import './record.js';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const WHY_EVERY_MS = 10_000;

class Claim extends DeskPart {
  static properties = { slug: {} };

  constructor() {
    super();
    const ask = what => call('GET', `/api/desk/claims/${encodeURIComponent(this.slug)}/${what}`);
    this.minutes = new Source(this, () => this.#minutes(ask));
    this.spread = new Source(this, () => ask('spread'), 2_000);
    this.evidence = new Source(this, () => ask('explanation'), 2_000);
    this.itself = new Source(this, () => call('GET', `/api/desk/claims/${encodeURIComponent(this.slug)}`));
  }

  connectedCallback() {
    super.connectedCallback();
    onKeys(this, { p: pause });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    [this.minutes, this.spread, this.evidence, this.itself].forEach(one => one.stop());
  }

  /** The minutes of the stretch, with how many mentions there were in all when they were fetched. */
  async #minutes(ask) {
    const { mentions } = this.claim.reading;
    const { from } = stretch();
    return { ...(await ask(from === null ? 'minutes' : `minutes?from=${encodeURIComponent(new Date(Math.floor(from / MINUTE_MS) * MINUTE_MS).toISOString())}`)), mentions };
  }

  /** From the wall, or by itself when it is not there any more. */
  get claim() {
    return store.claims.get(this.slug) ?? this.itself.data;
  }

  willUpdate() {
    if (store.loaded && !store.claims.has(this.slug)) this.itself.want(`${this.slug} gone`);
    const { claim } = this;
    if (!claim) return;
    const paused = pausedAt();
    const { from, zoomed } = stretch();
    const long = (LENGTHS[length()] ?? DAY_MINUTES) >= DAY_MINUTES ? 6 : 1;
    const upTo = paused ?? `${claim.reading.mentions} ${Math.floor(Date.now() / (long * MINUTE_MS))}`;
    this.minutes.want(`${this.slug} ${zoomed ? from : length()} ${upTo}`);
    this.spread.want(`${this.slug} ${paused ?? claim.reading.mentions}`);
    this.evidence.want(`${this.slug} ${claim.reading.level} ${Math.floor(Date.now() / WHY_EVERY_MS)}`);
  }

  render() {
    const { claim } = this;
    if (!claim) return html`<p class="lead">${t(this.itself.fault ? 'desk.claim.missing' : 'desk.loading')}</p>`;
    const { reading } = claim;
    return html`<article class="one-claim" data-level=${reading.level}>
      <div class="opening">${this.#head(claim)} ${lead(reading)}</div>
      ${figures(claim)}
      <vadra-range></vadra-range>
      <div class="detail"><div>
        <vadra-timeline .source=${this.minutes} .mentions=${this.minutes.data?.mentions ?? 0}></vadra-timeline>
        <vadra-spread .source=${this.spread} .reading=${reading}></vadra-spread></div>
      <div><section class="panel why" aria-labelledby="why"><header><h2 id="why">${t('desk.why')}</h2><vadra-age .source=${this.evidence}></vadra-age></header>${why(this.evidence.data)}</section>
        <vadra-posts .claim=${claim} .spread=${this.spread.data} .evidence=${this.evidence.data} .until=${pausedAt()}></vadra-posts>
        <vadra-outside .claim=${claim}></vadra-outside></div></div>
      <vadra-record .claim=${claim}></vadra-record></article>`;
  }

  #head(claim) {
    const alert = claim.openAlert ? store.alerts.get(claim.openAlert) : null;
    return html`<header class="claim-head"><p class="states">${mark(claim.reading.level)}
        ${claim.reading.levelSince ? html`<span class="quiet">${t('desk.since')} <time datetime=${claim.reading.levelSince} title=${absolute(claim.reading.levelSince)} data-absolute .textContent=${clock(claim.reading.levelSince)}></time></span>` : nothing}
        ${claim.state === 'watched' ? nothing : html`<span class="tag">${t(`desk.state.${claim.state}`)}</span>`}
        ${claim.mergedInto ? html`<a href=${view({ claim: claim.mergedInto })}>${claim.mergedInto}</a>` : nothing}
        ${claim.mutedUntil ? html`<span class="tag">${t('desk.muted.until')} <time datetime=${claim.mutedUntil} data-absolute .textContent=${absolute(claim.mutedUntil)}></time>: ${claim.muteReason}</span>` : nothing}</p>
      <h2 class="title">${claim.title}</h2>
      ${alert ? html`<p class="alarm-line"><a href=${view({ alert: alert.id })}>${t('desk.alert.one')}</a> ${standing(alert)}</p>` : nothing}
      <p class="quiet">${t('desk.phrases')} ${[...claim.phrases, ...claim.patterns].map((phrase, i) => html`${i ? ', ' : ''}<q>${phrase}</q>`)}${claim.rooms.length ? html` · ${claim.rooms.map(one => store.roomName(one)).join(', ')}` : nothing}</p>
      ${this.#acts(claim)}</header>`;
  }

  #acts(claim) {
    const act = (key, does, kind = 'plain') => html`<button class=${kind} @click=${() => does(claim)}>${t(key)}</button>`;
    if (claim.state === 'proposed') return html`<p class="row">${act('desk.confirm', confirmClaim, 'primary')} ${act('desk.change', changeClaim)} ${act('desk.merge', mergeClaim)} ${act('desk.dismiss', dismissClaim)}</p>`;
    if (claim.state !== 'watched') return nothing;
    return html`<p class="row">${act('desk.change', changeClaim)} ${claim.mutedUntil ? act('desk.unmute', unmuteClaim) : act('desk.mute', muteClaim)}
      ${act('desk.merge', mergeClaim)} ${claim.phrases.length > 1 ? act('desk.split', splitClaim) : nothing} ${act('desk.dismiss', dismissClaim)}
      ${act('desk.retire', async one => (await retireClaim(one)) && visit('/desk'))}</p>`;
  }
}

customElements.define('vadra-claim', Claim);
