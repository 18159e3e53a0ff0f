package io.enginehub.api.spi;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is set for a whole cluster. What is not set is as each role was started.
 *
 * <p>As texts: {@code slots} and {@code slots/DISPATCHER} (1 to 10,000), {@code drain/MEMBER} ({@code yes}),
 * {@code max-pending} (0 to 2,147,483,647; 0: nothing is accepted).
 *
 * @param slots how many processes each dispatcher holds; null: not set
 * @param slotsOf the same of single dispatchers, by name; counts before the one for all
 * @param drained members that get nothing new, by name: dispatchers claim nothing, agents are sent nothing; what they have
 *     begun goes on
 * @param maxPending how many processes may be PENDING; null: not set
 */
public record SettingValues(
        @Nullable Integer slots,
        Map<String, Integer> slotsOf,
        Set<String> drained,
        @Nullable Integer maxPending) {
    /** Nothing is set. */
    public static final SettingValues NONE = new SettingValues(null, Map.of(), Set.of(), null);

    private static final String SLOTS = "slots";
    private static final String SLOTS_OF = "slots/";
    private static final String DRAIN = "drain/";
    private static final String MAX_PENDING = "max-pending";
    private static final String YES = "yes";
    private static final int MOST_SLOTS = 10_000;
    private static final Pattern NAME = Pattern.compile("(?!\\.+$)[A-Za-z0-9_.-]{1,200}");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,9}");

    public SettingValues {
        slotsOf = Map.copyOf(slotsOf);
        drained = Set.copyOf(drained);
    }

    /**
     * Reads texts. One that means nothing counts as not set.
     *
     * @param odd is told of each such key, and why
     */
    public static SettingValues of(Map<String, String> texts, BiConsumer<String, String> odd) {
        Integer slots = null;
        Integer maxPending = null;
        Map<String, Integer> slotsOf = new LinkedHashMap<>();
        Set<String> drained = new LinkedHashSet<>();
        for (Map.Entry<String, String> each : texts.entrySet()) {
            String key = each.getKey();
            String text = each.getValue();
            try {
                check(key, text);
            } catch (IllegalArgumentException e) {
                odd.accept(key, String.valueOf(e.getMessage()));
                continue;
            }
            if (key.equals(SLOTS)) {
                slots = Integer.valueOf(text);
            } else if (key.equals(MAX_PENDING)) {
                maxPending = Integer.valueOf(text);
            } else if (key.startsWith(SLOTS_OF)) {
                slotsOf.put(key.substring(SLOTS_OF.length()), Integer.valueOf(text));
            } else {
                drained.add(key.substring(DRAIN.length()));
            }
        }
        return new SettingValues(slots, slotsOf, drained, maxPending);
    }

    /**
     * Looks at one key and its text.
     *
     * @throws IllegalArgumentException when it is no setting, with what is
     */
    public static void check(String key, String text) {
        checkKey(key);
        if (key.startsWith(DRAIN)) {
            require(text.equals(YES), key + " takes '" + YES + "', not '" + shown(text) + "'.");
        } else if (key.equals(MAX_PENDING)) {
            requireNumber(key, text, 0, Integer.MAX_VALUE);
        } else {
            requireNumber(key, text, 1, MOST_SLOTS);
        }
    }

    /**
     * Looks at one key.
     *
     * @throws IllegalArgumentException when no setting has it, with those that there are
     */
    public static void checkKey(String key) {
        boolean named =
                key.startsWith(SLOTS_OF) && isName(key, SLOTS_OF) || key.startsWith(DRAIN) && isName(key, DRAIN);
        require(
                named || key.equals(SLOTS) || key.equals(MAX_PENDING),
                "There is no setting '" + shown(key)
                        + "'. There are slots, slots/DISPATCHER, drain/MEMBER and max-pending.");
    }

    private static boolean isName(String key, String prefix) {
        return NAME.matcher(key.substring(prefix.length())).matches();
    }

    private static void requireNumber(String key, String text, long least, long most) {
        boolean within =
                NUMBER.matcher(text).matches() && Long.parseLong(text) >= least && Long.parseLong(text) <= most;
        require(within, key + " takes a number from " + least + " to " + most + ", not '" + shown(text) + "'.");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Somebody else's text in a message of ours. */
    private static String shown(String text) {
        String clean = text.replaceAll("[^ -~]", "?");
        return clean.length() <= 60 ? clean : clean.substring(0, 60) + "…";
    }

    /** How many processes a dispatcher holds at most; 0 when it is drained. */
    public int slots(String dispatcher, int otherwise) {
        if (drained.contains(dispatcher)) {
            return 0;
        }
        Integer own = slotsOf.get(dispatcher);
        if (own != null) {
            return own;
        }
        return slots == null ? otherwise : slots;
    }

    /** How many processes may be PENDING. */
    public long maxPending(long otherwise) {
        return maxPending == null ? otherwise : maxPending;
    }

    /** The members as hubs count on them: without drained agents, and each dispatcher with the slots that it has now. */
    public List<Member> admitted(List<Member> members) {
        return equals(NONE)
                ? members
                : members.stream()
                        .filter(member -> !isDrainedAgent(member))
                        .map(this::settled)
                        .toList();
    }

    /** Whether this is an agent that is sent nothing new. */
    public boolean isDrainedAgent(Member member) {
        return member.role() == Member.Role.AGENT
                && drained.contains(member.id().name());
    }

    private Member settled(Member member) {
        if (member.role() != Member.Role.DISPATCHER) {
            return member;
        }
        Map<String, String> facts = new LinkedHashMap<>(member.facts());
        int slots = slots(member.id().name(), member.number(Member.CAPACITY, 0));
        facts.put(Member.CAPACITY, Integer.toString(slots));
        return new Member(member.id(), member.role(), member.address(), facts);
    }
}
