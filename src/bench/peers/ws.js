// A room for each path: what one says there, all who are there get.
import { WebSocketServer } from 'ws';

const rooms = new Map();
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket, request) => {
  const room = rooms.get(request.url) ?? rooms.set(request.url, new Set()).get(request.url);
  room.add(socket);
  socket.on('message', (text, isBinary) => {
    for (const listener of room) listener.send(text, { binary: isBinary });
  });
  socket.on('close', () => room.delete(socket));
});
server.on('listening', () => console.log(`listening ${server.address().port}`));
