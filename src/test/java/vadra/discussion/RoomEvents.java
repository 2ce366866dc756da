package vadra.discussion;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All kinds of events of a room. */
public final class RoomEvents {
    private RoomEvents() {}

    /** The records of the family, in the order in which it names them. */
    public static Set<Class<?>> family() {
        return new LinkedHashSet<>(records(RoomEvent.class).toList());
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : List.of(type.getPermittedSubclasses()).stream().flatMap(RoomEvents::records);
    }
}
