// A member's list of what they are told, and their choices of it. The bell is in told.js.
import { html, nothing, repeat } from './lit.js';
import { lang, t } from './i18n.js';
import { call } from './api.js';
import { Part } from './page.js';
import { says, went } from './told.js';
import { when } from './statement.js';

const KINDS = ['reply', 'mention', 'thread', 'question', 'article', 'contact-asked', 'contact-accepted', 'direct', 'circle'];
const PAGE = 20;

class Notifications extends Part {
  static properties = { all: { state: true }, unread: { state: true }, next: { state: true }, note: { state: true }, fault: { state: true } };

  constructor() {
    super();
    this.all = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.heard = () => this.load();
    document.addEventListener('vadra:notified', this.heard);
    this.load();
  }

  disconnectedCallback() {
    document.removeEventListener('vadra:notified', this.heard);
    super.disconnectedCallback();
  }

  /** Reads as much anew as is shown; numbers are unique, so nothing comes twice. */
  async load() {
    const limit = Math.min(50, Math.max(PAGE, this.all?.length ?? 0));
    try {
      const page = await call('GET', `/api/me/notifications?limit=${limit}`);
      const older = (this.all ?? []).filter(told => page.next && told.n < page.next);
      const more = older.length > 0;
      Object.assign(this, { all: [...page.notifications, ...older], unread: page.unread, fault: false, next: more ? this.next : page.next });
    } catch {
      this.fault = true;
    }
  }

  async more() {
    const last = this.all[this.all.length - 1].n;
    const page = await call('GET', `/api/me/notifications?limit=${PAGE}&before=${this.next}`);
    Object.assign(this, { all: [...this.all, ...page.notifications], next: page.next });
    await this.updateComplete;
    this.querySelector(`[data-n="${last}"]`)?.parentElement.nextElementSibling?.querySelector('a')?.focus();
  }

  async allRead() {
    await call('PUT', '/api/me/notifications', { body: { upTo: this.all[0].n } });
    this.note = t('notifications.allRead.done');
    await this.load();
    this.querySelector('h2')?.focus();
    document.dispatchEvent(new CustomEvent('vadra:seen'));
  }

  async leave(told, kind, name) {
    await call('PUT', `/api/me/notification-choices/${kind}/${name}`, { body: { level: 'none' } });
    this.note = t(`notifications.left.${kind}`, { place: told.place.title });
    document.dispatchEvent(new CustomEvent('vadra:chose'));
    this.requestUpdate();
  }

  render() {
    if (this.fault && !this.all) return html`<p class="quiet">${t('notifications.fault')} <button class="plain" @click=${() => this.load()}>${t('notifications.again')}</button></p>`;
    if (!this.all) return nothing;
    return html`<div class="notified-head"><h2 class="over" tabindex="-1">${this.unread ? t('notifications.unread', { n: this.unread }) : t('notifications.noneUnread')}</h2>
        ${this.unread ? html`<button class="button" @click=${() => this.allRead()}>${t('notifications.allRead')}</button>` : nothing}</div>
      <p role="status" class="quiet noted">${this.note ?? nothing}</p>
      ${this.all.length ? html`<ol class="notified">${repeat(this.all, told => told.n, told => this.one(told))}</ol>` : html`<p class="quiet">${t('notifications.empty')}</p>`}
      ${this.next ? html`<button class="button" @click=${() => this.more()}>${t('notifications.more')}</button>` : nothing}`;
  }

  one(told) {
    const thread = told.place?.thread;
    return html`<li class=${told.read ? '' : 'unread'}>
      <a href=${told.link} data-n=${told.n} @click=${() => went(told)}>${told.read ? nothing : html`<span class="hidden-visually">${t('notifications.new')} </span>`}${says(told)}</a>
      ${told.words ? html`<p class="words">${told.words}</p>` : nothing}
      <p class="quiet">${when(told.at)}${told.place ? html` · ${told.place.title}
        <button class="plain" @click=${() => (thread && told.kind !== 'room' ? this.leave(told, 'thread', thread) : this.leave(told, 'room', told.place.room))}>
          ${t(thread && told.kind !== 'room' ? 'notifications.leave.thread' : 'notifications.leave.room')}</button>` : nothing}</p></li>`;
  }
}

class NotificationChoices extends Part {
  static properties = { chosen: { state: true }, note: { state: true }, fault: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.load();
    document.addEventListener('vadra:chose', () => this.load());
  }

  async load() {
    this.chosen = await call('GET', '/api/me/notification-choices').catch(() => null);
  }

  async keep(change) {
    const { off, zone, quiet, mail, mailHour, mailDay } = { ...this.chosen, ...change };
    try {
      this.chosen = await call('PUT', '/api/me/notification-choices', { body: { off, zone, quiet, mail, mailHour, mailDay, language: lang() } });
      this.note = t('notifications.kept');
    } catch (refused) {
      this.note = refused.problem.detail ?? t('notifications.fault');
      await this.load();
    }
  }

  async back(place) {
    await call('PUT', `/api/me/notification-choices/${place.kind}/${place.name}`, { body: { level: 'replies' } });
    this.note = t('notifications.kept');
    await this.load();
  }

  async ask(event) {
    event.preventDefault();
    const address = event.target.address.value.trim();
    try {
      await call('PUT', '/api/me/mail', { body: { address, language: lang() } });
      this.note = t('notifications.mail.asked', { address });
      await this.load();
    } catch (refused) {
      this.note = refused.problem.status === 429 ? t('notifications.mail.often') : t('notifications.mail.bad');
    }
  }

  async drop() {
    await call('DELETE', '/api/me/mail');
    await this.load();
  }

  render() {
    if (!this.chosen) return nothing;
    return html`<p role="status" class="noted quiet">${this.note ?? nothing}</p>
      <fieldset><legend>${t('notifications.kinds')}</legend>${KINDS.map(kind => this.kind(kind))}
        <p class="quiet">${t('notifications.always')}</p></fieldset>
      ${this.quiet()} ${this.mail()}
      ${this.chosen.places.length ? html`<fieldset><legend>${t('notifications.places')}</legend><ul class="places">${this.chosen.places.map(place => html`
        <li><span>${t(`notifications.place.${place.kind}`)} ${place.title}: ${t(`notifications.level.${place.level}`)}</span>
        <button class="plain" aria-label=${t('notifications.back.label', { place: place.title })} @click=${() => this.back(place)}>${t('notifications.back')}</button></li>`)}</ul></fieldset>` : nothing}`;
  }

  kind(kind) {
    const off = this.chosen.off;
    return html`<label class="choice"><input type="checkbox" .checked=${!off.includes(kind)}
      @change=${event => this.keep({ off: event.target.checked ? off.filter(one => one !== kind) : [...off, kind] })}> ${t(`notifications.kind.${kind}`)}</label>`;
  }

  quiet() {
    const { quiet, zone } = this.chosen;
    return html`<fieldset><legend>${t('notifications.quiet')}</legend>
      <label class="choice"><input type="checkbox" .checked=${!!quiet} @change=${event => this.keep({ quiet: event.target.checked ? { from: '22:00', until: '07:00' } : null,
        zone: event.target.checked ? Intl.DateTimeFormat().resolvedOptions().timeZone ?? zone : zone })}> ${t('notifications.quiet.on')}</label>
      ${quiet ? html`<p class="hours">${['from', 'until'].map(end => html`<label>${t(`notifications.quiet.${end}`)} <input type="time" required .value=${quiet[end]}
        @change=${event => event.target.value && this.keep({ quiet: { ...quiet, [end]: event.target.value } })}></label>`)} <span class="quiet">${zone}</span></p>` : nothing}
      <p class="quiet">${t('notifications.quiet.what')}</p></fieldset>`;
  }

  mail() {
    const { address, asked, mail, mailHour, mailDay, mailOpen } = this.chosen;
    if (!mailOpen) return nothing;
    return html`<fieldset><legend>${t('notifications.mail')}</legend>
      ${address ? html`<p>${address} <button class="plain" @click=${() => this.drop()}>${t('notifications.mail.drop')}</button></p>
        <p class="hours"><label>${t('notifications.mail.pace')} <select @change=${event => this.keep({ mail: event.target.value })}>${['off', 'daily', 'weekly', 'each'].map(pace => html`
          <option value=${pace} ?selected=${pace === mail}>${t(`notifications.mail.${pace}`)}</option>`)}</select></label>
        ${mail === 'weekly' ? html`<label>${t('notifications.mail.day')} <select @change=${event => this.keep({ mailDay: +event.target.value })}>${[1, 2, 3, 4, 5, 6, 7].map(day => html`
          <option value=${day} ?selected=${day === mailDay}>${weekday(day)}</option>`)}</select></label>` : nothing}
        ${mail === 'daily' || mail === 'weekly' ? html`<label>${t('notifications.mail.hour')} <select @change=${event => this.keep({ mailHour: +event.target.value })}>${[...Array(24).keys()].map(hour => html`
          <option value=${hour} ?selected=${hour === mailHour}>${String(hour).padStart(2, '0')}:00</option>`)}</select></label>` : nothing}</p>` : nothing}
      ${asked ? html`<p class="quiet">${t('notifications.mail.waits', { address: asked })}</p>` : nothing}
      <form @submit=${event => this.ask(event)} class="hours"><label>${t(address ? 'notifications.mail.other' : 'notifications.mail.address')}
        <input type="email" name="address" required maxlength="254" autocomplete="email"></label> <button class="button">${t('notifications.mail.ask')}</button></form>
      <p class="quiet">${t('notifications.mail.what')}</p></fieldset>`;
  }
}

/** The name of a day, 1 for Monday; the first of January 2024 was one. */
const weekday = day => new Date(2024, 0, day).toLocaleDateString(lang(), { weekday: 'long' });

customElements.define('vadra-notifications', Notifications);
customElements.define('vadra-notification-choices', NotificationChoices);
