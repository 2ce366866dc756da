// Signing in beside the password: the button for a passkey, and the step that asks for a code.
import { html, nothing } from '../lit.js';
import { t } from '../i18n.js';
import { call } from '../api.js';
import { take } from '../session.js';
import { canPasskey, usePasskey } from './webauthn.js';

/** Signs in with a passkey; the member, or null where the person thought better of it. */
export async function signInWithPasskey() {
  const credential = await usePasskey(await call('POST', '/api/session/passkey/challenge'));
  return credential && take(await call('POST', '/api/session/passkey', { body: { credential } }));
}

export const signInWithCode = async code => take(await call('POST', '/api/session/code', { body: { code } }));

export const passkeyButton = (busy, click) => (canPasskey()
  ? html`<button type="button" class="passkey" ?disabled=${busy} @click=${click}>${t('signin.passkey')}</button>` : nothing);

/** What the second step asks. @param half what the server says of the member's factors */
export const codeField = half => html`<p>${t(half.app ? 'signin.code.lead' : 'signin.code.passkeyLead')}</p>
  <div class="field"><label for="join-code">${t(half.app ? 'signin.code' : 'signin.code.recovery')}</label>
    <input id="join-code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" minlength="6" maxlength="40" required aria-describedby="join-code-hint">
    <span class="hint" id="join-code-hint">${t('signin.code.hint')}</span></div>`;
