// One post: its words, its reactions, what can be done with it.
import { html, nothing, unsafeHTML } from './lit.js';
import { t } from './i18n.js';
import { absolute, relative } from './time.js';
import { me } from './session.js';

export const REACTIONS = { agree: '👍', disagree: '👎', thanks: '🙏', heart: '❤️', laugh: '😄', wonder: '🤔' };

const badge = role => (role === 'member' ? nothing : html` <span class="badge">${t(`role.${role}`)}</span>`);

function when(iso) {
  return html`<time datetime=${iso} title=${absolute(iso)}>${relative(iso)}</time>`;
}

/** A post that is in the log. `room` is the page's component, which does what the buttons ask for. */
export function postItem(post, room) {
  const parent = post.parent && room.talk.get(post.parent);
  const classes = ['post', `by-${post.author.role}`, post.parent ? 'reply' : '', post.fresh ? 'arrived' : ''].join(' ');
  return html`<li class=${classes} id="p-${post.id}" data-post=${post.id} tabindex="-1">
    <header><a class="name" href="/people/${post.author.handle}">${post.author.name}</a>${badge(post.author.role)}
      ${when(post.saidAt)}
      ${post.editedAt && !post.withdrawn ? html`<button class="edited" @click=${() => room.showVersions(post)}>${t('post.edited')}</button>` : nothing}
      ${post.parent ? html`<button class="to" @click=${() => room.goTo(post)}>↳ ${t('post.replyTo', { name: parent ? parent.author.name : '…' })}</button>` : nothing}
    </header>
    ${post.withdrawn ? html`<p class="withdrawn">${t('post.withdrawn')}</p>` : room.editing === post.id ? editor(post, room)
      : html`<div class="words" lang=${post.language}>${unsafeHTML(post.html)}</div>`}
    ${acts(post, room)}
  </li>`;
}

function acts(post, room) {
  const given = Object.keys(REACTIONS).filter(kind => post.reactions[kind]);
  const own = me()?.handle === post.author.handle;
  const reactButton = kind => html`<button class="reaction" aria-pressed=${post.mine?.includes(kind) ? 'true' : 'false'}
      aria-label="${t(`reaction.${kind}`)}: ${post.reactions[kind] ?? 0}" title=${t(`reaction.${kind}`)}
      @click=${() => room.react(post, kind)}><span aria-hidden="true">${REACTIONS[kind]}</span>${post.reactions[kind] ?? nothing}</button>`;
  return html`
    ${(given.length && !post.withdrawn) || post.replies ? html`<div class="acts">
      ${post.withdrawn ? nothing : given.map(reactButton)}
      ${post.replies ? html`<button class="plain" @click=${() => room.showThread(post)}>${t('post.replies', { n: post.replies })}</button>` : nothing}
    </div>` : nothing}
    <div class="tools" role="group" aria-label=${t('post.actions', { name: post.author.name })}>
      ${post.withdrawn || !room.open ? nothing : html`
        <span class="anchor">
          <button class="plain" aria-expanded=${room.reacting === post.id ? 'true' : 'false'} @click=${() => room.pick(post)}>${t('post.react')}</button>
          ${room.reacting === post.id ? html`<span class="menu" @keydown=${event => event.key === 'Escape' && room.pick(null)}>${Object.keys(REACTIONS).map(reactButton)}</span>` : nothing}
        </span>
        <button class="plain" @click=${() => room.replyTo(post)}>${t('post.reply')}</button>
        ${own ? html`<button class="plain" @click=${() => room.edit(post)}>${t('post.edit')}</button>
          <button class="plain" @click=${() => room.withdraw(post)}>${t('post.withdraw')}</button>` : nothing}`}
      <button class="plain" @click=${() => room.copyLink(post)}>${t('post.link')}</button>
    </div>`;
}

function editor(post, room) {
  return html`<form class="edit" @submit=${event => room.saveEdit(event, post)}>
    <textarea name="text" aria-label=${t('post.edit')} .value=${post.text} @keydown=${event => event.key === 'Escape' && room.edit(null)}></textarea>
    ${room.fault ? html`<p class="fault" role="alert">${room.fault}</p>` : nothing}
    <div class="row"><button class="primary">${t('post.save')}</button>
      <button type="button" class="plain" @click=${() => room.edit(null)}>${t('post.cancel')}</button></div>
  </form>`;
}

/** A post that is on its way, or could not be sent. */
export function pendingItem(item, room) {
  return html`<li class="post pending ${item.failed ? 'failed' : ''} ${item.parent ? 'reply' : ''}" data-pending=${item.key}>
    <header><span class="name">${me()?.name ?? ''}</span> <span class="state">${item.failed
      ? t('post.failed', { why: item.failed.detail ?? item.failed.title })
      : t('post.pending')}</span></header>
    <div class="words" lang=${item.language}><p>${item.text}</p></div>
    ${item.failed ? html`<div class="acts">
      <button class="plain" @click=${() => room.outbox.retry(item.key)}>${t('post.again')}</button>
      <button class="plain" @click=${() => room.outbox.drop(item.key)}>${t('post.remove')}</button></div>` : nothing}
  </li>`;
}
