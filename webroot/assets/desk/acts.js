// What the staff did, newest first, by person and by kind; the choice stands in the address.
import { html, nothing, repeat } from '../lit.js';
import { lang, learnWords, t } from '../i18n.js';
import { call } from '../api.js';
import { Part } from '../page.js';
import { absolute, relative } from '../time.js';
import { ACTS } from './act-kinds.js';

const PAGE = 50;

class Acts extends Part {
  static properties = { acts: { state: true }, more: { state: true }, fault: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.filter = new URLSearchParams(location.search);
    this.#load();
  }

  async #load(before) {
    const asked = new URLSearchParams();
    for (const name of ['who', 'what']) if (this.filter.get(name)) asked.set(name, this.filter.get(name).replace(/^@/, ''));
    if (before) asked.set('before', before);
    try {
      const { acts } = await call('GET', `/api/desk/acts?${asked}`);
      this.acts = before ? [...this.acts, ...acts] : acts;
      this.more = acts.length === PAGE;
      this.fault = '';
    } catch (refused) {
      this.fault = refused.message;
    }
  }

  #choose(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.filter = new URLSearchParams([...form].filter(([, value]) => value));
    history.replaceState(null, '', this.filter.size ? `?${this.filter}` : location.pathname);
    this.#load();
  }

  #kinds() {
    const named = ACTS.map(kind => [kind, t(`acts.what.${kind}`)]);
    return named.sort(([, one], [, other]) => one.localeCompare(other, lang()));
  }

  #act(act) {
    return html`<li><time datetime=${act.at} title=${absolute(act.at)}>${relative(act.at)}</time>
      <div><p><b>${act.who?.name ?? t('acts.gone')}</b> ${t(`acts.what.${act.what}`)}</p>
        ${act.why ? html`<p>${t('acts.why')} ${act.why}</p>` : nothing}
        ${act.object ? html`<p class="quiet">${act.object}</p>` : nothing}</div></li>`;
  }

  render() {
    return html`<div class="acts">
      <form @submit=${this.#choose}>
        <label>${t('acts.who')} <input name="who" maxlength="31" autocomplete="off" .value=${this.filter.get('who') ?? ''}></label>
        <label>${t('acts.kind')} <select name="what"><option value="">${t('acts.all')}</option>
          ${this.#kinds().map(([kind, name]) => html`<option value=${kind} ?selected=${kind === this.filter.get('what')}>${name}</option>`)}</select></label>
        <button>${t('acts.show')}</button></form>
      ${this.fault ? html`<p role="alert">${this.fault}</p>` : nothing}
      ${this.acts?.length === 0 ? html`<p class="quiet">${t('acts.none')}</p>` : nothing}
      <ol aria-label=${t('acts.title')}>${repeat(this.acts ?? [], act => act.n, act => this.#act(act))}</ol>
      ${this.more ? html`<p><button class="plain" @click=${() => this.#load(this.acts.at(-1).n)}>${t('acts.more')}</button></p>` : nothing}</div>`;
  }
}

await learnWords('/assets/i18n/desk');
customElements.define('vadra-acts', Acts);
