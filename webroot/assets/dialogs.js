// Small windows over a room: a thread, and the words that a post has had.
import { html, render, unsafeHTML } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { absolute } from './time.js';

function open(title, body) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', title);
  render(html`<header><h2>${title}</h2><button class="plain" @click=${() => dialog.close()}>${t('close')}</button></header>${body(dialog)}`, dialog);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}

const said = post => html`<li class="post ${post.parent ? 'reply' : ''}">
  <header><a class="name" href="/people/${post.author.handle}">${post.author.name}</a>
    <time datetime=${post.saidAt}>${absolute(post.saidAt)}</time></header>
  ${post.withdrawn ? html`<p class="withdrawn">${t('post.withdrawn')}</p>` : html`<div class="words" lang=${post.language}>${unsafeHTML(post.html)}</div>`}</li>`;

export async function threadDialog(post, onReply) {
  const { posts } = await call('GET', `/api/posts/${post.id}/thread`);
  open(t('post.thread'), dialog => html`<ol class="dialog-posts">${posts.map(said)}</ol>
    <p class="row"><button class="primary" @click=${() => { dialog.close(); onReply(); }}>${t('post.reply')}</button></p>`);
}

export async function versionsDialog(post) {
  const { versions } = await call('GET', `/api/posts/${post.id}/versions`);
  open(t('post.versions'), () => html`<ol class="dialog-posts">${versions.map(one => html`<li class="post">
    <header><strong>${t('post.version', { n: one.version })}</strong> <time datetime=${one.writtenAt}>${absolute(one.writtenAt)}</time></header>
    <div class="words" lang=${post.language}>${unsafeHTML(one.html)}</div></li>`)}</ol>`);
}
