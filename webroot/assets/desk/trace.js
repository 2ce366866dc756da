// A claim's last hour as one line on the wall, with the threshold above which it is unusual.
import { html, nothing, svg } from '../lit.js';
import { call } from '../api.js';
import { DeskPart } from './part.js';
import { Source } from './source.js';

const MINUTES = 60;
const MINUTE_MS = 60_000;
const PAUSE_MS = 15_000;
const WIDTH = 240;
const HEIGHT = 64;

class Trace extends DeskPart {
  static properties = { claim: { attribute: false } };

  constructor() {
    super();
    this.source = new Source(this, () => this.#fetch(), PAUSE_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.source.stop();
  }

  async #fetch() {
    const from = new Date(Date.now() - MINUTES * MINUTE_MS).toISOString();
    return (await call('GET', `/api/desk/claims/${this.claim.slug}/minutes?from=${encodeURIComponent(from)}`)).minutes;
  }

  render() {
    const now = Math.floor(Date.now() / MINUTE_MS);
    this.source.want(`${this.claim.slug} ${this.claim.reading.mentions} ${now}`);
    const minutes = this.source.data;
    if (!minutes) return html`<svg class="trace" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"></svg>`;
    const counts = new Array(MINUTES).fill(0);
    for (const one of minutes) {
      const place = MINUTES - 1 - (now - Math.floor(Date.parse(one.start) / MINUTE_MS));
      if (place >= 0 && place < MINUTES) counts[place] = one.mentions;
    }
    const threshold = minutes.at(-1)?.threshold ?? null;
    const top = Math.max(4, threshold ?? 0, ...counts) * 1.1;
    const y = value => (HEIGHT - 2 - (value / top) * (HEIGHT - 4)).toFixed(1);
    const points = counts.map((value, i) => `${((i / (MINUTES - 1)) * WIDTH).toFixed(1)},${y(value)}`).join(' ');
    return html`<svg class="trace" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
      <polygon points="0,${HEIGHT} ${points} ${WIDTH},${HEIGHT}"></polygon>
      <polyline points=${points} pathLength="1"></polyline>
      ${threshold === null ? nothing : svg`<line x1="0" x2=${WIDTH} y1=${y(threshold)} y2=${y(threshold)}></line>`}</svg>`;
  }
}

customElements.define('vadra-trace', Trace);
