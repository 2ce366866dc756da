// Whom the staff invites: a link is made, shown once, and can be taken back; all that were made stay in the list.
import { html, nothing, repeat } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { Part, toast } from '../page.js';
import { absolute, relative } from '../time.js';

const PAGE = 50;

const when = iso => html`<time datetime=${iso} title=${absolute(iso)} .textContent=${relative(iso)}></time>`;

/** What is still to come is told by its day. */
const until = iso => html`<time datetime=${iso}>${absolute(iso)}</time>`;

function stateOf(one) {
  if (one.revokedAt) return html`${t('invite.revoked', { by: one.revokedBy ?? '–' })} ${when(one.revokedAt)}`;
  if (one.used >= one.uses) return t('invite.usedUp');
  return one.open ? html`${t('invite.openUntil')} ${until(one.until)}` : html`${t('invite.over')} ${when(one.until)}`;
}

class Invitations extends Part {
  static properties = { all: { state: true }, made: { state: true }, fault: { state: true }, more: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load(before) {
    const page = (await call('GET', `/api/desk/invitations${before ? `?before=${before}` : ''}`)).invitations;
    this.all = before ? [...this.all, ...page] : page;
    this.more = page.length === PAGE;
  }

  async #make(event) {
    event.preventDefault();
    const form = event.target;
    const body = { note: form.note.value.trim(), uses: form.uses.valueAsNumber, days: form.days.valueAsNumber, role: form.role.value };
    try {
      const made = await call('POST', '/api/desk/invitations', { body });
      this.made = `${location.origin}/join#invitation=${made.secret}`;
      this.fault = null;
      form.reset();
      await this.#load();
      await this.updateComplete;
      this.querySelector('#invite-link').select();
      this.querySelector('#invite-link').focus();
    } catch (refused) {
      this.fault = refused.message;
    }
  }

  async #revoke(one) {
    try {
      await call('DELETE', `/api/desk/invitations/${one.id}`);
      toast(t('invite.revoke.done'));
    } catch (refused) {
      toast(refused.message);
    }
    await this.#load();
  }

  async #copy() {
    await navigator.clipboard.writeText(this.made);
    toast(t('invite.copied'));
  }

  render() {
    return html`<form class="docket" @submit=${this.#make}>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      <div class="field"><label for="invite-note">${t('invite.note')}</label>
        <input id="invite-note" name="note" maxlength="200" required autocomplete="off" aria-describedby="invite-note-hint">
        <span class="hint" id="invite-note-hint">${t('invite.note.hint')}</span></div>
      <div class="field"><label for="invite-uses">${t('invite.uses')}</label>
        <input id="invite-uses" name="uses" type="number" min="1" max="1000" value="1" required></div>
      <div class="field"><label for="invite-days">${t('invite.days')}</label>
        <input id="invite-days" name="days" type="number" min="1" max="30" value="7" required></div>
      <div class="field"><label for="invite-role">${t('invite.role')}</label>
        <select id="invite-role" name="role"><option value="member">${t('invite.role.member')}</option><option value="blogger">${t('invite.role.blogger')}</option></select></div>
      <button class="primary">${t('invite.make')}</button></form>
      ${this.made ? html`<section class="docket" aria-labelledby="invite-made"><h2 class="over" id="invite-made">${t('invite.made')}</h2>
        <div class="field"><label for="invite-link">${t('invite.link')}</label><input id="invite-link" readonly .value=${this.made}></div>
        <p class="row"><button @click=${this.#copy}>${t('invite.copy')}</button></p></section>` : nothing}
      <section class="docket" aria-labelledby="invite-all"><h2 class="over" id="invite-all">${t('invite.all')}</h2>
      ${this.all?.length ? html`<ol>${repeat(this.all, one => one.id, one => this.#one(one))}</ol>` : html`<p class="quiet" role="status">${this.all ? t('invite.none') : nothing}</p>`}
      ${this.more ? html`<button @click=${() => this.#load(this.all.at(-1).n)}>${t('invite.more')}</button>` : nothing}</section>`;
  }

  #one(one) {
    return html`<li data-invitation=${one.id}><p><b>${one.note}</b> · ${t(`invite.role.${one.role}`)}</p>
      <p class="quiet">${t('invite.count', { used: one.used, uses: one.uses })} · ${stateOf(one)} · ${t('invite.by', { by: one.by ?? '–' })} ${when(one.madeAt)}</p>
      ${one.joined.length ? html`<p>${t('invite.joined')} ${one.joined.map(handle => html`<a href="/people/${handle}">@${handle}</a> `)}</p>` : nothing}
      ${one.open ? html`<p class="row"><button class="plain" aria-label="${t('invite.revoke')}: ${one.note}" @click=${() => this.#revoke(one)}>${t('invite.revoke')}</button></p>` : nothing}</li>`;
  }
}

customElements.define('vadra-invitations', Invitations);
