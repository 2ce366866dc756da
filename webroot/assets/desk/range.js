// How much time the panels show, and whether they stand still.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { clock } from '../time.js';
import { DeskPart } from './part.js';
import { adjust } from './route.js';
import { LENGTHS, length, pause, pausedAt, stretch, unzoom, zoomTo } from './window.js';

const clocks = at => clock(new Date(at).toISOString());

class Range extends DeskPart {
  #move(share) {
    const { from, until } = stretch();
    const step = (until - from) * share;
    zoomTo(from + step, until + step);
  }

  #zoom(factor) {
    const { from, until } = stretch();
    const [middle, half] = [(from + until) / 2, ((until - from) / 2) * factor];
    zoomTo(middle - half, middle + half);
  }

  render() {
    const { from, until, zoomed } = stretch();
    const paused = pausedAt();
    const fixed = from === null;
    const nudge = (key, sign, act) => html`<button class="plain" aria-label=${t(key)} title=${t(key)} ?disabled=${fixed} @click=${act}>${sign}</button>`;
    return html`<div class="range" role="group" aria-label=${t('desk.range')}>
      ${Object.keys(LENGTHS).map(one => html`<button class="plain" aria-pressed=${!zoomed && one === length()}
        @click=${() => adjust({ range: one, from: null, until: null })}>${t(`desk.range.${one}`)}</button>`)}
      <span class="nudges">${nudge('desk.range.earlier', '‹', () => this.#move(-0.5))}${nudge('desk.range.in', '+', () => this.#zoom(0.5))}
        ${nudge('desk.range.out', '−', () => this.#zoom(2))}${nudge('desk.range.later', '›', () => this.#move(0.5))}</span>
      ${zoomed ? html`<span class="zoomed">${clocks(from)}–${clocks(until)} <button class="plain" @click=${unzoom}>${t('desk.range.whole')}</button></span>` : nothing}
      <button class="pause" aria-pressed=${paused !== null} @click=${pause}>${paused === null ? t('desk.pause') : t('desk.resume')}</button>
      ${paused === null ? nothing : html`<span class="paused" role="status">${t('desk.paused', { time: clocks(paused) })}</span>`}
    </div>`;
  }
}

customElements.define('vadra-range', Range);
