// One alert: what it says, where it stands, what to do with it, and all that was done.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { me } from '../session.js';
import { absolute, clock, relative } from '../time.js';
import { DeskPart } from './part.js';
import { view } from './route.js';
import { Source } from './source.js';
import { store } from './store.js';
import { mark } from './level.js';
import { onKeys } from './keys.js';
import { actsOf } from './alert-acts.js';
import { standing } from './standing.js';
import { why } from './why.js';
import { lead } from './figures.js';
import './age.js';

const when = at => html`<time datetime=${at} title=${absolute(at)} .textContent=${relative(at)}></time>`;

class Alert extends DeskPart {
  static properties = { alertId: {} };

  constructor() {
    super();
    this.count = 0;
    this.source = new Source(this, () => call('GET', `/api/desk/alerts/${this.alertId}`), 300);
    this.hear = ({ detail }) => detail.alert.id === this.alertId && this.#again();
  }

  connectedCallback() {
    super.connectedCallback();
    store.addEventListener('alert', this.hear);
    onKeys(this, Object.fromEntries(['a', 'o', 's', 'n', 'c'].map(key => [key, () => this.#press(key)])));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    store.removeEventListener('alert', this.hear);
    this.source.stop();
  }

  #again() {
    this.count++;
    this.requestUpdate();
  }

  #press(key) {
    const alert = this.#alert;
    const act = alert && actsOf(alert, me()).find(([one]) => one === key);
    return act?.[2](alert);
  }

  get #alert() {
    return store.alerts.get(this.alertId) ?? this.source.data?.alert;
  }

  willUpdate() {
    this.source.want(`${this.alertId} ${this.count}`);
  }

  render() {
    const alert = this.#alert;
    const all = this.source.data;
    if (!alert || !all) return html`<p class="lead">${t(this.source.fault ? 'desk.alert.missing' : 'desk.loading')}</p>`;
    return html`<article class="one-alert" data-level=${alert.peak}>
      <p class="states">${mark(alert.peak)} <span class="quiet">${t('desk.alert.raised')} ${when(alert.raisedAt)}</span> <vadra-age .source=${this.source}></vadra-age></p>
      <h2 class="title">${alert.title}</h2>
      <p class="standing" role="status" data-state=${alert.state}>${standing(alert)}</p>
      <p class="row acts">${actsOf(alert, me()).map(([key, name, does], i) => html`<button class=${i ? '' : 'primary'} data-act=${name} @click=${() => does(alert)}>
        ${name === 'own' && alert.owner ? t('desk.own.over', { name: alert.owner.name }) : t(`desk.${name}`)} <kbd>${key}</kbd></button>`)}</p>
      <div class="detail"><section class="panel why"><h2>${t('desk.alert.why')}</h2>${lead(all.evidence.reading)}${why(all.evidence)}
          <p><a href=${view({ claim: alert.claim })}>${t('desk.alert.claim')}</a></p></section>
        <section class="panel log"><h2>${t('desk.alert.log')}</h2><ol>${all.events.map(one => html`<li><time datetime=${one.at} title=${absolute(one.at)} data-absolute .textContent=${clock(one.at)}></time>
          <span>${this.#happened(one)}</span></li>`)}</ol>
          ${all.deliveries.length ? html`<h3>${t('desk.deliveries')}</h3><ul class="deliveries">${all.deliveries.map(one => html`<li>${t(`desk.way.${one.way}`)}: ${t(`desk.delivery.${one.status}`, { n: one.tries })}
            ${one.error ? html`<span class="quiet">${one.error}</span>` : nothing}</li>`)}</ul>` : nothing}</section></div></article>`;
  }

  #happened({ kind, by, text }) {
    const said = kind === 'raised' || kind === 'rose' ? t(`desk.level.${text}`) : text;
    return html`${by ? html`<b>${by.name}</b> ` : nothing}${t(`desk.event.${kind}`)}${said ? html` <q>${said}</q>` : nothing}`;
  }
}

customElements.define('vadra-alert', Alert);
