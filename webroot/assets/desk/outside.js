// What was seen elsewhere, beside what is said inside, and never part of its figures.
import { html, nothing, repeat } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { absolute, clock, fromWall, toWall } from '../time.js';
import { DeskPart } from './part.js';
import { Source } from './source.js';
import { ask } from './ask.js';
import './age.js';

const SOURCES = ['press', 'phone', 'network', 'mail', 'other'];
// Other sites' addresses come from other people: only those that a browser opens as a page become links.
const page = url => (/^https?:\/\//i.test(url ?? '') ? url : null);

class Outside extends DeskPart {
  static properties = { claim: { attribute: false } };

  constructor() {
    super();
    this.source = new Source(this, () => call('GET', `/api/desk/sightings?claim=${encodeURIComponent(this.claim.slug)}`));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.source.stop();
  }

  willUpdate() {
    this.source.want(`${this.claim.slug} ${this.claim.outside}`);
  }

  render() {
    const seen = this.source.data?.sightings ?? [];
    return html`<section class="panel outside" id="outside" aria-labelledby="outside-title" tabindex="-1">
      <header><h2 id="outside-title">${t('desk.outside.title')}</h2><vadra-age .source=${this.source}></vadra-age></header>
      <p class="quiet">${t('desk.outside.text')}</p>
      ${this.source.data && !seen.length ? html`<p>${t('desk.outside.none')}</p>` : nothing}
      <ol>${repeat(seen, one => one.id, one => html`<li><p class="who"><b>${t(`desk.source.${one.source}`)}</b>
          <time datetime=${one.seenAt} title=${absolute(one.seenAt)} data-absolute .textContent=${clock(one.seenAt)}></time>
          <span>${one.by ? one.by.name : t(`desk.via.${one.via}`)}</span></p>
        <p class="title">${page(one.url) ? html`<a href=${page(one.url)} rel="noreferrer noopener" target="_blank">${one.title}</a>` : one.title}</p>
        ${one.note ? html`<p>${one.note}</p>` : nothing}</li>`)}</ol>
      <button @click=${() => this.#add()}>${t('desk.outside.add')}</button></section>`;
  }

  #add() {
    return ask({
      title: t('desk.outside.add'), submit: t('desk.outside.submit'),
      fields: [
        { name: 'source', kind: 'select', label: t('desk.outside.source'), options: SOURCES.map(one => [one, t(`desk.source.${one}`)]) },
        { name: 'title', label: t('desk.outside.what'), most: 300 },
        { name: 'url', label: t('desk.outside.url'), most: 2_000, optional: true },
        { name: 'note', kind: 'area', label: t('desk.outside.noteLabel'), most: 2_000, optional: true },
        { name: 'seenAt', kind: 'time', label: t('desk.outside.when'), value: toWall(new Date().toISOString()) },
      ],
      send: ({ seenAt, ...rest }) => call('POST', '/api/desk/sightings', { body: { ...rest, claim: this.claim.slug, seenAt: fromWall(seenAt) } }),
    });
  }
}

customElements.define('vadra-outside', Outside);
