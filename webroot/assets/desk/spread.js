// How a claim went from post to post and from room to room: a picture, and the same as a table that can be sorted.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { clock } from '../time.js';
import { DeskPart } from './part.js';
import { adjust, here } from './route.js';
import { draw, paints, scale, size } from './spread-draw.js';
import { dress } from './plots.js';
import { layOut } from './spread-layout.js';
import { shape } from './figures.js';
import { whole } from './numbers.js';
import { store } from './store.js';
import { stretch, zoomTo } from './window.js';
import './age.js';
import './spread-table.js';

const NEAR = 14;
const DRAG = 6;
const NAME = 40;

const short = name => (name.length > NAME ? `${name.slice(0, NAME - 1)}…` : name);

class Spread extends DeskPart {
  static properties = { source: { attribute: false }, reading: { attribute: false }, table: { state: true } };
  #layout = null;
  #of = null;
  #under = null;
  #dress = null;

  connectedCallback() {
    super.connectedCallback();
    this.resizing = new ResizeObserver(() => this.#draw());
    this.resizing.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.resizing.disconnect();
  }

  render() {
    const spread = this.source.data;
    return html`<section class="panel spread" aria-labelledby="spread">
      <header><h2 id="spread">${t('desk.spread')}</h2><vadra-age .source=${this.source}></vadra-age></header>
      <p class="quiet">${shape(this.reading)} ${spread && spread.total > spread.nodes.length ? t('desk.spread.newest', { n: spread.nodes.length, total: spread.total }) : nothing}</p>
      <p class="legend" aria-hidden="true">${['spreads', 'asks', 'denies'].map(one => html`<span class="key stance" data-stance=${one}>${t(`desk.stance.${one}`)}</span>`)}
        <span class="key staff">${t('desk.staff')}</span> <span class="key bridge">${t('desk.bridge')}</span></p>
      <div class="picture"><canvas role="img" aria-label=${spread ? this.#said(spread) : t('desk.loading')}
        @pointermove=${this.#move} @pointerleave=${this.#leave} @pointerdown=${this.#press} @pointerup=${this.#release}></canvas>
        <span class="brush" hidden></span><p class="tip" hidden></p></div>
      ${spread ? this.#rooms(spread) : nothing}
      <details @toggle=${event => (this.table = event.target.open)}><summary>${t('desk.spread.table')}</summary>
        ${this.table && spread ? html`<vadra-spread-table .nodes=${spread.nodes} .marked=${this.#marks(spread)}></vadra-spread-table>` : nothing}</details></section>`;
  }

  #said({ total, rooms, bridges }) {
    return t('desk.spread.said', { total, rooms: rooms.length, bridges: bridges.length });
  }

  #rooms({ rooms, bridges }) {
    const way = new Map(bridges.map(one => [one.to, one]));
    return html`<h3>${t('desk.rooms.way')}</h3><ol class="rooms-way">${rooms.map(one => html`<li>
      <time datetime=${one.firstAt} data-absolute .textContent=${clock(one.firstAt)}></time> <a href=${here({ posts: 'all', room: one.room })}>${store.roomName(one.room)}</a>
      <span class="quiet">${t('desk.carriers.n', { n: one.carriers })}${way.has(one.room) ? html`, <a href=${here({ posts: `minute:${way.get(one.room).at}`, post: way.get(one.room).post })}>${t('desk.bridge.from', { room: store.roomName(way.get(one.room).from), n: way.get(one.room).carrier })}</a>` : nothing}</span></li>`)}</ol>`;
  }

  #marks({ first, mostShared, mostAsked }) {
    return new Map([...mostAsked.slice(0, 1).map(id => [id, t('desk.role.asked')]), ...mostShared.slice(0, 1).map(id => [id, t('desk.role.shared')]), [first, t('desk.role.first')]]);
  }

  updated() {
    if (this.source.data) this.#draw();
  }

  #draw() {
    const spread = this.source.data;
    const canvas = this.querySelector('canvas');
    if (!spread || !canvas?.clientWidth) return;
    if (this.#of !== spread) this.#layout = layOut(spread);
    this.#of = spread;
    const worn = dress();
    if (worn !== this.#dress) this.paints = paints();
    this.#dress = worn;
    const ratio = devicePixelRatio;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (canvas.width !== Math.round(width * ratio)) Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    const window = stretch();
    const from = window.from ?? this.#layout.places[0]?.at ?? window.until - 3_600_000;
    this.to = scale(this.#layout, { from, until: window.until }, width, height);
    const pen = canvas.getContext('2d');
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const names = spread.rooms.map(one => `${short(store.roomName(one.room))} · ${t('desk.carriers.n', { n: one.carriers })}`);
    draw(pen, this.paints, this.#layout, this.to, { names, marked: this.#marks(spread), under: this.#under?.node.post });
  }

  #at(event) {
    let nearest = null;
    let best = NEAR;
    for (const place of this.#layout?.places ?? []) {
      const far = Math.hypot(this.to.x(place.at) - event.offsetX, this.to.y(place) - event.offsetY) - size(place.node);
      if (far < best) [nearest, best] = [place, far];
    }
    return nearest;
  }

  #move(event) {
    if (this.pressed !== undefined) return this.#brush(event.offsetX);
    const under = this.#at(event);
    if (under === this.#under) return undefined;
    this.#under = under;
    const tip = this.querySelector('.tip');
    tip.hidden = !under;
    if (under) {
      const { node } = under;
      tip.textContent = `${clock(node.at)} · ${store.roomName(node.room)} · ${t('desk.voice', { n: node.carrier })} · ${t(`desk.stance.${node.stance}`)} · ${t('desk.replies', { n: node.replies })}`;
      tip.style.left = `${Math.min(this.to.width - 230, Math.max(0, this.to.x(under.at) - 60))}px`;
      tip.style.top = `${this.to.y(under) + 16}px`;
    }
    return this.#draw();
  }

  #brush(x) {
    const brush = this.querySelector('.brush');
    brush.hidden = Math.abs(x - this.pressed) < DRAG;
    brush.style.left = `${Math.min(x, this.pressed)}px`;
    brush.style.width = `${Math.abs(x - this.pressed)}px`;
  }

  #leave() {
    this.#under = null;
    this.querySelector('.tip').hidden = true;
    this.#draw();
  }

  #press(event) {
    event.target.setPointerCapture(event.pointerId);
    this.pressed = event.offsetX;
  }

  #release(event) {
    const from = this.pressed;
    this.pressed = undefined;
    this.querySelector('.brush').hidden = true;
    if (from === undefined || !this.to) return;
    const place = this.#at(event);
    if (Math.abs(event.offsetX - from) >= DRAG) zoomTo(this.to.at(Math.min(from, event.offsetX)), this.to.at(Math.max(from, event.offsetX)));
    else if (place) adjust({ posts: `minute:${place.node.at}`, post: place.node.post, room: null });
  }
}

customElements.define('vadra-spread', Spread);
