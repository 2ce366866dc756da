// Scans a host by the name that it has in public, at the address that it has here; prints the verdict as one line of JSON.
import net from 'node:net';
import { mkdir, writeFile } from 'node:fs/promises';

const [host, port] = process.argv.slice(2);

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : args[0];
  // Nothing answers without TLS: port 9 is "discard".
  Object.assign(options, { host: '127.0.0.1', port: Number(options.port) === 443 ? Number(port) : 9 });
  return connect.apply(this, args);
};

// Which hosts are known to browsers beforehand is asked of the internet when it is installed; ours is none of them.
const known = new URL('node_modules/@mdn/mdn-http-observatory/conf/hsts-preload.json', import.meta.url);
await mkdir(new URL('.', known), { recursive: true });
await writeFile(known, '{}');

const { scan } = await import('@mdn/mdn-http-observatory');
console.log(JSON.stringify(await scan(host)));
