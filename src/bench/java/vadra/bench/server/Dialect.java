package vadra.bench.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a client listens and speaks on a server's socket. */
public interface Dialect {
    /** How long a message is on the wire, in bytes: as long as ours is with an ordinary post in it. */
    int BYTES = 505;

    /** The head of a frame of such a length. */
    int HEAD = 4;

    /**
     * Where a client sits, as whom, and from where it goes on.
     *
     * @param room empty for who only speaks
     * @param token empty for a guest
     * @param since what it has seen of the room, null for a newcomer
     */
    record Seat(String room, String token, @Nullable Since since) {
        public Seat(String room, String token) {
            this(room, token, null);
        }
    }

    /** What a client has seen of a room. */
    record Since(String epoch, long offset) {}

    /** The path of the socket of somebody in a room. */
    String path(String room);

    /** What is sent once the socket is open, and how many answers it gets before the client is in the room. */
    List<String> hello(Seat seat);

    /** The texts of which each must have come before somebody is in the room. */
    List<String> welcome(Seat seat);

    /** What says something in a room. */
    String say(String room, String text, long id);

    /** Answers a server's ping; empty for what is none. */
    default String pong(String ping) {
        return "";
    }

    /** Whether a message is a ping. */
    default boolean isPing(String message) {
        return false;
    }

    /** Whether a message says that something was accepted. */
    default boolean isAck(String message) {
        return false;
    }

    /** Whether a message says that something was refused. */
    default boolean isRefusal(String message) {
        return false;
    }

    /** To which of what was said an answer belongs, as it was given to {@link #say}. */
    default long idOf(String answer) {
        return 0;
    }

    /** How often a text stands in what listeners get of it. */
    int copies();

    /** What follows a stamp, so that what listeners get is {@link #BYTES} long. */
    String filler();

    /** The peers that broadcast whatever is said on the path. */
    final class Plain implements Dialect {
        @Override
        public String path(String room) {
            return "/" + room;
        }

        @Override
        public List<String> hello(Seat seat) {
            return List.of();
        }

        @Override
        public List<String> welcome(Seat seat) {
            return List.of();
        }

        @Override
        public String say(String room, String text, long id) {
            return text;
        }

        @Override
        public int copies() {
            return 1;
        }

        @Override
        public String filler() {
            return "x".repeat(BYTES - 18 - HEAD);
        }
    }

    /** Socket.IO's protocol 5 over Engine.IO's 4. */
    final class SocketIo implements Dialect {
        @Override
        public String path(String room) {
            return "/socket.io/?EIO=4&transport=websocket";
        }

        @Override
        public List<String> hello(Seat seat) {
            return List.of("40", "42[\"join\",\"" + seat.room() + "\"]");
        }

        @Override
        public List<String> welcome(Seat seat) {
            return List.of("40{");
        }

        @Override
        public String say(String room, String text, long id) {
            return "42[\"say\",\"" + room + "\",\"" + text + "\"]";
        }

        @Override
        public boolean isPing(String message) {
            return message.equals("2");
        }

        @Override
        public String pong(String ping) {
            return "3";
        }

        @Override
        public int copies() {
            return 1;
        }

        @Override
        public String filler() {
            return "x".repeat(BYTES - 18 - HEAD - "42[\"said\",\"\"]".length());
        }
    }

    /** Ours: the Centrifugo protocol. A post comes with its source and its rendered form, hence twice. */
    final class Vadra implements Dialect {
        /** Above the ids of what was sent before. */
        private static final long FIRST = 10;

        @Override
        public String path(String room) {
            return "/connection/websocket";
        }

        @Override
        public List<String> hello(Seat seat) {
            var connect = seat.token().isEmpty() ? "{}" : "{\"token\":\"" + seat.token() + "\"}";
            var since = seat.since();
            var recover = since == null
                    ? ""
                    : ",\"recover\":true,\"epoch\":\"" + since.epoch() + "\",\"offset\":" + since.offset();
            if (seat.room().isEmpty()) {
                return List.of("{\"id\":1,\"connect\":" + connect + "}");
            }
            return List.of(
                    "{\"id\":1,\"connect\":" + connect + "}",
                    "{\"id\":2,\"subscribe\":{\"channel\":\"room:" + seat.room() + "\"" + recover + "}}");
        }

        @Override
        public List<String> welcome(Seat seat) {
            return seat.room().isEmpty()
                    ? List.of("{\"id\":1,\"connect\"")
                    : List.of("{\"id\":1,\"connect\"", "{\"id\":2,\"subscribe\"");
        }

        @Override
        public String say(String room, String text, long id) {
            return "{\"id\":" + (id + FIRST) + ",\"rpc\":{\"method\":\"say\",\"data\":{\"room\":\"" + room
                    + "\",\"text\":\"" + text + "\"}}}";
        }

        @Override
        public long idOf(String answer) {
            int from = "{\"id\":".length();
            return Long.parseLong(answer.substring(from, answer.indexOf(',', from))) - FIRST;
        }

        @Override
        public boolean isPing(String message) {
            return message.equals("{}");
        }

        @Override
        public String pong(String ping) {
            return "{}";
        }

        @Override
        public boolean isAck(String message) {
            return message.contains("\"rpc\":");
        }

        @Override
        public boolean isRefusal(String message) {
            return message.contains("\"error\":");
        }

        @Override
        public int copies() {
            return 2;
        }

        @Override
        public String filler() {
            return "som ett vanligt kort inlägg";
        }
    }
}
