// Who is signed in here, for every part of the page that wants to know.
import { call, remember } from './api.js';

let member = null;
let known = false;
let due = null;

const changed = () => document.dispatchEvent(new CustomEvent('vadra:session', { detail: member }));

export const me = () => member;
export const meKnown = () => known;

/** The newest house rules, where the member has not accepted them. */
export const rulesDue = () => due;

function take(answer) {
  member = answer.member ?? null;
  known = true;
  due = answer.rulesDue ?? null;
  remember(answer.csrf);
  changed();
  return member;
}

export const learn = async () => take(await call('GET', '/api/session'));
export const signIn = async (handle, password) => take(await call('POST', '/api/session', { body: { handle, password } }));
export const join = async (name, password, acceptedRules, invitation) =>
  take(await call('POST', '/api/members', { body: { name, password, acceptedRules, ...(invitation ? { invitation } : {}) } }));

export async function signOut() {
  await call('DELETE', '/api/session');
  take({ member: null });
}
