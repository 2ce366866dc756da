// The desk: where one goes, how old what is shown is, and the view that the address names.
import { html, nothing } from '../lit.js';
import { learnWords, t } from '../i18n.js';
import { DeskPart } from './part.js';
import { asked, follow, view, visit } from './route.js';
import { store } from './store.js';
import { delay } from './numbers.js';
import { nameClaim } from './claim-acts.js';
import { onKeys, openHelp } from './keys.js';
import { openPalette } from './palette.js';
import { callAttention, soundIsOn, toggleSound } from './attention.js';
import './age.js';
import './wall.js';
import './claim.js';
import './alert.js';
import './alerts.js';

class Desk extends DeskPart {
  connectedCallback() {
    super.connectedCallback();
    this.addEventListener('click', follow);
    onKeys(this, { '?': openHelp, w: () => visit('/desk'), l: () => visit(view({ view: 'alerts' })), '/': openPalette });
    addEventListener('keydown', event => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      openPalette();
    });
    document.addEventListener('desk:route', () => this.#arrive());
    store.start();
    callAttention();
  }

  /** A new view is read from its beginning, by eyes and ears. */
  async #arrive() {
    const place = ['claim', 'alert', 'view'].map(asked).join();
    if (place === this.place) return;
    this.place = place;
    await this.updateComplete;
    scrollTo(0, 0);
    document.querySelector('#main').focus({ preventScroll: true });
  }

  firstUpdated() {
    this.place = ['claim', 'alert', 'view'].map(asked).join();
  }

  render() {
    const big = asked('screen') === 'big';
    document.body.classList.toggle('big', big);
    document.body.classList.toggle('within', asked('claim') !== null || asked('alert') !== null);
    return html`${this.#bar(big)}<div class="view">${this.#view(big)}</div>
      <footer class="quiet method">${big ? nothing : html`${t('desk.method')} ${store.lagMs === null ? nothing : t('desk.lag', { time: delay(store.lagMs) })}`}</footer>`;
  }

  #bar(big) {
    if (big) return html`<div class="desk-bar"><strong>${t('desk.title')}</strong> <vadra-age></vadra-age><a class="leave" href="/desk">${t('desk.big.leave')}</a></div>`;
    const waiting = store.openAlerts().filter(one => one.state === 'open').length;
    const here = asked('alert') || asked('view') === 'alerts' ? 'alerts' : asked('claim') ? 'claim' : 'wall';
    return html`<div class="desk-bar">
      <nav aria-label=${t('desk.nav')}><a href="/desk" aria-current=${here === 'wall' ? 'page' : nothing}>${t('desk.wall')}</a>
        <a href=${view({ view: 'alerts' })} aria-current=${here === 'alerts' ? 'page' : nothing}>${t('desk.alerts')}${waiting
          ? html` <span class="count">${waiting}<span class="hidden-visually"> ${t('desk.alerts.waiting')}</span></span>` : nothing}</a>
        <a href="/desk/restraint">${t('judge.title')}</a>
        <a href="/desk/acts">${t('acts.title')}</a></nav>
      <vadra-age></vadra-age>
      <div class="tools"><button class="plain" aria-pressed=${soundIsOn()} @click=${() => { toggleSound(); this.requestUpdate(); }}>${t('desk.sound')}</button>
        <a class="plain-link" href=${view({ screen: 'big' })}>${t('desk.big')}</a>
        <button class="plain" @click=${openPalette}>${t('desk.find')} <kbd>⌘K</kbd></button>
        <button class="plain" @click=${openHelp} aria-label=${t('desk.keys')} title=${t('desk.keys')}>?</button>
        <button class="primary" @click=${nameClaim}>${t('desk.name')}</button></div></div>`;
  }

  #view(big) {
    if (asked('alert')) return html`<vadra-alert .alertId=${asked('alert')}></vadra-alert>`;
    if (asked('claim')) return html`<vadra-claim .slug=${asked('claim')}></vadra-claim>`;
    if (asked('view') === 'alerts') return html`<vadra-alerts></vadra-alerts>`;
    return html`<vadra-wall ?big=${big}></vadra-wall>`;
  }
}

await learnWords('/assets/i18n/desk');
customElements.define('vadra-desk', Desk);
