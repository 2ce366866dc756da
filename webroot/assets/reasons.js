// What two people have in common, in words, each with the way to what shows it.
import { html } from './lit.js';
import { t } from './i18n.js';

const SAID = {
  interest: ({ name }) => html`${t('kindred.interest', { name })} <a href="/people?interest=${encodeURIComponent(name)}">${t('kindred.more')}</a>`,
  product: ({ name }) => t('kindred.product', { name }),
  room: ({ name, own, theirs, slug }) => html`${t('kindred.room', { name })} ${place(slug, own, 'kindred.yours')}, ${place(slug, theirs, 'kindred.theirs')}`,
  answer: ({ name, theirs, slug }) => html`${t('kindred.answer', { name })} ${place(slug, theirs, 'kindred.theirs')}`,
  reaction: ({ name, theirs, slug }) => html`${t('kindred.reaction', { name: t(`reaction.${name}`) })} ${place(slug, theirs, 'kindred.post')}`,
  circle: ({ name, slug }) => html`${t('kindred.circle')} <a href="/circles/${slug}">${name}</a>`,
};

const place = (room, id, key) => html`<a href="/rooms/${room}#p-${id}">${t(key)}</a>`;

/** The reasons as a list. */
export const reasons = all => html`<ul class="reasons">${all.map(one => html`<li>${SAID[one.kind](one)}</li>`)}</ul>`;
