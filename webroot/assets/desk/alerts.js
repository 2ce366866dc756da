// All alerts, who is on duty, and how good the alerts have been.
import { html, nothing, repeat } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { me } from '../session.js';
import { absolute, relative } from '../time.js';
import { DeskPart } from './part.js';
import { view, visit } from './route.js';
import { Source } from './source.js';
import { store } from './store.js';
import { mark } from './level.js';
import { onKeys } from './keys.js';
import { actsOf } from './alert-acts.js';
import { standing } from './standing.js';
import './duty.js';
import './quality.js';

class Alerts extends DeskPart {
  static properties = { chosen: { state: true } };

  constructor() {
    super();
    this.chosen = null;
    this.count = 0;
    this.closed = new Source(this, () => call('GET', '/api/desk/alerts?state=closed&limit=50'));
    this.hear = ({ detail }) => detail.alert.state === 'closed' && this.count++;
  }

  connectedCallback() {
    super.connectedCallback();
    store.addEventListener('alert', this.hear);
    const act = key => () => this.#press(key);
    onKeys(this, { j: () => this.#move(1), k: () => this.#move(-1), Enter: () => this.#open(), ...Object.fromEntries(['a', 'o', 's', 'n', 'c'].map(key => [key, act(key)])) });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    store.removeEventListener('alert', this.hear);
    this.closed.stop();
  }

  get #at() {
    const open = store.openAlerts();
    return Math.max(0, open.findIndex(one => one.id === this.chosen));
  }

  #move(by) {
    const open = store.openAlerts();
    this.chosen = open[Math.min(open.length - 1, Math.max(0, (this.chosen === null ? -1 : this.#at) + by))]?.id ?? null;
    this.updateComplete.then(() => this.querySelector(`[data-alert="${this.chosen}"] h3 a`)?.focus());
  }

  #open() {
    const link = document.activeElement?.closest('a, button, summary');
    if (link) link.click();
    else if (this.chosen) visit(view({ alert: this.chosen }));
  }

  #press(key) {
    const alert = store.openAlerts()[this.#at];
    return alert && actsOf(alert, me()).find(([one]) => one === key)?.[2](alert);
  }

  willUpdate() {
    this.closed.want(`closed ${this.count}`);
  }

  render() {
    const open = store.openAlerts();
    const closed = this.closed.data?.alerts ?? [];
    return html`<div class="detail"><div><h2 class="over">${t('desk.alerts.open')}</h2>
        ${open.length ? html`<p class="quiet hint-keys">${t('desk.alerts.keys')}</p>` : html`<p class="lead">${t('desk.alerts.none')}</p>`}
        <ol class="alerts">${repeat(open, one => one.id, (one, i) => this.#one(one, i))}</ol>
        <h2 class="over">${t('desk.alerts.closed')}</h2>
        ${this.closed.data && !closed.length ? html`<p class="quiet">${t('desk.alerts.closed.none')}</p>` : nothing}
        <ol class="alerts closed">${repeat(closed, one => one.id, one => html`<li>${mark(one.peak)}<div><h3><a href=${view({ alert: one.id })}>${one.title}</a></h3>
          <p>${one.verdict ? html`<b>${t(`desk.verdict.${one.verdict}`)}</b> · ` : nothing}${standing(one)} · ${one.closedAt ? html`<time datetime=${one.closedAt} title=${absolute(one.closedAt)} .textContent=${relative(one.closedAt)}></time>` : nothing} <span class="quiet">${one.reason}</span></p></div></li>`)}</ol></div>
      <div><vadra-duty></vadra-duty><vadra-quality></vadra-quality></div></div>`;
  }

  #one(alert, i) {
    const chosen = this.chosen === null ? i === 0 : alert.id === this.chosen;
    return html`<li data-alert=${alert.id} data-state=${alert.state} class=${chosen ? 'chosen' : ''}>${mark(alert.peak)}
      <div><h3><a href=${view({ alert: alert.id })} @focus=${() => (this.chosen = alert.id)}>${alert.title}</a></h3>
        <p class="standing">${standing(alert)} · <time datetime=${alert.raisedAt} title=${absolute(alert.raisedAt)} .textContent=${relative(alert.raisedAt)}></time></p>
        <p class="row">${actsOf(alert, me()).map(([key, name, does]) => html`<button class="plain" data-act=${name} @click=${() => does(alert)}>
          ${name === 'own' && alert.owner ? t('desk.own.over', { name: alert.owner.name }) : t(`desk.${name}`)} ${chosen ? html`<kbd>${key}</kbd>` : nothing}</button>`)}</p></div></li>`;
  }
}

customElements.define('vadra-alerts', Alerts);
