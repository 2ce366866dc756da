package vadra.community;

import java.util.UUID;
import vadra.core.Event;
import vadra.core.MemberId;

/** What every node of the server must know at once. A closed list; the database writes it, whoever causes it. */
public sealed interface ControlEvent extends Event {
    /** A session was ended before its time: what it had opened is closed. */
    record SessionEnded(UUID session) implements ControlEvent {
        @Override
        public String kind() {
            return "session.ended";
        }
    }

    /** A member may do more or less than before: what they have open begins anew. */
    record RoleChanged(MemberId member) implements ControlEvent {
        @Override
        public String kind() {
            return "role.changed";
        }
    }

    /** A member has left: neither their name nor, where they wished so, their words are in the log any more. */
    record MemberLeft(MemberId member) implements ControlEvent {
        @Override
        public String kind() {
            return "member.left";
        }

        @Override
        public boolean recallsEverywhere() {
            return true;
        }
    }
}
