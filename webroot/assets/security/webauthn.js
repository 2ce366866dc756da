// Passkeys: between WebAuthn's bytes and the JSON in which they travel.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

export const canPasskey = () => 'PublicKeyCredential' in window;

const listed = credentials => credentials.map(one => ({ ...one, id: bytes(one.id) }));
const sent = (credential, response) => ({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response, clientExtensionResults: {} });

/** Lets the browser make a passkey; null where the person thought better of it. */
export async function makePasskey(options) {
  const made = await asked(() => navigator.credentials.create({ publicKey: {
    ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: listed(options.excludeCredentials) } }));
  return made && sent(made, { clientDataJSON: text(made.response.clientDataJSON), attestationObject: text(made.response.attestationObject) });
}

/** Lets the browser show a passkey; null where there is none, or the person thought better of it. */
export async function usePasskey(options) {
  const used = await asked(() => navigator.credentials.get({ publicKey: { ...options, challenge: bytes(options.challenge) } }));
  return used && sent(used, { clientDataJSON: text(used.response.clientDataJSON), authenticatorData: text(used.response.authenticatorData),
    signature: text(used.response.signature), ...(used.response.userHandle ? { userHandle: text(used.response.userHandle) } : {}) });
}

async function asked(how) {
  try {
    return await how();
  } catch (refused) {
    if (refused.name === 'NotAllowedError' || refused.name === 'AbortError' || refused.name === 'InvalidStateError' || refused.name === 'SecurityError') return null;
    throw refused;
  }
}
