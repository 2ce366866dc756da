// All my conversations, newest first, as they change.
import { html, nothing, repeat } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { Part } from '../page.js';
import { absolute, relative } from '../time.js';

class Talks extends Part {
  static properties = { all: { state: true }, more: { state: true }, fault: { state: true } };

  connectedCallback() {
    const { conversations, more } = JSON.parse(this.dataset.all);
    this.all = conversations;
    this.more = more;
    super.connectedCallback();
    document.addEventListener('vadra:talk', () => this.#soon());
  }

  /** Events come in bursts; the list is read once for all of them. */
  #soon() {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      call('GET', '/api/talk').then(({ conversations, more }) => {
        const known = new Set(conversations.map(one => one.id));
        const last = conversations.at(-1)?.lastAt;
        this.all = [...conversations, ...(more ? this.all.filter(one => !known.has(one.id) && one.lastAt < last) : [])];
        if (!more) this.more = false;
      }, () => {});
    }, 150);
  }

  async older() {
    try {
      const { conversations, more } = await call('GET', `/api/talk?before=${this.all.at(-1).lastAt}`);
      this.all = [...this.all, ...conversations];
      this.more = more;
    } catch {
      this.fault = t('problem.unavailable.text');
    }
  }

  render() {
    const requests = this.all.filter(one => one.state === 'request');
    const others = this.all.filter(one => one.state !== 'request');
    return html`
      ${requests.length ? html`<section aria-labelledby="requests"><h2 class="over" id="requests">${t('talk.requests')}</h2>${list(requests)}</section>` : nothing}
      <section aria-labelledby="talks"><h2 class="over" id="talks">${t('talk.list')}</h2>
        ${others.length ? list(others) : html`<p class="quiet">${t('talk.none')}</p>`}</section>
      ${this.fault ? html`<p class="fault" role="alert">${this.fault}</p>` : nothing}
      ${this.more ? html`<p><button @click=${() => this.older()}>${t('talk.more')}</button></p>` : nothing}`;
  }
}

const list = all => html`<ul class="talks">${repeat(all, one => one.id, row)}</ul>`;

const row = one => {
  const name = one.with?.name ?? t('talk.gone.name');
  return html`<li class=${one.unread ? 'unread-talk' : ''}><a href="/talk/${one.id}">
    <span class="face" aria-hidden="true">${[...name][0]?.toUpperCase() ?? ''}</span>
    <span class="who">${name}${one.with && one.with.role !== 'member' ? html` <span class="badge">${t(`role.${one.with.role}`)}</span>` : nothing}</span>
    <time datetime=${one.lastAt} title=${absolute(one.lastAt)} .textContent=${relative(one.lastAt)}></time>
    <span class="last" lang=${one.last?.language ?? nothing}>${one.last?.own ? html`<span class="quiet">${t('talk.you')}</span> ` : nothing}${one.last?.withdrawn ? t('talk.withdrawn') : one.last?.words ?? ''}</span>
    ${one.unread ? html`<span class="count"><span aria-hidden="true">${one.unread}</span><span class="hidden-visually">${t('talk.unread', { n: one.unread })}</span></span>` : nothing}
    ${one.state === 'asked' ? html`<span class="hint">${t('talk.asked')}</span>` : nothing}</a></li>`;
};

customElements.define('vadra-talks', Talks);
