package io.enginehub.api.spi;

import java.net.URI;
import java.util.Map;

/**
 * A role that others can find.
 *
 * @param address where its transport serves it
 * @param facts what is said of it, by the keys below
 */
public record Member(MemberId id, Role role, URI address, Map<String, String> facts) {
    /** Fact of an agent: the name of its algorithm. */
    public static final String ALGORITHM = "algorithm";
    /** Fact of an agent: how many events it handles at a time. Of a dispatcher: how many slots it has. */
    public static final String CAPACITY = "capacity";
    /**
     * Fact of an agent: how many events more, for each of its capacity, it takes into a line while its handlers are done
     * within moments; 0 where it is not said.
     */
    public static final String AHEAD = "ahead";
    /** Fact of an agent: its algorithm's version. */
    public static final String VERSION = "version";

    /** What a member does. */
    public enum Role {
        HUB,
        DISPATCHER,
        AGENT
    }

    public Member {
        facts = Map.copyOf(facts);
    }

    /** A fact as a number; {@code otherwise} where it is missing or none. */
    public int number(String fact, int otherwise) {
        try {
            return Integer.parseInt(facts.getOrDefault(fact, ""));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
