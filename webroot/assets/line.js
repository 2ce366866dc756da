// The live line of a page that people write in: it says when the line is away, and sends what waited once it is back.
import { html, nothing } from './lit.js';
import { t } from './i18n.js';
import { socket } from './live.js';

/** How long the line may be away before anybody is told. */
const BANNER_MS = 600;

/**
 * Follows a channel from a position for a page with an outbox. Sets the page's `live` to the socket, its `connection` to
 * 'live' or 'away', and its `gap` when something was missed that has to be read anew.
 */
export function listen(page, outbox, channel, { position, onEvent, onStart = () => {} }) {
  page.live = socket();
  let away;
  page.live.addEventListener('state', ({ detail }) => {
    clearTimeout(away);
    if (detail === 'live') {
      page.connection = 'live';
      outbox.flush();
    } else {
      away = setTimeout(() => (page.connection = 'away'), BANNER_MS);
    }
  });
  page.live.subscribe(channel, {
    position,
    onEvent,
    onStart: start => {
      if (start.recovering && !start.recovered) page.gap = true;
      onStart();
    },
  });
}

/** What such a page says of its line; `closeGap` reads what was missed. */
export const lineNotices = page => html`
  ${page.connection === 'live' ? nothing : html`<p class="notice" role="status">${t(navigator.onLine ? 'room.reconnecting' : 'room.offline')}</p>`}
  ${page.gap ? html`<p class="notice gap">${t('room.gap')} <button class="plain" @click=${() => page.closeGap()}>${t('room.gap.load')}</button></p>` : nothing}`;
