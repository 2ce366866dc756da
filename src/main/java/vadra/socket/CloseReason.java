package vadra.socket;

/**
 * Why a socket is closed, beside what RFC 6455 itself asks for. The numbers are those of the Centrifugo protocol: below 3500 a client comes back by itself,
 * from 3500 on it does not.
 */
public enum CloseReason {
    /** The node stops; come back, to this or another. */
    SHUTDOWN(3001, "shutdown"),
    /** The session ended or was revoked; come back, as whoever you are now. */
    EXPIRED(3005, "session ended"),
    /** Too far behind; come back by offset. */
    SLOW(3008, "slow"),
    /** A ping had no answer in time. */
    NO_PONG(3012, "no pong"),
    /** The token is not valid; get another. */
    INVALID_TOKEN(3500, "invalid token"),
    /** A frame or command that is none. */
    BAD_REQUEST(3501, "bad request"),
    /** No connect command came in time. */
    STALE(3502, "stale");

    private final short code;
    private final String reason;

    CloseReason(int code, String reason) {
        this.code = (short) code;
        this.reason = reason;
    }

    /** The number in the close frame. */
    public short code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
