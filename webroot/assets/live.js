// A small client of the Centrifugo protocol (version 2, JSON): one socket, many channels, recovery by position.
import { bearer } from './api.js';

const PING_GRACE_MS = 10_000;
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 10_000;
// The browser says that there is no network: it will tell when there is, so asking is for when it errs.
const OFFLINE_WAIT_MS = 30_000;

class Live extends EventTarget {
  #socket = null;
  #id = 0;
  #waiting = new Map();
  #channels = new Map();
  #pings = null;
  #retry = null;
  #tries = 0;
  state = 'connecting';

  constructor() {
    super();
    addEventListener('online', () => this.reconnect());
    addEventListener('offline', () => this.#drop());
    this.#open();
  }

  /** Listens to a channel from a position on; onEvent(data, offset), onStart({recovered, recovering, offset, epoch}). */
  subscribe(channel, { position = null, onEvent, onStart = () => {} }) {
    this.#channels.set(channel, { position, onEvent, onStart });
    if (this.#speaks()) this.#subscribe(channel);
  }

  /** Listens to a channel no more. */
  forget(channel) {
    this.#channels.delete(channel);
  }

  /** Tells something that nobody answers for; nothing where there is no connection. */
  tell(method, data) {
    if (this.#speaks()) this.#send('rpc', { method, data }).catch(() => {});
  }

  /** A socket that is opened anew, as for who has just signed in, takes nothing yet. */
  #speaks() {
    return this.state === 'live' && this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Opens the socket anew, as when somebody has signed in. */
  reconnect() {
    clearTimeout(this.#retry);
    this.#tries = 0;
    this.#close();
    this.#open();
  }

  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new CustomEvent('state', { detail: state }));
  }

  #open() {
    const url = new URL('/connection/websocket', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.onopen = () => this.#send('connect', { name: 'vadra', ...(bearer() && { token: bearer() }) }).then(hello => this.#connected(hello), () => socket.close());
    socket.onmessage = message => {
      if (socket === this.#socket) message.data.split('\n').forEach(line => line && this.#take(JSON.parse(line)));
    };
    socket.onclose = () => {
      if (socket === this.#socket) this.#drop();
    };
  }

  #connected(hello) {
    this.#tries = 0;
    this.#expectPing(hello.ping);
    this.#become('live');
    for (const channel of this.#channels.keys()) this.#subscribe(channel);
  }

  #expectPing(seconds) {
    this.pingSeconds = seconds;
    clearTimeout(this.#pings);
    // An emulated or real dead network closes nothing: a ping that does not come is how we notice.
    this.#pings = setTimeout(() => this.#drop(), seconds * 1000 + PING_GRACE_MS);
  }

  #close() {
    clearTimeout(this.#pings);
    const socket = this.#socket;
    this.#socket = null;
    this.#waiting.clear();
    socket?.close();
  }

  #drop() {
    this.#close();
    this.#become('away');
    clearTimeout(this.#retry);
    const wait = navigator.onLine ? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#tries++) * (0.5 + Math.random()) : OFFLINE_WAIT_MS;
    this.#retry = setTimeout(() => this.#open(), wait);
  }

  #send(method, params) {
    const id = ++this.#id;
    this.#socket.send(JSON.stringify({ id, [method]: params }));
    return new Promise((resolve, reject) => this.#waiting.set(id, { method, resolve, reject }));
  }

  #take(frame) {
    if (frame.push) {
      this.#push(frame.push);
    } else if (frame.id) {
      const asked = this.#waiting.get(frame.id);
      this.#waiting.delete(frame.id);
      if (frame.error) asked?.reject(frame.error);
      else asked?.resolve(frame[asked.method] ?? {});
    } else {
      this.#socket.send('{}');
      this.#expectPing(this.pingSeconds);
    }
  }

  #push({ channel, pub }) {
    const listener = this.#channels.get(channel);
    if (!listener || !pub) return;
    if (pub.offset && listener.position) listener.position = { ...listener.position, offset: pub.offset };
    listener.onEvent(pub.data, pub.offset ?? 0);
  }

  #subscribe(channel) {
    const listener = this.#channels.get(channel);
    const since = listener.position ? { recover: true, ...listener.position } : {};
    this.#send('subscribe', { channel, ...since }).then(start => {
      for (const missed of start.publications ?? []) listener.onEvent(missed.data, missed.offset);
      if (start.epoch) listener.position = { epoch: start.epoch, offset: start.offset };
      listener.onStart({ recovering: !!start.was_recovering, recovered: !!start.recovered, epoch: start.epoch, offset: start.offset });
    }, error => error.temporary && this.#drop());
  }
}

let one = null;

/** The page's one socket, opened when somebody first wants to listen. */
export const socket = () => (one ??= new Live());

/** The same, if it was opened. */
export const opened = () => one;
