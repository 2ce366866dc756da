// How much of a room somebody is told of, chosen on its own page: all, replies, none.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { me } from './session.js';
import { Part } from './page.js';

class Follow extends Part {
  static properties = { level: { state: true }, note: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  load() {
    const { kind, name } = this.dataset;
    const held = place => place.kind === kind && place.name === name;
    if (me()) call('GET', '/api/me/notification-choices').then(({ places }) => (this.level = places.find(held)?.level ?? 'replies'), () => {});
  }

  async choose(level) {
    const { kind, name } = this.dataset;
    try {
      await call('PUT', `/api/me/notification-choices/${kind}/${name}`, { body: { level } });
      Object.assign(this, { level, note: t('notifications.kept') });
    } catch {
      this.note = t('notifications.fault');
    }
  }

  updated() {
    // Who signs in on this page chooses from then on.
    if (me() && this.level === undefined && !this.asked) {
      this.asked = true;
      this.load();
    }
  }

  render() {
    if (!me() || this.level === undefined) return nothing;
    const levels = this.dataset.kind === 'blog' ? ['all', 'replies'] : ['all', 'replies', 'none'];
    return html`<label class="follow"><span>${t(`follow.${this.dataset.kind}`)}</span> <select @change=${event => this.choose(event.target.value)}>
        ${levels.map(level => html`<option value=${level} ?selected=${level === this.level}>${t(`follow.${this.dataset.kind}.${level}`)}</option>`)}</select></label>
      <span role="status" class="quiet">${this.note ?? nothing}</span>`;
  }
}

customElements.define('vadra-follow', Follow);
