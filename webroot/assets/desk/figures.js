// The figures of a claim. Each is a link that opens the posts that made it.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { here } from './route.js';
import { between, doubling, oneDecimal, percent, signed, twoDecimals, whole } from './numbers.js';

const figure = (posts, value, words, note = nothing) => html`<li><a href=${here({ posts, post: null, room: null })}><b>${value}</b> <span>${words}</span>${note === nothing ? nothing : html` <small>${note}</small>`}</a></li>`;

/** The claim's present, in two sentences. */
export const lead = reading => html`<p class="now-in-words"><a class="figure" href=${here({ posts: 'carried', post: null, room: null })}>${oneDecimal(reading.velocity)}</a> ${t('desk.now', { n: reading.velocity })}
  <span class="growth">${doubling(reading.doublingSeconds)}.</span></p>`;

export const figures = ({ outside, reading }) => html`<ul class="figures">
  ${figure('all', whole(reading.carriers), t('desk.carriers', { n: reading.carriers }), t('desk.inMentions', { n: reading.mentions }))}
  ${figure('spreads', whole(reading.stances.spreads), t('desk.stance.spreads'))}
  ${figure('asks', whole(reading.stances.asks), t('desk.stance.asks'))}
  ${figure('denies', whole(reading.stances.denies), t('desk.stance.denies'))}
  ${figure('doubt', percent(reading.doubt.value ?? 0), t('desk.doubt'), between(reading.doubt, percent))}
  ${reading.r.value === null ? nothing : figure('carried', oneDecimal(reading.r.value), t('desk.r'), t('desk.r.span', { span: between(reading.r, oneDecimal), chance: percent(reading.growing) }))}
  ${reading.forecast.value === null ? nothing : figure('all', whole(reading.forecast.value), t('desk.forecast'), between(reading.forecast))}
  ${figure('all', whole(reading.rooms.length), t('desk.rooms', { n: reading.rooms.length }), t('desk.crossed', { n: reading.roomsCrossed }))}
  ${figure('all', whole(reading.exposed), t('desk.exposed'), t('desk.exposed.note'))}
  ${figure('all', twoDecimals(reading.unusual), t('desk.unusual'), t('desk.unusual.note', { threshold: twoDecimals(reading.threshold) }))}
  <li><a href="#outside"><b>${whole(outside)}</b> <span>${t('desk.outside', { n: outside })}</span> <small>${t('desk.outside.note')}</small></a></li>
</ul>`;

/** The form of the tree, in a sentence. */
export const shape = ({ depth, breadth, virality }) => html`${t('desk.shape', { depth: whole(depth), breadth: whole(breadth) })}
  ${virality === null ? nothing : t(virality > 0 ? 'desk.virality.more' : 'desk.virality.less', { value: signed(virality) })}`;
