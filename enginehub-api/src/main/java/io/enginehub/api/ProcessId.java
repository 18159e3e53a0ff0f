package io.enginehub.api;

import java.util.UUID;

/** The id of a process: a UUID of version 7 (RFC 9562), so that ids order by time of creation. */
public record ProcessId(UUID value) implements Comparable<ProcessId> {
    public static ProcessId parse(String text) {
        return new ProcessId(UUID.fromString(text));
    }

    @Override
    public int compareTo(ProcessId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
