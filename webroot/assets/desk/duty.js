// Who is on duty, in the order in which an alert climbs.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { me } from '../session.js';
import { duration, fromTo, fromWall, toWall } from '../time.js';
import { DeskPart } from './part.js';
import { Source } from './source.js';
import { ask } from './ask.js';

const SHIFT_MS = 8 * 3_600_000;
const PLACES = [1, 2, 3, 4, 5, 6, 7, 8, 9];

class Duty extends DeskPart {
  constructor() {
    super();
    this.count = 0;
    this.source = new Source(this, () => call('GET', '/api/desk/duty'));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.source.stop();
  }

  willUpdate() {
    this.source.want(`duty ${this.count} ${Math.floor(Date.now() / 60_000)}`);
  }

  render() {
    const { shifts = [], escalateAfterSeconds } = this.source.data ?? {};
    return html`<section class="panel duty" aria-labelledby="duty"><h2 id="duty">${t('desk.duty')}</h2>
      ${escalateAfterSeconds ? html`<p class="quiet">${t('desk.duty.text', { time: duration(escalateAfterSeconds) })}</p>` : nothing}
      ${this.source.data && !shifts.some(one => one.now) ? html`<p class="fault">${t('desk.duty.nobody')}</p>` : nothing}
      <ol>${shifts.map(one => html`<li data-now=${one.now}><b class="place">${one.order}</b> <span><b>${one.member.name}</b>${one.now ? html` <span class="tag">${t('desk.duty.now')}</span>` : nothing}<br>
        <span class="quiet">${fromTo(one.from, one.until)}</span></span>
        <button class="plain" aria-label=${t('desk.duty.remove.of', { name: one.member.name })} @click=${() => this.#remove(one)}>${t('desk.duty.remove')}</button></li>`)}</ol>
      <button @click=${() => this.#add()}>${t('desk.duty.add')}</button></section>`;
  }

  async #remove(shift) {
    const gone = await ask({
      title: t('desk.duty.remove.of', { name: shift.member.name }), text: t('desk.duty.remove.sure'), fields: [], submit: t('desk.duty.remove'),
      send: () => call('DELETE', `/api/desk/duty/${shift.id}`),
    });
    if (gone) this.#again();
  }

  async #add() {
    const now = Date.now();
    const made = await ask({
      title: t('desk.duty.add'), submit: t('desk.duty.submit'),
      fields: [
        { name: 'handle', label: t('desk.duty.handle'), value: me()?.handle, most: 30 },
        { name: 'order', kind: 'select', label: t('desk.duty.order'), value: '1', options: PLACES.map(one => [String(one), String(one)]) },
        { name: 'from', kind: 'time', label: t('desk.duty.from'), value: toWall(new Date(now).toISOString()) },
        { name: 'until', kind: 'time', label: t('desk.duty.until'), value: toWall(new Date(now + SHIFT_MS).toISOString()) },
        { name: 'mail', label: t('desk.duty.mail'), most: 200, optional: true },
      ],
      send: values => call('POST', '/api/desk/duty', { body: { ...values, order: Number(values.order), from: fromWall(values.from), until: fromWall(values.until) } }),
    });
    if (made) this.#again();
  }

  #again() {
    this.count++;
    this.requestUpdate();
  }
}

customElements.define('vadra-duty', Duty);
