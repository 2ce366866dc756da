// Unmodified centrifuge-js clients that listen and write while their connections break. What they do and see goes to
// the standard output, a JSON line each; a line on the standard input ends it.
// Argument: {"url", "rooms", "tokens", "clients", "cuts", "everyMs"}
import { createInterface } from 'node:readline';
import { Centrifuge } from 'centrifuge';
import { WebSocket } from 'ws';

const plan = JSON.parse(process.argv[2]);
const tell = (line) => process.stdout.write(JSON.stringify(line) + '\n');
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const any = (list) => list[Math.floor(Math.random() * list.length)];
const sockets = new Set();

// The network between: it may break any connection at any time. The client on top of it is as it comes.
class Breakable extends WebSocket {
  constructor(...given) {
    super(...given);
    sockets.add(this);
    this.on('close', () => sockets.delete(this));
  }
}

const idOf = (data, offset) => data.commandId ?? `${data.kind}@${offset}`;

function client(number) {
  const name = `js${number}`;
  const room = `room:${plan.rooms[number % plan.rooms.length]}`;
  const centrifuge = new Centrifuge(plan.url, {
    websocket: Breakable,
    token: plan.tokens[number] ?? '',
    minReconnectDelay: 50,
    maxReconnectDelay: 300,
    timeout: 30_000,
  });
  const subscription = centrifuge.newSubscription(room, { minResubscribeDelay: 50, maxResubscribeDelay: 300 });
  subscription.on('subscribed', (start) => {
    const recovered = start.wasRecovering && start.recovered;
    tell({ client: name, room, step: recovered ? 'recovered' : 'loaded', offset: start.streamPosition.offset });
  });
  subscription.on('publication', ({ data, offset }) => {
    if (offset) tell({ client: name, room, step: 'heard', offset, id: idOf(data, offset) });
  });
  subscription.on('error', ({ error }) => tell({ client: name, room, step: 'error', error }));
  subscription.subscribe();
  centrifuge.connect();
  return { name, room, centrifuge, subscription };
}

async function write({ name, room, centrifuge }, over) {
  for (let i = 0; !over.is; i++) {
    const commandId = `${name}-${i}`;
    tell({ client: name, room, step: 'sent', id: commandId });
    for (let acked = false; !acked; ) {
      try {
        const { data } = await centrifuge.rpc('say', { room: room.slice(5), text: `inlägg ${commandId}`, commandId });
        tell({ client: name, room, step: 'acked', id: commandId, offset: data.position.offset });
        acked = true;
      } catch {
        await pause(50);
      }
    }
    await pause(30);
  }
}

const clients = Array.from({ length: plan.clients }, (_, number) => client(number));
await Promise.all(clients.map(({ subscription }) => subscription.ready()));
const over = { is: false };
const writing = clients.slice(0, plan.tokens.length).map((writer) => write(writer, over));
for (let cut = 0; cut < plan.cuts; cut++) {
  any([...sockets])?.terminate();
  await pause(plan.everyMs);
}
over.is = true;
await Promise.all(writing);
tell({ step: 'written' });
createInterface({ input: process.stdin }).once('line', () => process.exit(0));
