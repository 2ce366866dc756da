// One post: its words, its reactions, what can be done with it.
import { html, nothing, svg, unsafeHTML } from './lit.js';
import { t } from './i18n.js';
import { absolute, relative } from './time.js';
import { badge } from './hats.js';
import { me } from './session.js';
import './face.js';
import { foldOfPost } from './folds.js';
import { boundaryButtons, foldLine } from './folded.js';
import { hidden, trace } from './restraint.js';
import { questionLine } from './qa/inroom.js';
import { partsOf, wordless } from './parts.js';
import { REACTIONS } from './reactions.js';

/** What there is for this reader to give: a pin is a member's, not the company's. */
const givable = () => Object.keys(REACTIONS).filter(kind => kind !== 'pin' || me()?.role !== 'staff');

const ICONS = {
  react: svg`<circle cx="11" cy="13" r="7.5"/><path d="M8.5 11v.5M13.5 11v.5M8 15.2c1.6 1.8 4.4 1.8 6 0M19 2.5v6M16 5.5h6"/>`,
  reply: svg`<path d="M9 6 4 11l5 5M4.5 11H14c4 0 6 2 6 7"/>`,
  quote: svg`<path d="M9 7H5v5h4c0 3-1 4.500-3 5M19 7h-4v5h4c0 3-1 4.500-3 5"/>`,
  more: svg`<path d="M5 12h.01M12 12h.01M19 12h.01"/>`,
};

const icon = name => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${ICONS[name]}</svg>`;
/** A pseudonym leads nowhere. */
export const whose = author => (author.alias ? html`<span class="name">${author.name}</span>`
  : html`<a class="name" href="/people/${author.handle}">${author.name}</a>`);
const face = ({ name, handle }) => html`<vadra-face class="face" aria-hidden="true" data-name=${name} data-handle=${handle || nothing}></vadra-face>`;

/** A post that is in the log. `room` is the page's component, which does what the buttons ask for. */
export function postItem(post, room) {
  const fold = foldOfPost(post);
  if (fold && !fold.open) return html`<li class="post fold-only" id="p-${post.id}" data-post=${post.id} tabindex="-1">${foldLine(post, fold)}</li>`;
  const parent = post.parent && room.talk.get(post.parent);
  const classes = ['post', `by-${post.author.hat}`, post.parent ? 'reply' : '', post.fresh ? 'arrived' : ''].join(' ');
  return html`<li class=${classes} id="p-${post.id}" data-post=${post.id} tabindex="-1">
    ${fold ? foldLine(post, fold) : nothing}
    ${face(post.author)}
    <header>${whose(post.author)}${badge(post.author)}
      <a class="when" href="#p-${post.id}"><time datetime=${post.saidAt} title=${absolute(post.saidAt)} .textContent=${relative(post.saidAt)}></time></a>
      ${post.editedAt && !post.withdrawn && !hidden(post) ? html`<button class="edited" @click=${() => room.showVersions(post)}>${t('post.edited')}</button>` : nothing}
      ${post.parent ? html`<button class="to" @click=${() => room.goTo(post)}>↳ ${t('post.replyTo', { name: parent ? parent.author.name : '…' })}</button>` : nothing}
    </header>
    ${post.withdrawn ? html`<p class="withdrawn">${t('post.withdrawn')}</p>` : hidden(post) ? nothing : room.editing === post.id ? editor(post, room)
      : wordless(post) ? nothing : html`<div class="words" lang=${post.language}>${unsafeHTML(post.html)}</div>`}
    ${room.editing === post.id ? nothing : partsOf(post, room)}
    ${trace(post)}
    ${post.question && !post.withdrawn && !hidden(post) ? questionLine(post, room) : nothing}
    <div class="foot">${given(post, room)}${tools(post, room)}</div>
  </li>`;
}

function given(post, room) {
  const kinds = post.withdrawn ? [] : Object.keys(REACTIONS).filter(kind => post.reactions[kind]);
  if (!kinds.length && !post.replies) return nothing;
  return html`<div class="acts">
    ${kinds.map(kind => reactButton(kind, post, room))}
    ${post.replies ? html`<button class="plain" @click=${() => room.showThread(post)}>${t('post.replies', { n: post.replies })}</button>` : nothing}
  </div>`;
}

const reactButton = (kind, post, room) => html`<button class="reaction" aria-pressed=${post.mine?.includes(kind) ? 'true' : 'false'}
  aria-label="${t(`reaction.${kind}`)}: ${post.reactions[kind] ?? 0}" title=${t(`reaction.${kind}`)} ?disabled=${!givable().includes(kind)}
  @click=${() => room.react(post, kind)}><span aria-hidden="true">${REACTIONS[kind]}</span>${post.reactions[kind] ?? nothing}</button>`;

function tools(post, room) {
  const own = me()?.handle === post.author.handle;
  const alive = !post.withdrawn && !hidden(post) && room.open;
  return html`<div class="tools" role="group" aria-label=${t('post.actions', { name: post.author.name })}>
    ${alive ? html`${opener(post, room, 'react', t('post.react'), () => givable().map(kind => reactButton(kind, post, room)))}
      <button class="plain" title=${t('post.reply')} aria-label=${t('post.reply')} @click=${() => room.replyTo(post)}>${icon('reply')}</button>
      <button class="plain" title=${t('quote.make')} aria-label=${t('quote.make')} data-quote @mousedown=${event => event.preventDefault()} @click=${event => room.quote(post, event.currentTarget)}>${icon('quote')}</button>` : nothing}
    ${opener(post, room, 'more', t('post.more'), () => html`
      ${alive && own ? html`<button class="plain" @click=${() => room.edit(post)}>${t('post.edit')}</button>
        <button class="plain" @click=${() => room.withdraw(post)}>${t('post.withdraw')}</button>` : nothing}
      <button class="plain" @click=${() => room.copyLink(post)}>${t('post.link')}</button>
      <button class="plain" @click=${() => room.showQuotes(post)}>${t('quote.where')}</button>
      ${boundaryButtons(post, () => room.openMenu(null))}
      ${own || post.withdrawn || post.restraint ? nothing : html`<button class="plain" @click=${() => room.report(post)}>${t('voice.report.post')}</button>`}`)}
  </div>`;
}

/** A button with a small menu; one is open in a room at a time. */
function opener(post, room, name, label, content) {
  const mine = `${name}-${post.id}`;
  const open = room.menu === mine;
  return html`<span class="anchor" @keydown=${event => event.key === 'Escape' && open && room.openMenu(null)}>
    <button class="plain" data-menu=${mine} title=${label} aria-label=${label} aria-expanded=${open ? 'true' : 'false'}
      @click=${() => room.openMenu(open ? null : mine)}>${icon(name)}</button>
    ${open ? html`<span class="menu ${name}">${content()}</span>` : nothing}
  </span>`;
}

function editor(post, room) {
  return html`<form class="edit" @submit=${event => room.saveEdit(event, post)}>
    <textarea name="text" aria-label=${t('post.edit')} .value=${room.draft.edited(post)} @input=${event => room.draft.keepEdit(post, event.target.value)} @keydown=${event => event.key === 'Escape' && room.edit(null)}></textarea>
    ${room.fault ? html`<p class="fault" role="alert">${room.fault}</p>` : nothing}
    <div class="row"><button class="primary">${t('post.save')}</button>
      <button type="button" class="plain" @click=${() => room.edit(null)}>${t('post.cancel')}</button></div>
  </form>`;
}

/** A post that is on its way, or could not be sent; as tall as it will be when it is there. */
export function pendingItem(item, room) {
  const name = me()?.name ?? '';
  return html`<li class="post pending by-${item.hat} ${item.failed ? 'failed' : ''} ${item.parent ? 'reply' : ''}" data-pending=${item.key}>
    ${face({ name, handle: me()?.handle })}
    <header><span class="name">${name}</span>${badge({ role: me()?.role ?? 'member', hat: item.hat })} <span class="state">${item.failed
      ? t('post.failed', { why: item.failed.detail ?? item.failed.title })
      : room.left ? t('calm.pending', { n: room.left }) : t('post.pending')}</span></header>
    <div class="words" lang=${item.language}><p>${item.text}</p></div>
    ${item.failed ? html`<div class="acts">
      <button @click=${() => room.outbox.retry(item.key)}>${t('post.again')}</button>
      <button class="plain" @click=${() => room.outbox.drop(item.key)}>${t('post.remove')}</button></div>` : room.left ? html`<div class="acts">
      <button class="plain" @click=${() => room.takeUp(item)}>${t('calm.back')}</button></div>` : html`<div class="foot"><div class="tools"></div></div>`}
  </li>`;
}
