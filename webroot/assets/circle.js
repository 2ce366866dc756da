// A circle as it is now: who gathers, where they talk, by which rules; and what the reader may do there.
import { html, nothing, repeat } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { me } from './session.js';
import { openJoin } from './join.js';
import { socket } from './live.js';
import { Part, toast } from './page.js';
import { absolute } from './time.js';
import { reason } from './report.js';
import { openForm } from './dialog-form.js';
import { circleFields, circleWords, ruleFields, ruleWords } from './circle-form.js';
import { products } from './start-room.js';

const when = iso => html`<time datetime=${iso} data-absolute>${absolute(iso)}</time>`;
const face = ({ handle, name, leads, host }) => html`<li><a href="/people/${handle}"><span class="face" aria-hidden="true">${name.slice(0, 1).toUpperCase()}</span>
  <span>${name}</span></a>${leads ? html` <span class="badge">${t('circle.leads')}</span>` : host ? html` <span class="badge">${t('circle.hosting')}</span>` : nothing}</li>`;

class Circle extends Part {
  static properties = { circle: { state: true }, loaded: { state: true }, asking: { state: true }, fault: { state: true } };

  connectedCallback() {
    this.circle = JSON.parse(this.dataset.circle);
    this.asking = [];
    super.connectedCallback();
    socket().subscribe(`circle:${this.circle.slug}`, { onEvent: () => this.load(), onStart: () => this.load() });
    document.addEventListener('vadra:session', () => this.load());
  }

  get path() {
    return `/api/circles/${this.circle.slug}`;
  }

  async load() {
    try {
      const circle = await call('GET', this.path);
      const hosts = ['host', 'lead'].includes(circle.own?.standing);
      this.asking = hosts ? (await call('GET', `${this.path}/asking`)).asking : [];
      this.circle = circle;
      this.loaded = true;
    } catch {
      // What is shown stays; the next change, or the line that comes back, asks again.
    }
  }

  async #do(method, place, body, said) {
    if (!me() && !(await openJoin())) return;
    try {
      await call(method, `${this.path}/${place}`, body ? { body } : {});
      this.fault = null;
      if (said) toast(t(said));
    } catch (refused) {
      this.fault = reason(refused);
    }
    await this.load();
  }

  render() {
    const { circle } = this;
    return html`
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      ${this.#own(circle)}
      ${this.asking.length ? html`<section class="sheet-of" aria-labelledby="who-asks"><h2 id="who-asks">${t('circle.asking')}</h2>
        <ul class="asks">${repeat(this.asking, one => one.handle, one => html`<li><a href="/people/${one.handle}">${one.name}</a>
          <span class="row"><button @click=${() => this.#do('PUT', `asking/${one.handle}`)} aria-label=${t('circle.admit.who', { name: one.name })}>${t('circle.admit')}</button>
          <button class="plain" @click=${() => this.#do('DELETE', `asking/${one.handle}`)} aria-label=${t('circle.refuse.who', { name: one.name })}>${t('circle.refuse')}</button></span></li>`)}</ul>
        <p class="hint">${t('circle.asking.hint')}</p></section>` : nothing}
      <section aria-labelledby="circle-rooms"><h2 id="circle-rooms" class="over">${t('circle.rooms')}</h2>
        <p class="quiet">${t('circle.open')}</p>
        ${circle.rooms.length ? html`<ul class="rows">${repeat(circle.rooms, room => room.slug, room => html`<li><h3><a href="/rooms/${room.slug}" lang=${room.language}>${room.title}</a></h3>
          ${room.topic ? html`<p lang=${room.language}>${room.topic}</p>` : nothing}${room.open ? nothing : html`<p class="quiet">${t('room.closed.short')}</p>`}</li>`)}</ul>` : html`<p class="quiet">${t('circle.rooms.none')}</p>`}
        ${['member', 'host', 'lead'].includes(circle.own?.standing) ? html`<vadra-start-room data-circle=${circle.slug}></vadra-start-room>` : nothing}</section>
      <section aria-labelledby="circle-people"><h2 id="circle-people" class="over">${t('circle.people')}</h2>
        <ul class="faces">${repeat([...circle.hosts, ...circle.members.filter(one => !one.host)], one => one.handle, face)}</ul>
        ${circle.led ? nothing : html`<p class="quiet">${t('circle.led.none')}</p>`}
        <p class="quiet">${t('circle.people.hint')}</p></section>
      ${this.#rules(circle)}`;
  }

  #own({ own, byRequest, led, slug }) {
    // What one is to it is not known before the first answer; a button for the other case would be a lie.
    if (!this.loaded) return html`<p class="row own-place"><a href="/circles/${slug}/feed.atom">Atom</a></p>`;
    if (!own) {
      return html`<p class="row own-place"><button class="primary" @click=${() => this.#do('PUT', 'membership', { listed: false }, byRequest && led ? 'circle.asked' : 'circle.joined')}>
        ${t(byRequest && led ? 'circle.ask' : 'circle.join')}</button> <a href="/circles/${slug}/feed.atom">Atom</a></p>`;
    }
    const inside = own.standing !== 'asked';
    const hosts = ['host', 'lead'].includes(own.standing);
    return html`<section class="sheet-of" aria-label=${t('circle.yours')}>
      <p><strong>${t(`circle.standing.${own.standing}`)}</strong></p>
      ${own.named ? html`<p>${t('circle.named.long')}</p><p class="row"><button class="primary" @click=${() => this.#do('PUT', `hosts/${me().handle}`)}>${t('circle.host.yes')}</button>
        <button @click=${() => this.#do('DELETE', `hosts/${me().handle}`)}>${t('circle.host.no')}</button></p>` : nothing}
      ${hosts ? nothing : html`<div class="check"><input id="listed" type="checkbox" .checked=${own.listed} @change=${event => this.#do('PUT', 'membership', { listed: event.target.checked }, 'circle.listed.kept')}><label for="listed">${t('circle.listed')}</label></div>`}
      <p class="row">
        ${hosts ? html`<button @click=${() => this.#change()}>${t('circle.change')}</button><button @click=${() => this.#announce()}>${t('circle.rules.change')}</button>` : nothing}
        ${own.standing === 'lead' ? html`<button @click=${() => this.#name()}>${t('circle.host.ask')}</button>${this.circle.hosts.length > 1 ? html`<button @click=${() => this.#handOver()}>${t('circle.lead.give')}</button>` : nothing}` : nothing}
        ${!led && inside ? html`<button @click=${() => this.#do('PUT', `lead/${me().handle}`)}>${t('circle.lead.take')}</button>` : nothing}
        ${own.standing === 'host' ? html`<button class="plain" @click=${() => this.#do('DELETE', `hosts/${me().handle}`)}>${t('circle.host.leave')}</button>` : nothing}
        <button class="plain" @click=${() => this.#do('DELETE', 'membership', undefined, 'circle.left')}>${t(inside ? 'circle.leave' : 'circle.ask.back')}</button></p></section>`;
  }

  #rules({ rules, language }) {
    const list = version => html`<ol class="rule-list own-rules" lang=${language}>${version.rules.map(rule => html`<li><span class="number">${rule.number}</span><h3>${rule.title}</h3>${rule.text ? html`<p>${rule.text}</p>` : nothing}</li>`)}</ol>`;
    const now = rules.inForce;
    return html`<section aria-labelledby="circle-rules"><h2 id="circle-rules" class="over">${t('circle.rules')}</h2>
      <p><a href="/rules">${t('circle.rules.house', { house: String(rules.house) })}</a></p>
      ${now?.rules.length ? list(now) : html`<p class="quiet">${t('circle.rules.none')}</p>`}
      ${rules.coming ? html`<div class="sheet-of"><h3>${t('circle.rules.coming')} ${when(rules.coming.effectiveAt)}</h3>${rules.coming.rules.length ? list(rules.coming) : html`<p>${t('circle.rules.none')}</p>`}</div>` : nothing}
      <p class="quiet">${t('circle.rules.what')}</p></section>`;
  }

  #change() {
    let things = [];
    openForm('circle.change', {
      done: 'circle.save', fields: () => circleFields(this.circle, things),
      late: products().then(all => { things = all; }),
      send: async elements => {
        await call('PUT', this.path, { body: circleWords(elements) });
        location.reload();
      },
    });
  }

  #announce() {
    const { rules } = this.circle;
    const from = (rules.coming ?? rules.inForce)?.rules ?? [];
    openForm('circle.rules.change', {
      done: 'circle.rules.announce', fields: () => ruleFields(from, rules.house),
      send: async elements => {
        await call('PUT', `${this.path}/rules`, { body: { rules: ruleWords(elements) } });
        await this.load();
      },
    });
  }

  #name() {
    openForm('circle.host.ask', {
      done: 'circle.host.ask.send',
      fields: () => html`<div class="field"><label for="host-handle">${t('circle.handle')}</label><input id="host-handle" name="handle" maxlength="31" required aria-describedby="host-hint"><span class="hint" id="host-hint">${t('circle.host.ask.hint')}</span></div>`,
      send: async ({ handle }) => {
        await call('PUT', `${this.path}/hosts/${encodeURIComponent(handle.value.trim().replace(/^@/, ''))}`);
        toast(t('circle.host.asked'));
      },
    });
  }

  #handOver() {
    openForm('circle.lead.give', {
      done: 'circle.lead.give',
      fields: () => html`<div class="field"><label for="lead-handle">${t('circle.lead.to')}</label><select id="lead-handle" name="handle">${this.circle.hosts.filter(one => !one.leads).map(one => html`<option value=${one.handle}>${one.name}</option>`)}</select></div>`,
      send: async ({ handle }) => {
        await call('PUT', `${this.path}/lead/${handle.value}`);
        await this.load();
      },
    });
  }
}

customElements.define('vadra-circle', Circle);
