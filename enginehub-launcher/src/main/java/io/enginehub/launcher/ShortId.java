package io.enginehub.launcher;

import io.enginehub.api.ProcessId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ids as people write them. Those of one minute begin alike (RFC 9562, version 7), so that the end tells them apart. */
final class ShortId {
    private static final Pattern PART = Pattern.compile("[0-9a-f-]{1,36}");

    private static final Pattern WHOLE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private ShortId() {}

    /** The last group of an id: 12 letters that a double click marks. */
    static String of(ProcessId id) {
        String text = id.toString();
        return text.substring(text.lastIndexOf('-') + 1);
    }

    /** Whether a text could be a part of an id. */
    static boolean isPart(String text) {
        return PART.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    /** The id that a text is, where it is a whole one. */
    static Optional<ProcessId> whole(String text) {
        return WHOLE.matcher(text.toLowerCase(Locale.ROOT)).matches()
                ? Optional.of(ProcessId.parse(text))
                : Optional.empty();
    }

    /** Whether an id begins or ends so. */
    static boolean matches(ProcessId id, String text) {
        String whole = id.toString();
        String part = text.toLowerCase(Locale.ROOT);
        return whole.startsWith(part) || whole.endsWith(part);
    }
}
