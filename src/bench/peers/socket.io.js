// A room for each name that is joined: what one says there, all who are there get.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const server = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
server.on('connection', socket => {
  socket.on('join', room => socket.join(room));
  socket.on('say', (room, text) => server.to(room).emit('said', text));
});
http.listen(0, '127.0.0.1', () => console.log(`listening ${http.address().port}`));
