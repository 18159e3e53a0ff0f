package io.enginehub.api;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** JSON texts drawn from a seeded generator: each kind of value, in each way it can be written. */
final class RandomJson {
    private static final String[] ESCAPES = {
        "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\u00e4", "\\u20AC", "\\ud834\\udd1e"
    };
    private static final String[] PLAIN = {
        "a", "Z", "0", " ", "/", "~", "~1", "#", "ä", "€", "𝄞", "{", "}", "[", "]", ",", ":", "'"
    };
    private static final String[] SPACES = {"", "", "", " ", "\n", "\t", "\r\n", "  "};

    private final RandomGenerator random;

    RandomJson(RandomGenerator random) {
        this.random = random;
    }

    /** A value at most this deep. */
    String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2, 3 -> number();
            case 4, 5 -> text();
            case 6 -> array(depth);
            default -> object(depth);
        };
    }

    String space() {
        return SPACES[random.nextInt(SPACES.length)];
    }

    String number() {
        StringBuilder number = new StringBuilder(random.nextBoolean() ? "-" : "");
        number.append(random.nextInt(3) == 0 ? "0" : String.valueOf(random.nextLong(1, Long.MAX_VALUE)));
        if (random.nextInt(2) == 0) {
            number.append('.').append(digits());
        }
        if (random.nextInt(4) == 0) {
            number.append(random.nextBoolean() ? "e" : "E");
            number.append(new String[] {"", "+", "-"}[random.nextInt(3)]).append(random.nextInt(400));
        }
        return number.toString();
    }

    private String digits() {
        StringBuilder digits = new StringBuilder();
        for (int i = random.nextInt(1, 30); i > 0; i--) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    String text() {
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(
                    random.nextInt(3) == 0
                            ? ESCAPES[random.nextInt(ESCAPES.length)]
                            : PLAIN[random.nextInt(PLAIN.length)]);
        }
        return text.append('"').toString();
    }

    private String array(int depth) {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            items.add(space() + value(depth - 1) + space());
        }
        return "[" + (items.isEmpty() ? space() : String.join(",", items)) + "]";
    }

    private String object(int depth) {
        List<String> members = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            String name = text();
            String unique = "\"" + i + name.substring(1); // why: a name that stands twice means nothing in particular
            members.add(space() + unique + space() + ":" + space() + value(depth - 1) + space());
        }
        return "{" + (members.isEmpty() ? space() : String.join(",", members)) + "}";
    }
}
