package vadra.edge;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import vadra.edge.Requests.Made;
import vadra.edge.Requests.Sender;
import vadra.it.RawSocket;

/** One stranger with a seed, who sends what no client sends until told how many were enough. */
final class Attacker {
    private static final int AT_ONCE = 16;
    private static final int BYTES_AT_ONCE = 150_000;
    private static final int BATCHES = 12;
    private static final int LAST = 999_999_999;

    private final URI server;
    private final Sender sender;
    private final Dice dice;
    private final Requests requests;
    private final Messages messages;
    private final BrokenHttp broken;
    private final Verdicts verdicts;

    Attacker(URI server, Sender sender, long seed, Verdicts verdicts) {
        this.server = server;
        this.sender = sender;
        this.dice = new Dice(seed);
        this.requests = new Requests(sender, dice);
        this.messages = new Messages(sender, dice);
        this.broken = new BrokenHttp(dice);
        this.verdicts = verdicts;
    }

    /** Sends so many, three of four over HTTP. */
    void send(long inputs) throws IOException {
        for (long sent = 0; sent < inputs; ) {
            sent += switch (dice.below(8)) {
                case 0, 1, 2, 3, 4, 5 -> overHttp();
                case 6 -> overSocket();
                default -> noise();
            };
        }
    }

    private int overHttp() throws IOException {
        int sent = 0;
        try (var connection = new Pipelined(server, dice.below(65_000) + 2)) {
            for (int i = 0; i < BATCHES; i++) {
                int batch = batch(connection);
                sent += Math.abs(batch);
                if (batch < 0) {
                    return sent;
                }
            }
            var last = broken.next();
            connection.send(last);
            connection.ends();
            end(connection, last);
            return sent + 1;
        } catch (SocketException reset) {
            // Who breaks off a request that is too large cannot be written to.
            return sent + 1;
        }
    }

    /** Sends some in a row and takes their answers; how many, as a negative number where the server ended it. */
    private int batch(Pipelined connection) throws IOException {
        var sent = new ArrayList<Made>();
        var bytes = new java.io.ByteArrayOutputStream();
        while (sent.size() < AT_ONCE && bytes.size() < BYTES_AT_ONCE) {
            var made = requests.next();
            sent.add(made);
            bytes.writeBytes(made.bytes());
        }
        connection.send(bytes.toByteArray());
        for (int i = 0; i < sent.size(); i++) {
            var reply = reply(connection, sent.get(i));
            if (reply) {
                return -(i + 1);
            }
        }
        return sent.size();
    }

    /** Takes the answer to a request; whether it was the last on this connection. */
    private boolean reply(Pipelined connection, Made made) throws IOException {
        try {
            var reply = connection.next(made.method());
            verdicts.answered(made.bytes(), reply);
            return reply.closes() || reply.status() == 413;
        } catch (SocketTimeoutException hangs) {
            verdicts.fault("no answer in time", made.bytes());
        } catch (EOFException closed) {
            verdicts.fault("closed without an answer", made.bytes());
        }
        return true;
    }

    private void end(Pipelined connection, byte[] last) throws IOException {
        try {
            while (true) {
                verdicts.broken(last, connection.next("GET"));
            }
        } catch (SocketTimeoutException hangs) {
            verdicts.fault("not closed in time", last);
        } catch (EOFException closed) {
            verdicts.heard();
        }
    }

    private int overSocket() throws IOException {
        int sent = 0;
        try (var raw = opened("")) {
            for (int i = 0; i < BATCHES; i++) {
                for (int j = 0; j < AT_ONCE; j++) {
                    var message = messages.next();
                    raw.frame(RawSocket.TEXT, message);
                    verdicts.heard();
                    sent++;
                    if (!answered(raw, message)) {
                        return sent;
                    }
                }
            }
            return sent;
        }
    }

    /** Waits for the answer to a ping behind a message; false where the socket was closed over it. */
    private boolean answered(RawSocket raw, byte[] message) throws IOException {
        raw.text("{\"id\":" + LAST + ",\"ping\":{}}");
        try {
            for (var next = raw.next(); !next.startsWith("close "); next = raw.next()) {
                if (next.contains("\"code\":100,") || next.contains("\"code\":500") || next.contains("incident")) {
                    verdicts.fault(next, message);
                } else if (next.contains("\"error\"")
                        && Verdicts.INSIDE.matcher(next).find()) {
                    verdicts.fault("tells of its inside: " + next, message);
                }
                if (next.contains("\"id\":" + LAST)) {
                    return true;
                }
            }
        } catch (SocketTimeoutException hangs) {
            verdicts.fault("the socket hangs", message);
        }
        return false;
    }

    /** Frames that are none; the server has to end it. */
    private int noise() throws IOException {
        try (var raw = opened("Sec-WebSocket-Extensions: permessage-deflate\r\n")) {
            var frames = new ArrayList<byte[]>();
            for (int i = 0; i < AT_ONCE; i++) {
                frames.add(messages.frame());
                raw.bytes(frames.get(i));
                verdicts.heard();
            }
            raw.endsSending();
            drain(raw, frames.get(0));
            return AT_ONCE;
        }
    }

    private void drain(RawSocket raw, byte[] first) throws IOException {
        try {
            while (!raw.next().startsWith("close ")) {
                // Answers to those among them that were good.
            }
        } catch (SocketTimeoutException hangs) {
            verdicts.fault("the socket is not closed", first);
        } catch (EOFException | IllegalArgumentException | ArithmeticException over) {
            verdicts.fault("answered with what is no frame", first);
        }
    }

    private RawSocket opened(String headers) throws IOException {
        var raw = RawSocket.open(server, headers);
        if (!raw.status().contains(" 101 ")) {
            verdicts.fault("no socket", new byte[0]);
        }
        var token = dice.percent(30) ? "{}" : "{\"token\":\"" + dice.of(sender.tokens()) + "\"}";
        raw.text("{\"id\":1,\"connect\":" + token + "}");
        return raw;
    }

    /** Those who attack together, each with a seed of its own. */
    static List<Attacker> crowd(int many, URI server, Sender sender, long seed, Verdicts verdicts) {
        var all = new ArrayList<Attacker>();
        for (int i = 0; i < many; i++) {
            all.add(new Attacker(server, sender, seed * 1_000 + i, verdicts));
        }
        return all;
    }
}
