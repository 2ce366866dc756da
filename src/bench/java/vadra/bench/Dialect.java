package vadra.bench;

import java.util.List;

/** How a client listens and speaks on a server's socket. */
interface Dialect {
    /** The path of the socket of somebody in a room. */
    String path(String room);

    /** What is sent once the socket is open, and how many answers it gets before the client is in the room. */
    List<String> hello(String room, String token);

    /** The texts of which each must have come before somebody is in the room. */
    List<String> welcome();

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

    /** How often a text stands in what listeners get of it. */
    int copies();

    /** What makes a text about 200 bytes long on the wire, or as long as an ordinary post is. */
    String filler();

    /** The peers that broadcast whatever is said on the path. */
    final class Plain implements Dialect {
        @Override
        public String path(String room) {
            return "/" + room;
        }

        @Override
        public List<String> hello(String room, String token) {
            return List.of();
        }

        @Override
        public List<String> welcome() {
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
            return "x".repeat(180);
        }
    }

    /** Socket.IO's protocol 5 over Engine.IO's 4. */
    final class SocketIo implements Dialect {
        @Override
        public String path(String room) {
            return "/socket.io/?EIO=4&transport=websocket";
        }

        @Override
        public List<String> hello(String room, String token) {
            return List.of("40", "42[\"join\",\"" + room + "\"]");
        }

        @Override
        public List<String> welcome() {
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
            return "x".repeat(165);
        }
    }

    /** Ours: the Centrifugo protocol. A post comes with its source and its rendered form, hence twice. */
    final class Vadra implements Dialect {
        @Override
        public String path(String room) {
            return "/connection/websocket";
        }

        @Override
        public List<String> hello(String room, String token) {
            var connect = token.isEmpty() ? "{}" : "{\"token\":\"" + token + "\"}";
            return List.of(
                    "{\"id\":1,\"connect\":" + connect + "}",
                    "{\"id\":2,\"subscribe\":{\"channel\":\"room:" + room + "\"}}");
        }

        @Override
        public List<String> welcome() {
            return List.of("{\"id\":1,\"connect\"", "{\"id\":2,\"subscribe\"");
        }

        @Override
        public String say(String room, String text, long id) {
            return "{\"id\":" + (id + 10) + ",\"rpc\":{\"method\":\"say\",\"data\":{\"room\":\"" + room
                    + "\",\"text\":\"" + text + "\"}}}";
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
