// A member's own page of what they sign in with, and where they are signed in.
import { html, nothing, repeat } from '../lit.js';
import { lang, t } from '../i18n.js';
import { call } from '../api.js';
import { Part } from '../page.js';
import { take } from '../session.js';
import { when } from '../statement.js';
import { onceMore } from './confirm.js';
import { device } from './device.js';
import { fault } from './faults.js';
import { square } from './qr.js';
import { canPasskey, makePasskey } from './webauthn.js';

/** Keeps a new session that an answer brings, and tells the list of places. */
function renewed(answer) {
  if (answer.csrf) take(answer);
  document.dispatchEvent(new CustomEvent('vadra:keys'));
}

class Keys extends Part {
  static properties = { held: { state: true }, offer: { state: true }, codes: { state: true }, note: { state: true }, fault: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    try {
      this.held = await call('GET', '/api/me/security');
    } catch {
      this.fault = t('security.fault');
    }
  }

  async done(answer, note) {
    renewed(answer);
    this.codes = answer.recoveryCodes ?? null;
    Object.assign(this, { note: t(note), fault: null, offer: null });
    await this.load();
    await this.updateComplete;
    return () => this.querySelector('.codes h3')?.focus();
  }

  addApp() {
    onceMore('security.app.add', this.held, async shown => {
      this.offer = await call('POST', '/api/me/app', { body: shown });
      this.codes = null;
      await this.updateComplete;
      return () => this.querySelector('#app-code').focus();
    });
  }

  async confirmApp(event) {
    event.preventDefault();
    try {
      const shown = await this.done(await call('PUT', '/api/me/app', { body: { code: event.target.code.value.replace(/\s/g, '') } }), 'security.app.done');
      shown();
    } catch (refused) {
      if (!refused.problem) throw refused;
      this.fault = fault(refused);
    }
  }

  addPasskey() {
    const more = html`<div class="field"><label for="passkey-label">${t('security.passkey.label')}</label>
      <input id="passkey-label" name="label" maxlength="60" required .value=${device(navigator.userAgent)} aria-describedby="passkey-label-hint">
      <span class="hint" id="passkey-label-hint">${t('security.passkey.label.hint')}</span></div>`;
    onceMore('security.passkey.add', { ...this.held, more }, async (shown, fields) => {
      const credential = await makePasskey(await call('POST', '/api/me/passkeys/challenge', { body: shown }));
      if (!credential) {
        this.fault = t('security.passkey.failed');
        return undefined;
      }
      return this.done(await call('POST', '/api/me/passkeys', { body: { label: fields.label.value, credential } }), 'security.passkey.done');
    });
  }

  remove(title, path, note) {
    onceMore(title, { ...this.held, done: 'security.remove' }, async shown => this.done(await call('POST', `${path}/removal`, { body: shown }), note));
  }

  renewCodes() {
    onceMore('security.codes.renew', this.held, async shown => this.done(await call('POST', '/api/me/recovery-codes', { body: shown }), 'security.codes.done'));
  }

  render() {
    if (!this.held) return html`<p class="quiet">${this.fault ?? nothing}</p>`;
    const { app, passkeys, recoveryCodes, staffMust } = this.held;
    const any = app || passkeys.length > 0;
    return html`${staffMust && !any ? html`<p class="due">${t('security.required')}</p>` : nothing}
      <p role="status" class="noted">${this.note ?? nothing}</p>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      ${this.codes ? this.fresh() : nothing}
      <h3>${t('security.passkeys')}</h3><p class="quiet">${t('security.passkeys.what')}</p>
      ${passkeys.length ? html`<ul class="keys">${repeat(passkeys, one => one.id, one => html`<li><span><b>${one.label}</b>
        <span class="quiet">${t('security.passkey.made')} ${when(one.madeAt)}${one.usedAt ? html` · ${t('security.used')} ${when(one.usedAt)}` : nothing}</span></span>
        <button class="plain" aria-label=${t('security.passkey.remove.label', { label: one.label })}
          @click=${() => this.remove('security.passkey.remove', `/api/me/passkeys/${one.id}`, 'security.passkey.removed')}>${t('security.remove')}</button></li>`)}</ul>` : nothing}
      ${canPasskey() ? html`<button @click=${() => this.addPasskey()}>${t('security.passkey.add')}</button>` : html`<p class="quiet">${t('security.passkey.none')}</p>`}
      <h3>${t('security.app')}</h3><p class="quiet">${t('security.app.what')}</p>
      ${app ? html`<p class="row">${t('security.app.on')} <button class="plain" @click=${() => this.remove('security.app.remove', '/api/me/app', 'security.app.removed')}>${t('security.app.remove')}</button></p>`
        : this.offer ? this.offered() : html`<button @click=${() => this.addApp()}>${t('security.app.add')}</button>`}
      ${any ? html`<h3>${t('security.codes')}</h3><p class="quiet">${t('security.codes.what')}</p>
        <p class="row">${t('security.codes.left', { n: recoveryCodes })} <button class="plain" @click=${() => this.renewCodes()}>${t('security.codes.renew')}</button></p>` : nothing}`;
  }

  offered() {
    return html`<form class="offer" @submit=${event => this.confirmApp(event)}>
      <p>${t('security.app.scan')}</p>${square(this.offer.modules, t('security.app.qr'))}
      <p>${t('security.app.type')} <code class="secret">${this.offer.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></p>
      <div class="field"><label for="app-code">${t('security.app.code')}</label>
        <input id="app-code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="7" required></div>
      <div class="row"><button class="primary">${t('security.app.confirm')}</button>
        <button type="button" class="plain" @click=${() => (this.offer = null)}>${t('post.cancel')}</button></div></form>`;
  }

  fresh() {
    return html`<section class="codes" aria-labelledby="codes"><h3 id="codes" tabindex="-1">${t('security.codes.yours')}</h3><p>${t('security.codes.keep')}</p>
      <ol>${this.codes.map(code => html`<li><code>${code}</code></li>`)}</ol>
      <button @click=${() => navigator.clipboard.writeText(this.codes.join('\n')).then(() => (this.note = t('security.codes.copied')))}>${t('security.codes.copy')}</button>
      <button class="plain" @click=${() => (this.codes = null)}>${t('security.codes.kept')}</button></section>`;
  }
}

class Password extends Part {
  static properties = { fault: { state: true }, note: { state: true }, busy: { state: true } };

  async send(event) {
    event.preventDefault();
    const { password, newPassword } = event.target.elements;
    Object.assign(this, { busy: true, fault: null, note: null });
    try {
      renewed(await call('PUT', '/api/me/password', { body: { password: password.value, newPassword: newPassword.value } }));
      event.target.reset();
      this.note = t('security.password.done');
    } catch (refused) {
      if (!refused.problem) throw refused;
      this.fault = fault(refused);
      (refused.problem.field === 'newPassword' ? newPassword : password).focus();
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`<form @submit=${event => this.send(event)}><p role="status" class="noted">${this.note ?? nothing}</p>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      <div class="field"><label for="password-now">${t('security.password.now')}</label>
        <input id="password-now" name="password" type="password" autocomplete="current-password" maxlength="200" required></div>
      <div class="field"><label for="password-new">${t('security.password.new')}</label>
        <input id="password-new" name="newPassword" type="password" autocomplete="new-password" minlength="8" maxlength="200" required aria-describedby="password-new-hint">
        <span class="hint" id="password-new-hint">${t('security.password.hint')}</span></div>
      <button class="primary" ?disabled=${this.busy}>${t('security.password.change')}</button></form>`;
  }
}

class Places extends Part {
  static properties = { all: { state: true }, note: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.load = async () => {
      this.all = (await call('GET', '/api/sessions').catch(() => ({ sessions: this.all ?? [] }))).sessions;
    };
    document.addEventListener('vadra:keys', this.load);
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('vadra:keys', this.load);
  }

  async end(path, note) {
    await call('DELETE', path).catch(() => {});
    this.note = t(note);
    await this.load();
  }

  render() {
    if (!this.all) return nothing;
    const sorted = [...this.all].sort((one, other) => other.current - one.current || Date.parse(other.usedAt) - Date.parse(one.usedAt));
    return html`<p role="status" class="noted">${this.note ?? nothing}</p>
      <ul class="keys">${repeat(sorted, one => one.id, one => this.one(one))}</ul>
      ${this.all.length > 1 ? html`<button @click=${() => this.end('/api/sessions', 'security.places.ended')}>${t('security.places.end')}</button>
        <p class="quiet">${t('security.places.what')}</p>` : nothing}`;
  }

  one(place) {
    const name = place.kind === 'token' ? t('security.place.token', { label: place.label || '–' }) : device(place.label);
    return html`<li lang=${lang()}><span><b>${name}</b> ${place.current ? html`<span class="badge">${t('security.place.this')}</span>` : nothing}
      <span class="quiet">${t('security.place.since')} ${when(place.createdAt)} · ${t('security.used')} ${when(place.usedAt)}</span></span>
      ${place.current ? nothing : html`<button class="plain" aria-label=${t('security.place.end.label', { place: name })}
        @click=${() => this.end(`/api/sessions/${place.id}`, 'security.place.ended')}>${t('security.place.end')}</button>`}</li>`;
  }
}

customElements.define('vadra-keys', Keys);
customElements.define('vadra-password', Password);
customElements.define('vadra-places', Places);
