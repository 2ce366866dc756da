package vadra.websocket;

/** The peer broke the protocol; says with which code of RFC 6455, section 7.4.1, the socket is to be closed. */
final class Fault extends Exception {
    static final int PROTOCOL = 1002;
    static final int NOT_TEXT = 1003;
    static final int NOT_UTF8 = 1007;
    static final int TOO_LARGE = 1009;

    private static final long serialVersionUID = 1;

    private final int code;

    Fault(int code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }

    /** What is wrong, in words that fit into a close frame. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
