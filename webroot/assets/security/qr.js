// A QR code from its rows; dark on light in every theme, as cameras want it.
import { html } from '../lit.js';

const QUIET_ZONE = 4;

export function square(rows, label) {
  const size = rows.length + 2 * QUIET_ZONE;
  const dark = rows.flatMap((row, y) => [...row].map((one, x) => (one === '1' ? `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h1v1h-1z` : ''))).join('');
  return html`<svg class="square" role="img" aria-label=${label} viewBox="0 0 ${size} ${size}"><rect width="100%" height="100%" fill="#fff"></rect><path d=${dark} fill="#000"></path></svg>`;
}
