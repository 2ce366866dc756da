// The dialog in which staff say what to watch for.
import { html, nothing, render } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';

const form = (fault, submit, close) => html`
  <header><h2 id="name-claim">${t('desk.name')}</h2><button class="plain" type="button" @click=${close}>${t('close')}</button></header>
  <form @submit=${submit}>
    ${fault ? html`<p class="fault" role="alert">${fault}</p>` : nothing}
    <div class="field"><label for="claim-title">${t('desk.claim.title')}</label><input id="claim-title" name="title" maxlength="120" required></div>
    <div class="field"><label for="claim-phrases">${t('desk.claim.phrases')}</label><textarea id="claim-phrases" name="phrases" rows="4" required></textarea></div>
    <fieldset><legend>${t('desk.claim.match')}</legend>
      ${['any', 'all'].map((match, i) => html`<div class="check"><input type="radio" id="match-${match}" name="match" value=${match} ?checked=${i === 0}><label for="match-${match}">${t(`desk.claim.${match}`)}</label></div>`)}
    </fieldset>
    <div class="field"><label for="claim-language">${t('desk.claim.language')}</label><select id="claim-language" name="language">
      <option value="sv">${t('desk.claim.sv')}</option><option value="en">${t('desk.claim.en')}</option><option value="any">${t('desk.claim.both')}</option></select></div>
    <button class="primary">${t('desk.claim.submit')}</button>
  </form>`;

/** Resolves to the claim that was named, or null. */
export function nameClaim() {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'name-claim');
  document.body.append(dialog);
  return new Promise(resolve => {
    let made = null;
    const draw = fault => render(form(fault, submit, () => dialog.close()), dialog);
    async function submit(event) {
      event.preventDefault();
      const { title, phrases, match, language } = event.target;
      const body = {
        title: title.value, match: match.value, language: language.value,
        phrases: phrases.value.split('\n').map(one => one.trim()).filter(Boolean),
      };
      try {
        made = await call('POST', '/api/desk/claims', { body });
        dialog.close();
      } catch (refused) {
        draw(refused.message);
      }
    }
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(made);
    });
    draw(null);
    dialog.showModal();
  });
}
