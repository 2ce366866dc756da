// Who sits before the frame: what the site's token opened lives in this page alone, in no cookie and no storage.
import { bearer, call, carryBearer } from '../api.js';
import { learn, take } from '../session.js';
import { opened, socket } from '../live.js';
import { hear, wantToken } from './host.js';

/** So long before the end a new token is asked for. */
const EARLY_MS = 60_000;

export class Seat {
  #changed;
  #until = 0;
  #timer = null;
  /** Somebody of the site's who may join: {secret, name}. */
  newcomer = null;
  fault = null;

  constructor(origins, changed) {
    this.#changed = changed;
    hear(origins, { onToken: token => this.#enter(token), onLeft: () => this.leave() });
    // The line is cut when the session is ended from elsewhere, and would not come back as who one was.
    socket().addEventListener('state', ({ detail }) => detail === 'away' && bearer()
      && call('GET', '/api/session').catch(({ problem }) => problem.status === 401 && this.lost()));
    wantToken();
  }

  async #enter(token) {
    try {
      const answer = await call('POST', '/api/embedded/session', { body: { token } });
      this.fault = null;
      this.newcomer = answer.newcomer ?? null;
      if (answer.token) await this.#sit(answer);
    } catch (refused) {
      this.fault = refused;
    }
    this.#changed();
  }

  async join(name, acceptedRules) {
    await this.#sit(await call('POST', '/api/embedded/members', { body: { secret: this.newcomer.secret, name, acceptedRules } }));
    this.newcomer = null;
    this.#changed();
  }

  async #sit({ token, until }) {
    await this.#end();
    carryBearer(token);
    this.#until = Date.parse(until);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#soonOver(), Math.max(0, this.#until - Date.now() - EARLY_MS));
    await learn();
    opened()?.reconnect();
  }

  #soonOver() {
    wantToken();
    this.#timer = setTimeout(() => this.#stand(), Math.max(0, this.#until - Date.now()));
  }

  /** The server no longer knows who this is: a guest, who asks the site once more. */
  lost() {
    this.#stand();
    wantToken();
  }

  #stand() {
    clearTimeout(this.#timer);
    carryBearer(null);
    this.newcomer = null;
    take({ member: null });
    opened()?.reconnect();
    this.#changed();
  }

  async #end() {
    if (this.#until > Date.now()) await call('DELETE', '/api/session').catch(() => {});
    this.#until = 0;
  }

  /** The customer has signed out of the site. */
  async leave() {
    await this.#end();
    this.#stand();
  }
}
