// Who changes what they sign in with shows once more who they are.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { openForm } from '../dialog-form.js';
import { fault } from './faults.js';

/**
 * Asks for the password, or a code of the app.
 *
 * @param title the key of what is about to be done; @param then gets what to send with it, and may return what is done when the dialog is closed
 * @param held what the member has: a password, an app, whose code will do as well; or neither, who is asked to have come a moment ago; @param more further fields
 */
export function onceMore(title, { app, passkeys, password, more, done = 'security.go.on' }, then) {
  const code = app || (!password && passkeys.length > 0);
  openForm(title, {
    done,
    fields: () => html`${more ?? nothing}<p>${t(password || code ? 'security.once' : 'security.once.came')}</p>
      ${password ? html`<div class="field"><label for="once-password">${t('join.password')}</label>
        <input id="once-password" name="password" type="password" autocomplete="current-password" maxlength="200" ?required=${!code}></div>` : nothing}
      ${code ? html`<div class="field"><label for="once-code">${t(password ? 'security.once.code' : 'security.once.only')}</label>
        <input id="once-code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" minlength="6" maxlength="40" ?required=${!password}></div>` : nothing}`,
    send: async fields => {
      const shown = fields.password?.value ? { password: fields.password.value } : fields.code ? { code: fields.code.value.trim() } : {};
      try {
        // A closing dialog gives the focus back to what opened it, so whoever wants it elsewhere waits for that.
        const after = await then(shown, fields);
        document.querySelector('dialog[open]')?.addEventListener('close', () => after?.(), { once: true });
      } catch (refused) {
        if (!refused.problem) throw refused;
        throw Object.assign(new Error(!password && !code && refused.problem.status === 403 ? t('security.once.anew') : fault(refused)), { problem: { status: 400 } });
      }
    },
  });
}
