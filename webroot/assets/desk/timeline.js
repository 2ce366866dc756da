// The timeline of a claim: all mentions against what is usual, each stance by itself, and where it seems to go.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { absolute, clock } from '../time.js';
import { DeskPart } from './part.js';
import { adjust, here } from './route.js';
import { dress, fanBand, mentionSeries, plot, stanceSeries, totalSeries } from './plots.js';
import { filled, pausedAt, stretch, zoomTo } from './window.js';
import { between, whole } from './numbers.js';
import './age.js';

const STANCES = ['spreads', 'asks', 'denies'];
const ROWS = 120;
// The upper end of a wide fan runs out of the chart, so that the rest can be read.
const ROOM_ABOVE = 3;

class Timeline extends DeskPart {
  static properties = { source: { attribute: false }, mentions: { type: Number } };
  #plots = null;
  #dress = null;

  connectedCallback() {
    super.connectedCallback();
    this.resizing = new ResizeObserver(() => this.#plots?.forEach(one => one.resize()));
    this.resizing.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.resizing.disconnect();
    this.#drop();
  }

  #drop() {
    this.#plots?.forEach(one => one.destroy());
    this.#plots = null;
  }

  render() {
    const line = this.source.data;
    return html`<section class="panel timeline" aria-labelledby="timeline">
      <header><h2 id="timeline">${t('desk.timeline')}</h2><vadra-age .source=${this.source}></vadra-age></header>
      <p class="legend" aria-hidden="true"><span class="key bar">${t('desk.mentions.each')}</span> <span class="key baseline">${t('desk.baseline')}</span> <span class="key threshold">${t('desk.threshold')}</span></p>
      <div class="chart" data-plot="mentions" aria-hidden="true"></div>
      ${STANCES.map(stance => html`<div class="strip-row"><a href=${here({ posts: stance })}><span class="key stance" data-stance=${stance}>${t(`desk.stance.${stance}`)}</span></a>
        <div class="chart" data-plot=${stance} aria-hidden="true"></div></div>`)}
      <h3>${t('desk.total')}</h3>
      <p class="quiet">${this.#forecast(line)}</p>
      <div class="chart" data-plot="total" aria-hidden="true"></div>
      <details><summary>${t('desk.table')}</summary>${line ? this.#table(line.minutes) : nothing}</details></section>`;
  }

  #forecast(line) {
    const last = line?.fan.at(-1);
    return last ? t('desk.fan', { time: clock(last.at), value: whole(last.value), span: between(last) }) : t('desk.fan.none');
  }

  #table(minutes) {
    const { from, until } = stretch();
    const shown = minutes.filter(one => Date.parse(one.start) >= (from ?? 0) && Date.parse(one.start) <= until).reverse().slice(0, ROWS);
    const columns = ['mentions', 'spreads', 'asks', 'denies', 'baseline', 'threshold'];
    const head = ['desk.mentions.each', 'desk.stance.spreads', 'desk.stance.asks', 'desk.stance.denies', 'desk.baseline', 'desk.threshold'];
    return html`<div class="scrolls" tabindex="0" role="region" aria-label=${t('desk.table')}><table>
      <thead><tr><th scope="col">${t('desk.time')}</th>${head.map(key => html`<th scope="col">${t(key)}</th>`)}</tr></thead>
      <tbody>${shown.map(one => html`<tr><th scope="row"><a href=${here({ posts: `minute:${one.start}` })} title=${absolute(one.start)}>${clock(one.start)}</a></th>
        ${columns.map(name => html`<td>${one[name] === null ? '–' : Number.isInteger(one[name]) ? whole(one[name]) : one[name].toFixed(1)}</td>`)}</tr>`)}</tbody></table></div>`;
  }

  updated() {
    const line = this.source.data;
    if (!line) return;
    const worn = dress();
    if (worn !== this.#dress) this.#drop();
    this.#dress = worn;
    const charts = this.#charts(line);
    if (this.#plots) this.#plots.forEach((one, i) => one.show(charts[i].data, charts[i].span, charts[i].most));
    else this.#plots = charts.map(({ name, ...chart }) => plot(this.querySelector(`[data-plot=${name}]`), chart));
  }

  #charts({ minutes, fan }) {
    const window = stretch();
    const { times, column } = filled(minutes, window);
    const span = [window.from === null ? times[0] : window.from / 1000, window.until / 1000];
    const common = { span, onZoom: (from, until) => zoomTo(from * 1000, until * 1000), onPick: at => adjust({ posts: `minute:${new Date(at * 1000).toISOString()}` }) };
    const most = Math.max(3, ...minutes.map(one => Math.max(one.spreads, one.asks, one.denies)));
    return [
      { ...common, name: 'mentions', height: 190, series: mentionSeries(), data: [times, column('mentions', 0), column('baseline', null), column('threshold', null)] },
      ...STANCES.map((stance, i) => ({ ...common, name: stance, height: i === 2 ? 84 : 58, withTimes: i === 2, least: most, series: stanceSeries(stance), data: [times, column(stance, 0)] })),
      { ...common, ...this.#totals(minutes, fan, times, window, span) },
    ];
  }

  /** Counts up to what was counted in all when these minutes were fetched, and on along the fan. */
  #totals(minutes, fan, times, window, span) {
    const per = new Map(minutes.map(one => [Date.parse(one.start) / 1000, one.mentions]));
    const first = times[0] ?? 0;
    let sum = this.mentions - minutes.filter(one => Date.parse(one.start) / 1000 >= first).reduce((all, one) => all + one.mentions, 0);
    const total = times.map(at => (sum += per.get(at) ?? 0));
    const last = times.length - 1;
    const ahead = window.zoomed || pausedAt() !== null ? [] : fan.filter(one => Date.parse(one.at) / 1000 > times[last]);
    const end = ahead.length ? Date.parse(ahead.at(-1).at) / 1000 : span[1];
    const until = times.map((at, i) => (ahead.length && i === last ? total[i] : null));
    const later = name => [...until, ...ahead.map(one => one[name])];
    const most = ROOM_ABOVE * Math.max(total[last] ?? 0, ahead.at(-1)?.value ?? 0);
    const data = [[...times, ...ahead.map(one => Date.parse(one.at) / 1000)], [...total, ...ahead.map(() => null)], later('high'), later('low'), later('value')];
    return { name: 'total', height: 170, withTimes: true, onPick: null, series: totalSeries(), bands: fanBand(), most, data, span: [span[0], Math.min(end, span[1] + (span[1] - span[0]) / 2)] };
  }
}

customElements.define('vadra-timeline', Timeline);
