package vadra.retention;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import vadra.api.Services;

/**
 * What is forgotten when its time is over; docs/YOUR-DATA.md says how long each kind is kept. What ends to the second, such as
 * a session, is not obeyed from then on, and its rows go with the next round.
 */
public final class Retention {
    private Retention() {}

    /** One round: what is done, by its name. Each can be done at any time, on any node, and again. */
    public static Map<String, Supplier<Future<?>>> round(Services services) {
        var people = services.people();
        var round = new LinkedHashMap<String, Supplier<Future<?>>>();
        round.put("receipts.purge", services.rooms()::purgeReceipts);
        round.put("staff-acts.forget", services.desk().oversight()::forget);
        round.put("notifiers.forget", services.docket().notices()::forget);
        round.put("orders.tidy", services.questions().reader()::tidy);
        round.put("contacts.sweep", people.contacts()::sweep);
        round.put("messages.forget", people.direct().conversations()::forget);
        round.put("notifications.tidy", people.notifications()::tidy);
        round.put("previews.forget", services.parts().previews()::forget);
        round.put("media.sweep", services.roof().media()::sweep);
        round.put("sign-ins.sweep", people.keys().slowing()::sweep);
        round.put("outside.forget", services.entrances().embedding()::forget);
        round.put("sessions.purge", services.community()::purgeSessions);
        return round;
    }
}
