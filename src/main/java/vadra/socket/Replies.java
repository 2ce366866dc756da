package vadra.socket;

import java.util.List;
import java.util.stream.Collectors;
import vadra.live.Publication;
import vadra.live.Subscription;

/** Replies on the socket that are put together from what is encoded already. */
final class Replies {
    private Replies() {}

    /**
     * The reply to a subscription.
     *
     * @param recovering whether the client said from where on it missed something
     */
    static String subscribed(int command, String epoch, Subscription.Start start, boolean recovering) {
        var reply = new StringBuilder(256)
                .append("{\"id\":")
                .append(command)
                .append(",\"subscribe\":{\"recoverable\":true,\"positioned\":true,\"epoch\":\"")
                .append(epoch)
                .append("\",\"offset\":")
                .append(start.offset());
        if (recovering) {
            reply.append(",\"was_recovering\":true,\"recovered\":")
                    .append(start.recovered())
                    .append(",\"publications\":[")
                    .append(missed(start.missed()))
                    .append(']');
        }
        return reply.append("}}").toString();
    }

    /** The reply to a question for history. */
    static String history(int command, String epoch, List<Publication> events, long top) {
        return "{\"id\":" + command + ",\"history\":{\"epoch\":\"" + epoch + "\",\"offset\":" + top
                + ",\"publications\":[" + missed(events) + "]}}";
    }

    private static String missed(List<Publication> events) {
        return events.stream()
                .map(event -> "{\"data\":" + event.data() + ",\"offset\":" + event.offset() + "}")
                .collect(Collectors.joining(","));
    }
}
