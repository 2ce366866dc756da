// What the desk knows now: claims and open alerts, from the lists first and the monitor's channel from then on.
import { call } from '../api.js';
import { socket } from '../live.js';

export const LEVELS = ['calm', 'watch', 'elevated', 'critical'];
export const STALE_SECONDS = 5;
// A whole reading has at most so many claims; with more, one that is missing in it is not gone.
const WHOLE_MOST = 100;
const RELOAD_PAUSE_MS = 1_000;
const SHOWN = ['watched', 'proposed'];

const ORDERS = {
  level: (a, b) => LEVELS.indexOf(b.reading.level) - LEVELS.indexOf(a.reading.level) || b.reading.velocity - a.reading.velocity,
  velocity: (a, b) => b.reading.velocity - a.reading.velocity,
  exposure: (a, b) => b.reading.exposed - a.reading.exposed,
};

class Store extends EventTarget {
  claims = new Map();
  alerts = new Map();
  heardAt = Date.now();
  loaded = false;
  lagMs = null;
  // Until when the log is counted, as long as the monitor counts what was said before it started.
  catchingUp = null;
  rooms = new Map();
  fault = null;
  #drawing = false;
  #reload = null;

  /** Begins to listen; once for the page. */
  start() {
    this.live = socket();
    this.live.subscribe('desk:monitor', { onEvent: data => this.hear(data), onStart: () => this.load() });
    this.live.addEventListener('state', () => this.#changed());
    setInterval(() => this.dispatchEvent(new Event('tick')), 1000);
  }

  async load() {
    clearTimeout(this.#reload);
    this.#reload = null;
    try {
      const [{ claims }, { alerts }, { rooms }] = await Promise.all(['/api/desk/claims', '/api/desk/alerts?limit=200', '/api/rooms'].map(path => call('GET', path)));
      this.claims = new Map(claims.map(one => [one.slug, one]));
      this.alerts = new Map(alerts.map(one => [one.id, one]));
      this.rooms = new Map(rooms.map(one => [one.slug, one.title]));
      this.loaded = true;
      this.fault = null;
    } catch (refused) {
      this.fault = refused;
      this.#loadSoon();
    }
    this.dispatchEvent(new Event('alerts'));
    this.#changed();
  }

  #loadSoon() {
    this.#reload ??= setTimeout(() => this.load(), RELOAD_PAUSE_MS);
  }

  /** One message of the channel. */
  hear(data) {
    this.heardAt = Date.now();
    this.take(data);
  }

  /** What is known from now on, from the channel or from the answer to an act of one's own. */
  take(data) {
    if (data.kind === 'readings') this.#readings(data);
    else if (data.kind === 'claim') this.#claim(data.claim);
    else if (data.kind === 'alert') this.#alert(data);
    this.dispatchEvent(new CustomEvent(data.kind, { detail: data }));
    this.#changed();
  }

  #readings({ whole, claims, lagMs, catchingUp = null }) {
    this.catchingUp = catchingUp;
    this.lagMs = lagMs ?? this.lagMs;
    for (const { slug, outside, reading } of claims) {
      const known = this.claims.get(slug);
      if (known) this.claims.set(slug, { ...known, outside, reading });
      else this.#loadSoon();
    }
    if (!whole || claims.length >= WHOLE_MOST) return;
    const here = new Set(claims.map(one => one.slug));
    if ([...this.claims.keys()].some(slug => !here.has(slug))) this.#loadSoon();
  }

  #claim(claim) {
    if (SHOWN.includes(claim.state)) this.claims.set(claim.slug, claim);
    else this.claims.delete(claim.slug);
  }

  #alert({ alert }) {
    if (alert.state === 'closed') this.alerts.delete(alert.id);
    else this.alerts.set(alert.id, alert);
    const claim = this.claims.get(alert.claim);
    if (claim) this.claims.set(alert.claim, { ...claim, openAlert: alert.state === 'closed' ? null : alert.id });
    this.dispatchEvent(new Event('alerts'));
  }

  /** Draws once for all that comes within a frame. */
  #changed() {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      this.dispatchEvent(new Event('change'));
    });
  }

  /** Whole seconds since the monitor was last heard. */
  get age() {
    return Math.max(0, Math.floor((Date.now() - this.heardAt) / 1000));
  }

  /** What people call a room; its name in addresses where that is not known. */
  roomName(slug) {
    return this.rooms.get(slug) ?? slug;
  }

  ordered(state, order = 'level') {
    return [...this.claims.values()].filter(one => one.state === state).sort(ORDERS[order] ?? ORDERS.level);
  }

  /** Open alerts, those that wait for somebody first, then the newest; one for each claim. */
  openAlerts() {
    const waits = alert => (alert.state === 'open' ? 0 : alert.state === 'acknowledged' ? 1 : 2);
    const all = [...this.alerts.values()].sort((a, b) => waits(a) - waits(b) || b.raisedAt.localeCompare(a.raisedAt));
    const claims = new Set();
    return all.filter(alert => !claims.has(alert.claim) && claims.add(alert.claim));
  }
}

export const store = new Store();
