// The words that an article has had, each to be read.
import { html, render, unsafeHTML } from './lit.js';
import { t } from './i18n.js';
import { call } from './api.js';
import { absolute } from './time.js';

export async function showWords(slug) {
  const { versions } = await call('GET', `/api/articles/${slug}/versions`);
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', t('article.versions'));
  const show = async version => {
    const whole = await call('GET', `/api/articles/${slug}/versions/${version}`);
    render(html`${head(dialog)}<h3>${whole.title}</h3><div class="prose">${unsafeHTML(whole.html)}</div>`, dialog);
  };
  render(html`${head(dialog)}<ul>${versions.map(one => html`<li><button class="plain" @click=${() => show(one.version)}>${absolute(one.writtenAt)}</button> ${one.title}</li>`)}</ul>`, dialog);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}

const head = dialog => html`<header><h2>${t('article.versions')}</h2><button class="plain" @click=${() => dialog.close()}>${t('close')}</button></header>`;
