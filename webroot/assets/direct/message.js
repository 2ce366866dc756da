// One message: its words, and what each of the two can do with it.
import { html, nothing, unsafeHTML } from '../lit.js';
import { t } from '../i18n.js';
import { absolute, relative } from '../time.js';
import { me } from '../session.js';

const face = name => html`<span class="face" aria-hidden="true">${[...name][0]?.toUpperCase() ?? ''}</span>`;
export const own = message => message.author?.handle === me()?.handle;

/** A message that is in the log. `talk` is the page's component, which does what the buttons ask for. */
export function messageItem(message, talk) {
  const name = message.author?.name ?? t('talk.gone.name');
  return html`<li class="post ${own(message) ? 'own' : ''} ${message.fresh ? 'arrived' : ''}" id="m-${message.id}" tabindex="-1">
    ${face(name)}
    <header>${message.author ? html`<a class="name" href="/people/${message.author.handle}">${name}</a>` : html`<span class="name">${name}</span>`}
      <span class="when"><time datetime=${message.saidAt} title=${absolute(message.saidAt)} .textContent=${relative(message.saidAt)}></time></span>
      ${message.editedAt && !message.withdrawn ? html`<button class="edited" @click=${() => talk.showVersions(message)}>${t('post.edited')}</button>` : nothing}
    </header>
    ${message.withdrawn ? html`<p class="withdrawn">${t('talk.withdrawn')}</p>`
      : talk.editing === message.id ? editor(message, talk)
      : html`<div class="words" lang=${message.text.language}>${unsafeHTML(message.text.html)}</div>`}
    <div class="foot">${talk.editing === message.id ? nothing : tools(message, talk, name)}</div>
  </li>`;
}

function tools(message, talk, name) {
  if (own(message) && message.withdrawn) return nothing;
  return html`<div class="tools" role="group" aria-label=${t('talk.actions', { name })}>
    ${own(message)
      ? html`${talk.canWrite ? html`<button class="plain" @click=${() => talk.edit(message)}>${t('post.edit')}</button>` : nothing}
        <button class="plain" @click=${() => talk.withdraw(message)}>${t('post.withdraw')}</button>`
      : html`<button class="plain" @click=${() => talk.report(message)}>${t('talk.report')}</button>`}
  </div>`;
}

function editor(message, talk) {
  return html`<form class="edit" @submit=${event => talk.saveEdit(event, message)}>
    <textarea name="text" aria-label=${t('post.edit')} .value=${message.text.source} @keydown=${event => event.key === 'Escape' && talk.edit(null)}></textarea>
    ${talk.fault ? html`<p class="fault" role="alert">${talk.fault}</p>` : nothing}
    <div class="row"><button class="primary">${t('post.save')}</button>
      <button type="button" class="plain" @click=${() => talk.edit(null)}>${t('post.cancel')}</button></div>
  </form>`;
}

/** A message that is on its way, or could not be sent. */
export function pendingMessage(item, talk) {
  const name = me()?.name ?? '';
  return html`<li class="post own pending ${item.failed ? 'failed' : ''}" data-pending=${item.key}>
    ${face(name)}
    <header><span class="name">${name}</span> <span class="state">${item.failed
      ? t('post.failed', { why: item.failed.detail ?? item.failed.title }) : t('post.pending')}</span></header>
    <div class="words" lang=${item.language}><p>${item.text}</p></div>
    <div class="foot">${item.failed ? html`<button @click=${() => talk.outbox.retry(item.key)}>${t('post.again')}</button>
      <button class="plain" @click=${() => talk.outbox.drop(item.key)}>${t('post.remove')}</button>` : nothing}</div>
  </li>`;
}
