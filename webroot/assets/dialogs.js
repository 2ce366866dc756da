// Small windows over a room: a thread, the words that a post has had, and a question before something that lasts.
import { html, render, unsafeHTML } from './lit.js';
import { hidden, trace } from './restraint.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { absolute } from './time.js';
import { partsOf, wordless } from './parts.js';
import { whose } from './post.js';
import { foldable } from './folded.js';

const when = iso => html`<time datetime=${iso} title=${absolute(iso)} .textContent=${absolute(iso)} data-absolute></time>`;

export function openDialog(title, body) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', title);
  const draw = () => render(html`<header><h2>${title}</h2><button class="plain" @click=${() => dialog.close()}>${t('close')}</button></header>${body(dialog)}`, dialog);
  draw();
  document.body.append(dialog);
  document.addEventListener('vadra:folds', draw);
  dialog.addEventListener('close', () => {
    document.removeEventListener('vadra:folds', draw);
    dialog.remove();
  });
  dialog.showModal();
  return dialog;
}

/** Asks before something that lasts; resolves to whether the answer was yes. */
export function sure(title, text, yes) {
  return new Promise(resolve => {
    const dialog = openDialog(title, place => html`<p>${text}</p><p class="row">
      <button class="primary" @click=${() => place.close('yes')}>${yes}</button>
      <button @click=${() => place.close()}>${t('post.cancel')}</button></p>`);
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'));
  });
}

const said = post => html`<li class="post ${post.parent ? 'reply' : ''}">
  <header>${whose(post.author)}
    <span class="when">${when(post.saidAt)}</span></header>
  ${post.withdrawn ? html`<p class="withdrawn">${t('post.withdrawn')}</p>` : hidden(post) ? trace(post) : foldable(post, () => html`${wordless(post) ? '' : html`<div class="words" lang=${post.language}>${unsafeHTML(post.html)}</div>`}${partsOf(post)}`)}</li>`;

export async function threadDialog(post, onReply) {
  const { posts } = await call('GET', `/api/posts/${post.id}/thread`);
  openDialog(t('post.thread'), dialog => html`<ol class="dialog-posts">${posts.map(said)}</ol>
    <p class="row"><button class="primary" @click=${() => { dialog.close(); onReply(); }}>${t('post.reply')}</button></p>`);
}

export async function quotesDialog(post) {
  const { count, posts } = await call('GET', `/api/posts/${post.id}/quotes`);
  openDialog(t('quote.where'), () => html`<p>${t('quote.count', { n: count })}</p><ol class="dialog-posts">${posts.map(one => html`<li class="post"><header>${whose(one.author)}
    <a class="when" href="/rooms/${one.room}#p-${one.id}">${when(one.saidAt)}</a></header><div class="words" lang=${one.language}>${unsafeHTML(one.html)}</div></li>`)}</ol>`);
}

export async function versionsDialog(post) {
  const { versions } = await call('GET', `/api/posts/${post.id}/versions`);
  openDialog(t('post.versions'), () => html`<ol class="dialog-posts">${versions.map(one => html`<li class="post">
    <header><strong>${t('post.version', { n: one.version })}</strong> <span class="when">${when(one.writtenAt)}</span></header>
    <div class="words" lang=${post.language}>${unsafeHTML(one.html)}</div></li>`)}</ol>`);
}
