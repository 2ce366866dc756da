// A small window that asks for what an act needs, sends it, and says what is wrong with it.
import { html, nothing, render } from '../lit.js';
import { t } from '../i18n.js';

let count = 0;

const inputs = {
  text: (field, id) => html`<input id=${id} name=${field.name} .value=${field.value ?? ''} maxlength=${field.most ?? 120} ?required=${!field.optional} autocomplete="off">`,
  area: (field, id) => html`<textarea id=${id} name=${field.name} rows=${field.rows ?? 3} maxlength=${field.most ?? 500} ?required=${!field.optional} .value=${field.value ?? ''}></textarea>`,
  time: (field, id) => html`<input type="datetime-local" id=${id} name=${field.name} .value=${field.value ?? ''} ?required=${!field.optional}>`,
  select: (field, id) => html`<select id=${id} name=${field.name}>${field.options.map(([value, words]) =>
    html`<option value=${value} ?selected=${value === field.value}>${words}</option>`)}</select>`,
};

const choice = (field, id) => html`<fieldset><legend>${field.label}</legend>${field.options.map(([value, words], i) => html`<div class="check">
  <input type="radio" id="${id}-${i}" name=${field.name} value=${value} required ?checked=${value === field.value}><label for="${id}-${i}">${words}</label></div>`)}</fieldset>`;

function row(field, id) {
  if (field.kind === 'choice') return choice(field, id);
  const hint = field.hint ? html`<span class="hint" id="${id}-hint">${field.hint}</span>` : nothing;
  return html`<div class="field"><label for=${id}>${field.label}</label>${inputs[field.kind ?? 'text'](field, id)}${hint}</div>`;
}

/** The field that most acts need: why, in words. */
export const reason = () => ({ name: 'reason', kind: 'area', label: t('desk.reason'), hint: t('desk.reason.hint') });

/** What somebody wrote, field by field, without those left empty. */
const written = form => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));

/**
 * Asks; send(values) does it and may refuse. Resolves to what send answered, or null when it was called off.
 * @param question {title, text, fields, submit, send}
 */
export function ask({ title, text, fields, submit, send }) {
  const dialog = document.createElement('dialog');
  const base = `ask-${++count}`;
  dialog.setAttribute('aria-labelledby', base);
  document.body.append(dialog);
  return new Promise(resolve => {
    let done = null;
    const act = async event => {
      event.preventDefault();
      try {
        done = await send(written(event.target)) ?? true;
        dialog.close();
      } catch (refused) {
        draw(refused.problem?.status === 0 ? t('desk.offline') : refused.message);
      }
    };
    const draw = fault => render(html`
      <header><h2 id=${base}>${title}</h2><button class="plain" type="button" @click=${() => dialog.close()}>${t('close')}</button></header>
      ${text ? html`<p>${text}</p>` : nothing}
      <form @submit=${act}>${fault ? html`<p class="fault" role="alert">${fault}</p>` : nothing}
        ${fields.map((field, i) => row(field, `${base}-${i}`))}<button class="primary">${submit}</button></form>`, dialog);
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(done);
    });
    draw(null);
    dialog.showModal();
    // A hand that pressed a key goes on writing; the browser would begin at the button that closes.
    dialog.querySelector('form :is(input, textarea, select, button)').focus();
  });
}
