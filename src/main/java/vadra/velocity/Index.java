package vadra.velocity;

import java.util.Arrays;
import java.util.UUID;

/** Numbers 64-bit keys from 0 in the order of their coming; open addressing, without boxes. At most 32 000; forgets only as a whole. */
final class Index {
    private static final int SMALLEST = 16;

    private long[] keys = new long[SMALLEST / 2];
    private short[] slots = new short[SMALLEST];
    private int size;

    static long key(UUID id) {
        long mixed = id.getMostSignificantBits() * 0x9E3779B97F4A7C15L + id.getLeastSignificantBits();
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 29;
    }

    int size() {
        return size;
    }

    long keyAt(int number) {
        return keys[number];
    }

    /** The key's number, or -1. */
    int find(long key) {
        int mask = slots.length - 1;
        for (int slot = start(key, mask); slots[slot] != 0; slot = slot + 1 & mask) {
            if (keys[slots[slot] - 1] == key) {
                return slots[slot] - 1;
            }
        }
        return -1;
    }

    /** Gives a key that is not yet in here the next number. */
    int put(long key) {
        if (size == keys.length) {
            grow();
        }
        keys[size] = key;
        place(size);
        return size++;
    }

    void clear() {
        size = 0;
        Arrays.fill(slots, (short) 0);
    }

    void write(State state) {
        state.put(size);
        for (int number = 0; number < size; number++) {
            state.put(keys[number]);
        }
    }

    private void grow() {
        keys = Arrays.copyOf(keys, keys.length * 2);
        slots = new short[keys.length * 2];
        for (int number = 0; number < size; number++) {
            place(number);
        }
    }

    private void place(int number) {
        int mask = slots.length - 1;
        int slot = start(keys[number], mask);
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = (short) (number + 1);
    }

    private static int start(long key, int mask) {
        return (int) (key ^ key >>> 32) & mask;
    }
}
