package io.enginehub.store.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Numbers that stand for texts: 64 bits of their SHA-256, so that every hub gives the same one, and none asks for it. Those
 * of things that came before are known by heart: mostly the same few come.
 */
final class Numbers<T> {
    private static final int MOST_KNOWN = 10_000;

    private final Map<T, Long> known = new ConcurrentHashMap<>();
    private final String kind;
    private final Function<T, String> text;

    Numbers(String kind, Function<T, String> text) {
        this.kind = kind;
        this.text = text;
    }

    long of(T thing) {
        Long number = known.get(thing);
        if (number != null) {
            return number;
        }
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        long fresh = of(kind, text.apply(thing));
        known.put(thing, fresh);
        return fresh;
    }

    /** The number of a text among those of one kind. */
    static long of(String kind, String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(kind.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return ByteBuffer.wrap(sha.digest(text.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
