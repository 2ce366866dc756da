// One post in a frame: its words, what can be shown of what it carries, and the little that is done with it here.
import { html, nothing, svg, unsafeHTML } from '../lit.js';
import { t } from '../i18n.js';
import { absolute, relative } from '../time.js';
import { badge } from '../hats.js';
import { me } from '../session.js';
import { hidden, trace } from '../restraint.js';
import { linkCard } from '../links.js';
import { REACTIONS } from '../reactions.js';

const GIVABLE = Object.keys(REACTIONS).filter(kind => kind !== 'pin');
const ICONS = {
  react: svg`<circle cx="11" cy="13" r="7.5"/><path d="M8.5 11v.5M13.5 11v.5M8 15.2c1.6 1.8 4.4 1.8 6 0M19 2.5v6M16 5.5h6"/>`,
  reply: svg`<path d="M9 6 4 11l5 5M4.5 11H14c4 0 6 2 6 7"/>`,
  more: svg`<path d="M5 12h.01M12 12h.01M19 12h.01"/>`,
};
const icon = name => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${ICONS[name]}</svg>`;

export function postItem(post, room) {
  const parent = post.parent && room.talk.get(post.parent);
  const gone = post.withdrawn || hidden(post);
  return html`<li class="post by-${post.author.hat} ${post.parent ? 'reply' : ''} ${post.fresh ? 'arrived' : ''}" data-post=${post.id} tabindex="-1">
    <span class="face" aria-hidden="true">${[...post.author.name][0]?.toUpperCase()}</span>
    <header><span class="name">${post.author.name}</span>${badge(post.author)}
      <a class="when" href="/posts/${post.id}"><time datetime=${post.saidAt} title=${absolute(post.saidAt)} .textContent=${relative(post.saidAt)}></time></a>
      ${post.editedAt && !gone ? html`<span class="edited">${t('post.edited')}</span>` : nothing}
      ${parent ? html`<span class="to">↳ ${t('post.replyTo', { name: parent.author.name })}</span>` : nothing}</header>
    ${post.withdrawn ? html`<p class="withdrawn">${t('post.withdrawn')}</p>` : gone ? nothing : room.editing === post.id ? editor(post, room)
      : html`<div class="words" lang=${post.language}>${unsafeHTML(post.html)}</div>${carried(post)}`}
    ${trace(post)}
    <div class="foot">${given(post, room, gone)}${me() && room.open && !gone ? tools(post, room) : nothing}</div></li>`;
}

/** Pictures and links as they are; what needs more than a look is at the house. */
const carried = post => (post.parts?.length ? html`<div class="parts">${post.parts.map(part => (part.kind === 'link' ? linkCard(part)
  : part.kind === 'picture' ? html`<a class="picture" href="/media/${part.media}"><img src="/media/${part.media}" alt=${part.alt} width=${part.width} height=${part.height} loading="lazy"></a>`
    : part.kind === 'quote' && part.source && !part.source.withdrawn && !part.source.restraint ? html`<figure class="quoted"><blockquote lang=${part.source.language}><p>${part.source.words}</p></blockquote>
      <figcaption>${part.source.author.name}</figcaption></figure>`
      : part.kind === 'opinion' ? nothing : html`<p class="quiet"><a href="/posts/${post.id}">${t('embed.more')}</a></p>`))}</div>` : nothing);

const reactButton = (kind, post, room) => html`<button class="reaction" aria-pressed=${post.mine?.includes(kind) ? 'true' : 'false'} ?disabled=${!me() || kind === 'pin'}
  aria-label="${t(`reaction.${kind}`)}: ${post.reactions[kind] ?? 0}" title=${t(`reaction.${kind}`)} @click=${() => room.react(post, kind)}><span aria-hidden="true">${REACTIONS[kind]}</span>${post.reactions[kind] ?? nothing}</button>`;

function given(post, room, gone) {
  const kinds = gone ? [] : Object.keys(REACTIONS).filter(kind => post.reactions[kind]);
  return kinds.length ? html`<div class="acts">${kinds.map(kind => reactButton(kind, post, room))}</div>` : nothing;
}

function tools(post, room) {
  const own = me().handle === post.author.handle;
  return html`<div class="tools" role="group" aria-label=${t('post.actions', { name: post.author.name })}>
    ${opener(post, room, 'react', t('post.react'), () => GIVABLE.map(kind => reactButton(kind, post, room)))}
    <button class="plain" title=${t('post.reply')} aria-label=${t('post.reply')} @click=${() => room.replyTo(post)}>${icon('reply')}</button>
    ${opener(post, room, 'more', t('post.more'), () => (own
    ? html`<button class="plain" @click=${() => room.edit(post)}>${t('post.edit')}</button><button class="plain" @click=${() => room.withdraw(post)}>${t('post.withdraw')}</button>`
    : html`<button class="plain" @click=${() => room.report(post)}>${t('voice.report.post')}</button>`))}</div>`;
}

/** A button with a small menu; one is open in a room at a time. */
function opener(post, room, name, label, content) {
  const mine = `${name}-${post.id}`;
  const open = room.menu === mine;
  return html`<span class="anchor" @keydown=${event => event.key === 'Escape' && (room.menu = null)}>
    <button class="plain" data-menu=${mine} title=${label} aria-label=${label} aria-expanded=${open ? 'true' : 'false'} @click=${() => (room.menu = open ? null : mine)}>${icon(name)}</button>
    ${open ? html`<span class="menu ${name}">${content()}</span>` : nothing}</span>`;
}

const editor = (post, room) => html`<form class="edit" @submit=${event => room.saveEdit(event, post)}>
  <textarea name="text" aria-label=${t('post.edit')} .value=${post.text} @keydown=${event => event.key === 'Escape' && room.edit(null)}></textarea>
  <div class="row"><button class="primary">${t('post.save')}</button>
    <button type="button" class="plain" @click=${() => room.edit(null)}>${t('post.cancel')}</button></div></form>`;
