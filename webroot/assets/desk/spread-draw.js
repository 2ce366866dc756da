// Draws the spread picture on a canvas: each stance has a form of its own, staff a ring, and what crosses rooms a bold line.
import { clock } from '../time.js';
import { colour } from './plots.js';

const LEFT = 8;
const RIGHT = 12;
const BOTTOM = 24;
const LABEL = 20;
const TICKS = [1, 5, 10, 15, 30, 60, 180, 360, 720, 1_440];
const MINUTE_MS = 60_000;
const TICK_ROOM = 90;

/** Colours and type, read once for a dress of the page rather than for each post. */
export const paints = () => ({
  ...Object.fromEntries(['ink', 'soft', 'line', 'sheet', 'shade', 'ember', 'company', 'focus'].map(name => [name, colour(`--${name}`)])),
  spreads: colour('--stance-spreads'), asks: colour('--stance-asks'), denies: colour('--stance-denies'),
  font: getComputedStyle(document.body).fontFamily,
});

/** Turns times and lanes into points for a size and a stretch of time. */
export function scale({ bands }, { from, until }, width, height) {
  const inner = height - BOTTOM;
  return {
    width, height, inner, from, until,
    x: at => LEFT + ((at - from) / (until - from)) * (width - LEFT - RIGHT),
    at: x => from + ((x - LEFT) / (width - LEFT - RIGHT)) * (until - from),
    y: ({ band, lane }) => {
      const { top, height: share, lanes } = bands[band];
      return top * inner + LABEL + ((lane + 0.5) / lanes) * Math.max(4, share * inner - LABEL - 4);
    },
  };
}

export const size = node => Math.min(8, 2.4 + Math.sqrt(node.replies));

function dot(pen, paint, node, x, y) {
  const r = size(node);
  pen.beginPath();
  if (node.stance === 'denies') {
    pen.rect(x - r, y - r, 2 * r, 2 * r);
  } else {
    pen.arc(x, y, r, 0, 2 * Math.PI);
  }
  pen.lineWidth = 1.5;
  pen.strokeStyle = paint[node.stance];
  pen.fillStyle = node.stance === 'spreads' ? paint.spreads : paint.sheet;
  pen.fill();
  pen.stroke();
  if (!node.staff) return;
  pen.beginPath();
  pen.arc(x, y, r + 4, 0, 2 * Math.PI);
  pen.strokeStyle = paint.company;
  pen.lineWidth = 2.5;
  pen.stroke();
}

function bandsAndTimes(pen, paint, layout, to, names) {
  pen.font = `13px ${paint.font}`;
  pen.fillStyle = paint.soft;
  pen.strokeStyle = paint.line;
  pen.lineWidth = 1;
  const step = TICKS.find(minutes => to.x(to.from + minutes * MINUTE_MS) - to.x(to.from) >= TICK_ROOM) ?? TICKS.at(-1);
  pen.textAlign = 'center';
  for (let at = Math.ceil(to.from / (step * MINUTE_MS)) * step * MINUTE_MS; at < to.until; at += step * MINUTE_MS) {
    pen.beginPath();
    pen.moveTo(Math.round(to.x(at)) + 0.5, 0);
    pen.lineTo(Math.round(to.x(at)) + 0.5, to.inner);
    pen.stroke();
    pen.fillText(clock(new Date(at).toISOString()), Math.min(to.width - 22, Math.max(22, to.x(at))), to.height - 6);
  }
  pen.textAlign = 'left';
  pen.strokeStyle = paint.soft;
  layout.bands.forEach((band, i) => {
    const y = Math.round(band.top * to.inner) + 0.5;
    pen.beginPath();
    pen.moveTo(0, y);
    pen.lineTo(to.width, y);
    pen.stroke();
    pen.fillStyle = paint.sheet;
    pen.fillRect(0, y + 1, pen.measureText(names[i]).width + 14, 18);
    pen.fillStyle = paint.ink;
    pen.fillText(names[i], 4, y + 15);
  });
}

function line(pen, to, place) {
  const [x0, y0, x1, y1] = [to.x(place.from.at), to.y(place.from), to.x(place.at), to.y(place)];
  const bend = Math.min(18, (x1 - x0) / 2);
  pen.moveTo(x0, y0);
  pen.bezierCurveTo(x0 + bend, y0, x1 - bend, y1, x1, y1);
}

function lines(pen, paint, to, places) {
  const within = place => place.from && place.at >= to.from && place.from.at <= to.until;
  pen.strokeStyle = paint.soft;
  pen.globalAlpha = 0.7;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const place of places) if (within(place) && !place.bridge) line(pen, to, place);
  pen.stroke();
  pen.globalAlpha = 1;
  pen.strokeStyle = paint.ink;
  pen.lineWidth = 2;
  pen.setLineDash([6, 4]);
  pen.beginPath();
  for (const place of places) if (within(place) && place.bridge) line(pen, to, place);
  pen.stroke();
  pen.setLineDash([]);
}

/** The picture; `marked` are the ids of posts that stand out, with their words, `under` is the post under the pointer. */
export function draw(pen, paint, layout, to, { names, marked, under }) {
  pen.clearRect(0, 0, to.width, to.height);
  bandsAndTimes(pen, paint, layout, to, names);
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, to.width, to.inner);
  pen.clip();
  lines(pen, paint, to, layout.places);
  for (const place of layout.places) {
    if (place.at >= to.from && place.at <= to.until) dot(pen, paint, place.node, to.x(place.at), to.y(place));
  }
  for (const place of layout.places) {
    const words = marked.get(place.node.post);
    if (!words && place.node.post !== under) continue;
    const [x, y, r] = [to.x(place.at), to.y(place), size(place.node) + 3];
    pen.beginPath();
    pen.arc(x, y, r, 0, 2 * Math.PI);
    pen.strokeStyle = words ? paint.ember : paint.focus;
    pen.lineWidth = 2.5;
    pen.stroke();
    if (words) tell(pen, paint, to, words, x, y, r);
  }
  pen.restore();
}

function tell(pen, paint, to, words, x, y, r) {
  pen.font = `600 13px ${paint.font}`;
  const wide = pen.measureText(words).width + 8;
  const left = x + r + 4 + wide < to.width ? x + r + 4 : x - r - 4 - wide;
  pen.fillStyle = paint.sheet;
  pen.globalAlpha = 0.85;
  pen.fillRect(left, y - 9, wide, 18);
  pen.globalAlpha = 1;
  pen.fillStyle = paint.ember;
  pen.fillText(words, left + 4, y + 4);
}
