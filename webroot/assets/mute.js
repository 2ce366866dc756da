// For how long somebody is not to be heard.
import { html, render } from './lit.js';
import { t } from './i18n.js';

const DAY_MS = 86_400_000;
const SPANS = { day: 1, week: 7, month: 30, always: null };

/** Resolves to when the mute ends ({ until: null } for never), or to null where the reader changed their mind. */
export function openMute({ name }) {
  return new Promise(resolve => {
    const dialog = document.createElement('dialog');
    dialog.setAttribute('aria-labelledby', 'mute-title');
    let span = 'always';
    const choose = event => {
      event.preventDefault();
      dialog.close('yes');
    };
    render(html`<header><h2 id="mute-title">${t('bound.mute.title', { name })}</h2></header><p>${t('bound.mute.text')}</p>
      <form @submit=${choose}><fieldset class="spans"><legend>${t('bound.mute.how')}</legend>
        ${Object.keys(SPANS).map(key => html`<label><input type="radio" name="span" value=${key} ?checked=${key === span} @change=${() => (span = key)}> ${t(`bound.span.${key}`)}</label>`)}</fieldset>
      <p class="row"><button class="primary">${t('bound.mute', { name })}</button>
        <button type="button" @click=${() => dialog.close()}>${t('post.cancel')}</button></p></form>`, dialog);
    document.body.append(dialog);
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (dialog.returnValue !== 'yes') resolve(null);
      else resolve({ until: SPANS[span] ? new Date(Date.now() + SPANS[span] * DAY_MS).toISOString() : null });
    });
    dialog.showModal();
  });
}
