// Pictures of a post: their places are known before they are loaded, and each opens large.
import { html, nothing, render } from './lit.js';
import { t } from './i18n.js';

/** A picture in a post; the others of the post are beside it in the large view. */
export function pictureView(part, post) {
  const all = post.parts.filter(one => one.kind === 'picture');
  return html`<button type="button" class="picture" aria-label=${part.alt ? t('picture.open', { alt: part.alt }) : t('picture.open.plain')} @click=${event => show(all, all.indexOf(part), event.currentTarget)}>
    <img src="/media/${part.media}" alt=${part.alt} width=${part.width} height=${part.height} loading="lazy" decoding="async"></button>`;
}

function show(all, at, from) {
  const dialog = document.createElement('dialog');
  dialog.className = 'lightbox';
  dialog.setAttribute('aria-label', t('picture.large'));
  const go = step => {
    at = (at + step + all.length) % all.length;
    draw();
  };
  const draw = () => {
    const { media, alt, width, height } = all[at];
    render(html`<header>${all.length > 1 ? html`<button class="plain" aria-label=${t('picture.before')} @click=${() => go(-1)}>←</button>
        <span role="status">${t('picture.place', { at: at + 1, all: all.length })}</span>
        <button class="plain" aria-label=${t('picture.after')} @click=${() => go(1)}>→</button>` : nothing}
      <button class="plain" @click=${() => dialog.close()}>${t('close')}</button></header>
      <img src="/media/${media}" alt=${alt} width=${width} height=${height}>
      ${alt ? html`<p>${alt}</p>` : nothing}`, dialog);
  };
  dialog.addEventListener('keydown', ({ key }) => all.length > 1 && (key === 'ArrowRight' ? go(1) : key === 'ArrowLeft' && go(-1)));
  dialog.addEventListener('click', event => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    from.focus();
  });
  draw();
  document.body.append(dialog);
  dialog.showModal();
}
