package io.enginehub.consul;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Entries that were not believed: each is logged once, however often it is seen. Not for several threads at once. */
final class OddEntries {
    private static final Logger LOG = LoggerFactory.getLogger(OddEntries.class);
    private static final int SHOWN = 100;
    private static final int REMEMBERED = 1_000;

    private final Map<String, String> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    void add(String serviceId, String why) {
        if (!why.equals(known.put(serviceId, why))) {
            LOG.warn("Consul's entry '{}' is ignored: {}{}", shown(serviceId), why, why.endsWith(".") ? "" : ".");
        }
    }

    /** Text from outside as a log may show it: on one line, and short. */
    static String shown(String text) {
        String start = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        return start.replaceAll("[^\\p{Print}…]", "?");
    }
}
