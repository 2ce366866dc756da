// Ways in beside a password: the link of an invitation, and an issuer of identities.
import { call } from './api.js';

const GIVEN = /^#invitation=([\w-]{43})$/;
const KEPT = 'vadra.invitation';
const HALF = /^#code=(app|recovery)$/;
const BACK = 'vadra.back';
let asked = null;

/** How people come in here; asked once a page. */
export function entrances() {
  asked ??= call('GET', '/api/entrances').catch(() => {
    asked = null;
    return { joinBy: 'anyone', outside: null };
  });
  return asked;
}

/** The secret of the link that was opened in this tab. It leaves the address, and stays while somebody goes to the issuer and back. */
export function invitation() {
  const given = GIVEN.exec(location.hash)?.[1];
  if (given) {
    sessionStorage.setItem(KEPT, given);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return sessionStorage.getItem(KEPT);
}

export const forgetInvitation = () => sessionStorage.removeItem(KEPT);

/** Whether the link opens anything: {role, until}, false for one that is shut, null where there is none. */
export async function invited() {
  if (!invitation()) return null;
  try {
    return await call('POST', '/api/invitations/look', { body: { invitation: invitation() } });
  } catch ({ problem }) {
    if (problem?.status !== 403 && problem?.status !== 400) return null;
    forgetInvitation();
    return false;
  }
}

/**
 * Goes to the issuer, and comes back to where one is.
 *
 * @param shown where an account is to be linked: the password or the code by which the member shows once more who they are
 */
export async function goOutside(shown) {
  const here = (location.pathname.startsWith('/join') ? '/' : location.pathname + location.search).slice(0, 500);
  sessionStorage.setItem(BACK, here);
  location.assign((await call('POST', '/api/session/outside', { body: { returnTo: here, ...(shown ? { link: true, ...shown } : {}) } })).location);
}

/** Which second factor is still asked of who came from the issuer; null for anybody else. */
export function halfFromOutside() {
  const asked = HALF.exec(location.hash)?.[1];
  return asked ? { app: asked === 'app' } : null;
}

/** Where somebody was when they set out for the issuer; the front door for anybody else. */
export function wayBack() {
  const back = sessionStorage.getItem(BACK) ?? '/';
  sessionStorage.removeItem(BACK);
  return back;
}
