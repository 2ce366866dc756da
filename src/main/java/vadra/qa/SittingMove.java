package vadra.qa;

import java.time.Instant;

/** What a host does with a sitting's time. A closed list. */
public sealed interface SittingMove {
    /** Its name in the database. */
    String code();

    /** Begins now; it lasts as long as was planned. */
    record Start() implements SittingMove {
        @Override
        public String code() {
            return "start";
        }
    }

    /** Goes on for longer, also when it has just ended. */
    record Extend(int minutes) implements SittingMove {
        @Override
        public String code() {
            return "extend";
        }
    }

    /** Ends now; called off, when it had not begun. */
    record End() implements SittingMove {
        @Override
        public String code() {
            return "end";
        }
    }

    /** Is at another time, as long as it has not begun. */
    record Plan(Instant startsAt, Instant endsAt) implements SittingMove {
        @Override
        public String code() {
            return "plan";
        }
    }
}
