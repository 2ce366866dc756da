// Who is signed in here, for every part of the page that wants to know.
import { call, remember } from './api.js';
import { forgetWritten } from './written.js';

let member = null;
let known = false;
let due = null;

const changed = () => document.dispatchEvent(new CustomEvent('vadra:session', { detail: member }));

export const me = () => member;
export const meKnown = () => known;

/** The newest house rules, where the member has not accepted them. */
export const rulesDue = () => due;

/** Takes the server's word for who is here. */
export function take(answer) {
  member = answer.member ?? null;
  known = true;
  due = answer.rulesDue ?? null;
  remember(answer.csrf);
  changed();
  return member;
}

export const learn = async () => take(await call('GET', '/api/session'));

/** Signs in; the member, or `{ half }` where the server asks for a second factor. */
export async function signIn(handle, password) {
  const answer = await call('POST', '/api/session', { body: { handle, password } });
  return answer.secondFactor ? { half: answer.secondFactor } : take(answer);
}

export const join = async (name, password, acceptedRules, invitation) =>
  take(await call('POST', '/api/members', { body: { name, password, acceptedRules, ...(invitation ? { invitation } : {}) } }));

/** Signs out, and starts the page anew: nothing of who was here stays in it. */
export async function signOut() {
  await call('DELETE', '/api/session');
  forgetWritten();
  location.reload();
}
