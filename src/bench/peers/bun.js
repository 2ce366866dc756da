// A room for each path: what one says there, all who are there get, through Bun's own publish.
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch: (request, self) => self.upgrade(request, { data: new URL(request.url).pathname }) ? undefined : new Response('room'),
  websocket: {
    open: socket => socket.subscribe(socket.data),
    message: (socket, text) => server.publish(socket.data, text),
    perMessageDeflate: false,
    idleTimeout: 960,
  },
});
console.log(`listening ${server.port}`);
