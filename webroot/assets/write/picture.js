// Adds a picture to what is written: a file, and the words for who does not see it.
import { html, nothing, render } from '../lit.js';
import { t } from '../i18n.js';
import { upload } from '../api.js';

const MOST_BYTES = 5 * 1024 * 1024;

/** Asks for a picture and uploads it; resolves to its Markdown, or null. */
export function addPicture(dropped) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', t('write.picture.title'));
  let made = null;
  const draw = (fault, busy) => render(html`<header><h2>${t('write.picture.title')}</h2><button class="plain" @click=${() => dialog.close()}>${t('close')}</button></header>
    <form @submit=${submit} novalidate>
      ${fault ? html`<p class="fault" role="alert">${fault}</p>` : nothing}
      ${dropped ? html`<p>${dropped.name}</p>` : html`<div class="field"><label for="picture-file">${t('write.picture.file')}</label>
        <input id="picture-file" name="file" type="file" accept="image/jpeg,image/png,image/webp,image/gif" aria-describedby="picture-hint">
        <span class="hint" id="picture-hint">${t('write.picture.hint')}</span></div>`}
      <div class="field"><label for="picture-alt">${t('write.picture.alt')}</label><input id="picture-alt" name="alt" maxlength="300" aria-describedby="picture-alt-hint">
        <span class="hint" id="picture-alt-hint">${t('write.picture.alt.hint')}</span></div>
      <div class="field"><label for="picture-line">${t('write.picture.line')}</label><input id="picture-line" name="line" maxlength="300"></div>
      <button class="primary" ?disabled=${busy}>${t('write.picture.add')}</button>
    </form>`, dialog);

  async function submit(event) {
    event.preventDefault();
    const { file, alt, line } = event.target;
    const picture = dropped ?? file.files[0];
    if (!picture) return file.focus();
    if (!alt.value.trim()) return alt.focus();
    if (picture.size > MOST_BYTES) return draw(t('write.picture.large'));
    draw(null, true);
    try {
      made = markdown((await upload('/api/media', picture)).id, alt.value, line.value);
      dialog.close();
    } catch (refused) {
      draw(refused.problem.status === 0 ? t('problem.unavailable.text') : refused.message);
    }
    return null;
  }

  draw();
  document.body.append(dialog);
  dialog.showModal();
  return new Promise(resolve => dialog.addEventListener('close', () => {
    dialog.remove();
    resolve(made);
  }));
}

const plain = words => words.trim().replace(/\s+/g, ' ').replace(/[[\]\\]/g, '\\$&');

function markdown(id, alt, line) {
  const below = line.trim() ? ` "${line.trim().replace(/\s+/g, ' ').replace(/["\\]/g, '\\$&')}"` : '';
  return `\n\n![${plain(alt)}](media:${id}${below})\n\n`;
}
