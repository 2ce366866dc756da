// The open window: rooms that talk now, with their pulse.
import { html, nothing, svg } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { Part } from './page.js';
import { me, meKnown } from './session.js';

const REFRESH_MS = 10_000;

const MANY = 100;
const FULL = 24;
const LEAST_TOP = 4;

/** Posts in each minute as bars, drawn as the server draws them. */
export function sparks(minutes) {
  const scale = FULL / Math.max(LEAST_TOP, ...minutes);
  const bar = (n, i) => {
    const height = n ? Math.max(2, Math.round(n * scale)) : 1;
    return svg`<rect class=${n ? '' : 'none'} x=${i * 4} width="3" y=${FULL - height} height=${height}></rect>`;
  };
  return html`<svg class="sparks" viewBox="0 0 120 24" preserveAspectRatio="none" role="img" aria-label=${t('home.pulse')}>${minutes.map(bar)}</svg>`;
}

class Rooms extends Part {
  static properties = { rooms: { state: true }, unread: { state: true } };

  // What the server rendered stays until there is something newer.
  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.refresh();
    setInterval(() => !document.hidden && this.refresh(), REFRESH_MS);
    document.addEventListener('vadra:session', () => this.refresh());
    document.addEventListener('vadra:mark', ({ detail }) => (this.unread = { ...this.unread, [detail.room]: detail.unread }));
  }

  refresh() {
    const marks = me() ? call('GET', '/api/me/marks') : { marks: [] };
    if (!meKnown()) return;
    Promise.all([call('GET', '/api/rooms'), marks]).then(([{ rooms }, { marks }]) => {
      if (!this.rooms) this.replaceChildren();
      this.rooms = rooms;
      this.unread = Object.fromEntries(marks.map(mark => [mark.room, mark.unread]));
    }, () => {});
  }

  shouldUpdate() {
    return !!this.rooms;
  }

  render() {
    return html`<ul class="rooms">${this.rooms.map(room => html`
      <li class="room-row ${room.open ? '' : 'closed'}">
        <div class="what">
          <h3><a href="/rooms/${room.slug}" lang=${room.language}>${room.title}</a>${unread(this.unread?.[room.slug])}</h3>
          <p class="topic" lang=${room.language}>${room.topic}</p>
          ${room.product ? html`<p class="product-name">${room.product.name}</p>` : nothing}
        </div>
        <div class="pulse">${room.open ? pulse(room.pulse) : html`<p>${t('room.closed.short')}</p>`}</div>
      </li>`)}</ul>`;
  }
}

const unread = n => (n ? html` <span class="unread-count">${n >= MANY ? t('home.unread.many', { n: MANY - 1 }) : t('home.unread', { n })}</span>` : nothing);
const pulse = ({ posts, people, here, minutes }) => html`${sparks(minutes)}
  <p>${posts ? `${t('home.posts', { n: posts })}, ${t('home.people', { n: people })}` : t('home.silent')}</p>
  ${here ? html`<p class="here">${t('home.here', { n: here })}</p>` : nothing}`;

customElements.define('vadra-rooms', Rooms);
