// How the charts of a claim look: quiet axes, bars for each minute, lines for what is usual and what is not.
import uPlot from '/v/uplot/1.6.30/dist/uPlot.esm.js';
import { lang } from '../i18n.js';
import { clock } from '../time.js';
import { whole } from './numbers.js';

export const colour = name => (matchMedia('(forced-colors: active)').matches ? 'CanvasText'
  : getComputedStyle(document.documentElement).getPropertyValue(name).trim());
/** What a drawn chart depends on besides its figures; when it changes, the chart is made anew. */
export const dress = () => [lang(), document.documentElement.dataset.theme, matchMedia('(prefers-color-scheme: dark)').matches, matchMedia('(forced-colors: active)').matches].join();

const HOURS = new Map();
const hours = at => {
  if (HOURS.size > 2_000) HOURS.clear();
  if (!HOURS.has(at)) HOURS.set(at, clock(new Date(at * 1000).toISOString()));
  return HOURS.get(at);
};
const bars = uPlot.paths.bars({ size: [0.75, 24], align: 1 });
const FONT = () => `13px ${getComputedStyle(document.body).fontFamily}`;
const SIDE = 44;

function axes(withTimes) {
  const quiet = { stroke: colour('--soft'), font: FONT(), ticks: { show: false } };
  return [
    { ...quiet, show: withTimes, size: 28, space: 70, grid: { stroke: colour('--line'), width: 1 }, values: (plot, times) => times.map(hours) },
    { ...quiet, size: SIDE, space: 28, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000], grid: { stroke: colour('--line'), width: 1 }, values: (plot, values) => values.map(whole) },
  ];
}

const NO_POINTS = { points: { show: false } };

/** All mentions each minute, with the usual number and the one from which it is unusual. */
export const mentionSeries = () => [
  { ...NO_POINTS, fill: colour('--bar'), width: 0, paths: bars },
  { ...NO_POINTS, stroke: colour('--company'), width: 1.5, dash: [2, 4], spanGaps: true },
  { ...NO_POINTS, stroke: colour('--ember'), width: 2, dash: [8, 5], spanGaps: true },
];

export const stanceSeries = stance => [{ ...NO_POINTS, fill: colour(`--stance-${stance}`), width: 0, paths: bars }];

/** All so far, and the fan of where it goes: its upper and its lower end, and the middle. */
export const totalSeries = () => [
  { ...NO_POINTS, stroke: colour('--ink'), width: 2 },
  { ...NO_POINTS, stroke: 'transparent' },
  { ...NO_POINTS, stroke: 'transparent' },
  { ...NO_POINTS, stroke: colour('--ember'), width: 2, dash: [8, 5] },
];
export const fanBand = () => [{ series: [2, 3], fill: colour('--fan') }];

/** One chart; a stretch that is drawn over with the pointer is told to onZoom, a click to onPick, in seconds. */
export function plot(place, { height, series, data, span, withTimes = false, least = 4, most = Infinity, bands, onZoom, onPick }) {
  const reach = { min: span[0], max: span[1], most };
  const chart = new uPlot({
    width: place.clientWidth || 600, height, legend: { show: false }, padding: [8, 12, withTimes ? 0 : 6, 0], bands,
    cursor: { sync: { key: 'claim', setSeries: false }, drag: { x: true, y: false, setScale: false }, points: { show: false }, y: false },
    scales: { x: { time: true, range: () => [reach.min, reach.max] }, y: { range: (self, low, high) => [0, Math.max(least, Math.min(high ?? 0, reach.most)) * 1.08] } },
    axes: axes(withTimes), series: [{}, ...series],
    hooks: {
      setSelect: [self => {
        if (self.select.width < 4) return;
        onZoom(self.posToVal(self.select.left, 'x'), self.posToVal(self.select.left + self.select.width, 'x'));
        self.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
      }],
      ready: [self => onPick && self.over.addEventListener('click', () => {
        const at = self.data[0][self.cursor.idx];
        if (at && self.select.width < 4) onPick(at);
      })],
    },
  }, data, place);
  return {
    show: (next, [min, max], most = Infinity) => {
      Object.assign(reach, { min, max, most });
      chart.setData(next);
    },
    resize: () => chart.setSize({ width: place.clientWidth, height }),
    destroy: () => chart.destroy(),
  };
}
