package io.enginehub.transport.http;

import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Which requests of each sender have been here, so that none is served twice because somebody recorded it. In bounded
 * memory: of each sender the last numbers, and of all senders those that were heard of late, since a request that is older
 * than that is refused for its age. Thread-safe.
 */
final class SeenNumbers {
    /** So far a request may be overtaken by later ones. */
    static final int WINDOW = 4096;

    private static final int MAX_SENDERS = 10_000;

    private static final class Sender {
        final BitSet seen = new BitSet(WINDOW);
        long highest = -1;
        long heard;
    }

    private final Map<UUID, Sender> senders = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Notes a request.
     *
     * @param now the clock by which requests age
     * @param age how old a request may be
     * @return false: it has been here, or is too far behind to tell
     */
    synchronized boolean add(UUID id, long number, long now, long age) {
        Sender sender = senders.computeIfAbsent(id, any -> new Sender());
        forget(now - 2 * age);
        sender.heard = now;
        if (number > sender.highest) {
            long from = Math.max(sender.highest + 1, number - WINDOW + 1);
            for (long skipped = from; skipped < number; skipped++) {
                sender.seen.clear(place(skipped));
            }
            sender.highest = number;
        } else if (number <= sender.highest - WINDOW || sender.seen.get(place(number))) {
            return false;
        }
        sender.seen.set(place(number));
        return true;
    }

    private static int place(long number) {
        return (int) (number % WINDOW);
    }

    /** Lets go of those that were not heard since then, and of the longest silent ones where there are too many. */
    private void forget(long since) {
        Iterator<Sender> longestSilent = senders.values().iterator();
        while (longestSilent.hasNext()) {
            Sender sender = longestSilent.next();
            boolean old = sender.highest >= 0 && sender.heard < since;
            if (!old && senders.size() <= MAX_SENDERS) {
                return;
            }
            longestSilent.remove();
        }
    }
}
