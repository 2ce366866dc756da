package vadra.rumour;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vadra.core.MemberId;

/**
 * The numbers that stand for a claim's carriers. A number is made of the member and the claim's salt, so that it is the
 * same tomorrow and on every node, and says nothing outside of the claim. Of {@value #MAX} carriers each has one; further
 * ones share the number 0, and are counted no more.
 */
final class Carriers {
    static final int MAX = 20_000;

    private static final int FIRST = 100_000;
    private static final int NUMBERS = 900_000;

    private final UUID salt;
    private final Map<MemberId, Integer> numbers = new HashMap<>();
    private final Map<Integer, MemberId> members = new HashMap<>();

    Carriers(UUID salt) {
        this.salt = salt;
    }

    /** The number of a carrier. */
    int number(MemberId member) {
        var known = numbers.get(member);
        if (known != null) {
            return known;
        }
        if (numbers.size() >= MAX) {
            return 0;
        }
        int number = first(member);
        while (members.putIfAbsent(number, member) != null) {
            number = FIRST + (number - FIRST + 1) % NUMBERS;
        }
        numbers.put(member, number);
        return number;
    }

    private int first(MemberId member) {
        var mixed = UUID.nameUUIDFromBytes(ByteBuffer.allocate(2 * 36)
                .put(salt.toString().getBytes(StandardCharsets.US_ASCII))
                .put(member.value().toString().getBytes(StandardCharsets.US_ASCII))
                .array());
        return FIRST + (int) Long.remainderUnsigned(mixed.getMostSignificantBits(), NUMBERS);
    }

    boolean knows(MemberId member) {
        return numbers.containsKey(member);
    }

    Optional<MemberId> member(int number) {
        return Optional.ofNullable(members.get(number));
    }

    int count() {
        return numbers.size();
    }
}
