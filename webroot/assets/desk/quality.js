// How right, how many and how fast the alerts were, always with the number that it is counted from; and the monitor's own state.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { duration } from '../time.js';
import { DeskPart } from './part.js';
import { Source } from './source.js';
import { between, delay, oneDecimal, percent, whole } from './numbers.js';

const EVERY_MS = 30_000;
const line = (what, value, note) => html`<div><dt>${what}</dt><dd><b>${value}</b> ${note ? html`<span class="quiet">${note}</span>` : nothing}</dd></div>`;

class Quality extends DeskPart {
  constructor() {
    super();
    this.source = new Source(this, async () => {
      const [alerts, monitor] = await Promise.all([call('GET', '/api/desk/alerts/figures'), call('GET', '/api/desk/monitor')]);
      return { alerts, monitor };
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.source.stop();
  }

  willUpdate() {
    this.source.want(`${Math.floor(Date.now() / EVERY_MS)}`);
  }

  render() {
    if (!this.source.data) return nothing;
    const { alerts, monitor } = this.source.data;
    const judged = alerts.closedTrue + alerts.closedFalse;
    const n = count => t('desk.n', { n: count });
    const fast = (what, { p50, p99, count }) => line(what, count ? delay(p50) : '–', count ? t('desk.latency.note', { p99: delay(p99), count: n(count) }) : n(0));
    return html`<section class="panel quality" aria-labelledby="quality"><h2 id="quality">${t('desk.quality')}</h2>
      <p class="quiet">${t('desk.quality.text')}</p><dl>
      ${line(t('desk.precision'), alerts.precision.value === null ? '–' : percent(alerts.precision.value), judged ? t('desk.precision.note', { span: between(alerts.precision, percent), n: judged }) : t('desk.precision.none'))}
      ${line(t('desk.volume'), whole(alerts.raised), t('desk.volume.note', { perDay: oneDecimal(alerts.perDay), open: alerts.open, unclear: alerts.closedUnclear }))}
      ${fast(t('desk.latency'), alerts.latencyMs)}
      ${line(t('desk.answered'), alerts.acknowledgeSeconds.count ? duration(alerts.acknowledgeSeconds.p50) : '–', t('desk.answered.note', { n: alerts.escalations, count: n(alerts.acknowledgeSeconds.count) }))}
      ${line(t('desk.sent'), whole(alerts.deliveries.sent), t('desk.sent.note', alerts.deliveries))}
      ${fast(t('desk.monitor.lag'), monitor.lagMs)}
      ${line(t('desk.monitor.claims'), whole(monitor.watched), t('desk.monitor.note', { proposed: monitor.proposed, hidden: monitor.hidden, parked: monitor.parked }))}
      </dl></section>`;
  }
}

customElements.define('vadra-quality', Quality);
