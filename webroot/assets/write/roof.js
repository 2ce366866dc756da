// What an author says of the own blog, and how it looks.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';

const ACCENTS = ['ember', 'fjord', 'moss', 'plum', 'slate'];
const FACES = ['serif', 'sans'];

export function roofForm(blog, fault, keep, bring) {
  const words = blog ?? { title: '', about: '', disclosure: '', accent: 'ember', face: 'serif', forward: null };
  return html`<form class="roof-form" @submit=${keep}>
    <h2>${t(blog ? 'write.settings' : 'write.open.title')}</h2>
    ${blog ? html`<p><a href="#">${t('write.back')}</a></p>` : html`<p class="lead">${t('write.open.lead')}</p>`}
    ${fault ? html`<p class="fault" role="alert">${fault}</p>` : nothing}
    ${field('title', html`<input id="roof-title" name="title" maxlength="80" required .value=${words.title}>`)}
    ${field('about', html`<textarea id="roof-about" name="about" rows="3" maxlength="1000" .value=${words.about}></textarea>`)}
    ${field('disclosure', html`<textarea id="roof-disclosure" name="disclosure" rows="2" maxlength="500" required aria-describedby="roof-disclosure-hint" .value=${words.disclosure}></textarea>`, true)}
    ${choices('accent', ACCENTS, words.accent, accent => html`<span class="swatch" data-accent=${accent} aria-hidden="true"></span>`)}
    ${choices('face', FACES, words.face, () => nothing)}
    ${blog ? field('forward', html`<input id="roof-forward" name="forward" type="url" maxlength="500" placeholder="https://" aria-describedby="roof-forward-hint" .value=${words.forward ?? ''}>`, true) : nothing}
    <p class="row"><button class="primary">${t(blog ? 'write.settings.save' : 'write.open.submit')}</button></p>
    ${blog ? html`<p class="row"><a class="button" href="/api/me/blog/export.zip" download>${t('write.export')}</a></p>
      <div class="field"><label for="roof-import">${t('write.import')}</label><input id="roof-import" type="file" accept=".zip" @change=${bring}></div>` : nothing}
  </form>`;
}

const field = (name, input, hint) => html`<div class="field"><label for="roof-${name}">${t(`write.blog.${name}`)}</label>${input}
  ${hint ? html`<span class="hint" id="roof-${name}-hint">${t(`write.blog.${name}.hint`)}</span>` : nothing}</div>`;

const choices = (name, all, chosen, mark) => html`<fieldset><legend>${t(`write.blog.${name}`)}</legend>
  ${all.map(one => html`<label><input type="radio" name=${name} value=${one} ?checked=${one === chosen}>${mark(one)} ${t(`write.blog.${name}.${one}`)}</label>`)}</fieldset>`;
