// The open window: rooms that talk now, with their pulse.
import { html, nothing, svg } from './lit.js';
import { lang, t } from './i18n.js';
import { call } from './api.js';
import { Part } from './page.js';

const REFRESH_MS = 10_000;

export function sparks(minutes) {
  const top = Math.max(3, ...minutes);
  const width = 100 / minutes.length;
  return html`<svg class="sparks" viewBox="0 0 100 20" preserveAspectRatio="none" role="img" aria-label=${t('home.pulse')}>
    ${minutes.map((n, i) => {
      const height = n ? Math.max(1.5, (n / top) * 20) : 0.5;
      return svg`<rect x=${i * width + width * 0.15} width=${width * 0.7} y=${20 - height} height=${height}></rect>`;
    })}</svg>`;
}

class Rooms extends Part {
  static properties = { rooms: { state: true } };

  // What the server rendered stays until there is something newer.
  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.refresh();
    setInterval(() => !document.hidden && this.refresh(), REFRESH_MS);
  }

  refresh() {
    call('GET', '/api/rooms').then(({ rooms }) => {
      if (!this.rooms) this.replaceChildren();
      this.rooms = rooms;
    }, () => {});
  }

  shouldUpdate() {
    return !!this.rooms;
  }

  render() {
    return html`<ul class="rooms">${this.rooms.map(room => html`
      <li class="room-card ${room.open ? '' : 'closed'}">
        <h3><a href="/rooms/${room.slug}" lang=${room.language}>${room.title}</a></h3>
        ${room.product ? html`<p class="product-name">${room.product.name}</p>` : nothing}
        <p class="topic" lang=${room.language}>${room.topic}</p>
        ${room.open ? sparks(room.pulse.minutes) : nothing}
        <p class="pulse-line">${room.open
          ? html`<span class="figure">${room.pulse.posts.toLocaleString(lang())}</span> ${t('home.posts')} ·
            <span class="figure">${room.pulse.people}</span> ${t('home.people')} · ${t('home.here', { n: room.pulse.here })}`
          : t('room.closed.short')}</p>
      </li>`)}</ul>`;
  }
}

customElements.define('vadra-rooms', Rooms);
