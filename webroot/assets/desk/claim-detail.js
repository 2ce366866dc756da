// One claim: its minutes as a chart and a table, and the posts behind each figure.
import uPlot from '/v/uplot/1.6.30/dist/uPlot.esm.js';
import { html, nothing, unsafeHTML } from '../lit.js';
import { lang, t } from '../i18n.js';
import { call } from '../api.js';
import { Part } from '../page.js';
import { clock } from '../time.js';
import { facts, speed } from './desk.js';

const MINUTE = 60;

/** Minutes in which nothing was said are zero, not missing, on the chart. */
function filled(minutes) {
  if (!minutes.length) return [[], []];
  const counts = new Map(minutes.map(one => [Date.parse(one.start) / 1000, one.carriers]));
  const first = Date.parse(minutes[0].start) / 1000;
  const last = Math.max(Date.parse(minutes.at(-1).start) / 1000, Math.floor(Date.now() / 1000 / MINUTE) * MINUTE);
  const times = [];
  for (let at = Math.max(first, last - 240 * MINUTE); at <= last; at += MINUTE) times.push(at);
  return [times, times.map(at => counts.get(at) ?? 0)];
}

class ClaimDetail extends Part {
  static properties = { claim: { attribute: false }, minutes: { state: true }, sightings: { state: true }, minute: { state: true } };

  constructor() {
    super();
    this.minutes = [];
    this.sightings = [];
    this.minute = null;
  }

  willUpdate(changed) {
    const before = changed.get('claim');
    if (changed.has('claim') && (before?.slug !== this.claim.slug || before.reading.mentions !== this.claim.reading.mentions)) this.#load();
  }

  async #load() {
    const path = `/api/desk/claims/${this.claim.slug}`;
    const asked = this.minute ? `?minute=${encodeURIComponent(this.minute)}` : '';
    const [{ minutes }, { posts }] = await Promise.all([call('GET', `${path}/minutes`), call('GET', `${path}/posts${asked}`)]);
    this.minutes = minutes;
    this.sightings = posts;
  }

  choose(minute) {
    this.minute = minute;
    this.#load();
  }

  render() {
    const { claim } = this;
    return html`<h2>${claim.title}</h2>
      <p class="quiet">${t('desk.phrases')}: ${claim.phrases.map((phrase, i) => html`${i ? ', ' : ''}<q>${phrase}</q>`)}</p>
      <div class="row">${speed(claim.reading)}</div>${facts(claim.reading)}
      <div class="detail">
        <section class="panel"><h3>${t('desk.chart')}</h3><div class="chart" aria-hidden="true"></div>
          <h3>${t('desk.table')}</h3><div class="scrolls" tabindex="0" role="region" aria-label=${t('desk.table')}><table class="minutes">
            <thead><tr><th scope="col">${t('desk.time')}</th><th scope="col">${t('desk.carriers')}</th><th scope="col">${t('desk.mentions')}</th></tr></thead>
            <tbody>${[...this.minutes].reverse().map(one => html`<tr><td><button class="plain" @click=${() => this.choose(one.start)}>${clock(one.start)}</button></td>
              <td>${one.carriers}</td><td>${one.mentions}</td></tr>`)}</tbody></table></div>
        </section>
        <section class="panel"><h3>${this.minute ? t('desk.minute', { time: clock(this.minute) }) : t('desk.behind')}</h3>
          ${this.minute ? html`<button class="plain" @click=${() => this.choose(null)}>${t('desk.behind.all')}</button>` : nothing}
          <ol class="sightings" tabindex="0" aria-label=${t('desk.behind')}>${this.sightings.map(one => html`<li>
            <p class="who"><a href="/rooms/${one.room}#p-${one.post}">${clock(one.at)} · ${one.room}</a> · ${t('desk.voice', { n: one.carrier })}</p>
            <div class="words">${one.html ? unsafeHTML(one.html) : html`<em>${t('desk.gone')}</em>`}</div></li>`)}</ol>
        </section>
      </div>
      <p><button class="plain" @click=${() => this.#retire()}>${t('desk.retire')}</button></p>`;
  }

  updated() {
    const place = this.querySelector('.chart');
    const data = filled(this.minutes);
    const shown = JSON.stringify(data) + lang() + document.documentElement.dataset.theme;
    if (shown === this.shown) return;
    this.shown = shown;
    this.plot?.destroy();
    const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const axis = { stroke: colour('--soft'), grid: { stroke: colour('--line'), width: 1 } };
    this.plot = new uPlot({
      width: place.clientWidth || 600, height: 280, legend: { show: true },
      scales: { y: { range: (plot, least, most) => [0, Math.max(4, most)] } },
      axes: [{ ...axis, values: (plot, times) => times.map(at => clock(new Date(at * 1000).toISOString())) }, { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100] }],
      series: [{ label: t('desk.time'), value: (plot, at) => (at ? clock(new Date(at * 1000).toISOString()) : '') },
        { label: t('desk.chart'), stroke: colour('--level-2'), fill: `${colour('--level-2')}33`, width: 2, paths: uPlot.paths.bars({ size: [0.8, 40] }) }],
      hooks: { ready: [plot => plot.over.addEventListener('click', () => {
        const at = plot.data[0][plot.cursor.idx];
        if (at) this.choose(new Date(at * 1000).toISOString());
      })] },
    }, data, place);
  }

  async #retire() {
    if (!confirm(t('desk.retire.sure'))) return;
    await call('DELETE', `/api/desk/claims/${this.claim.slug}`);
    this.dispatchEvent(new CustomEvent('vadra:retired', { bubbles: true }));
  }
}

customElements.define('vadra-claim', ClaimDetail);
