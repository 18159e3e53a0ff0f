package io.enginehub.transport.http.rest;

import io.enginehub.api.ProcessId;
import io.enginehub.transport.http.server.Ask;
import io.enginehub.transport.http.server.Problem;
import io.enginehub.transport.http.server.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a request says beside its body. */
final class Parameters {
    /** The longest that a request is held. */
    static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private static final Pattern WAIT =
            Pattern.compile("\\s*wait\\s*(?:=\\s*(?:\"?([0-9]{1,6})\"?|.*))?\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Parameters() {}

    static ProcessId process(Ask ask) {
        String id = ask.variable("id");
        if (!UUID.matcher(id).matches()) {
            throw new ProblemException(Problem.badRequest("A process's id is a UUID of 36 characters."));
        }
        return ProcessId.parse(id);
    }

    static int number(Ask ask, String name, int otherwise, int least, int most) {
        return (int) number(ask, name, (long) otherwise, least, most);
    }

    static long number(Ask ask, String name, long otherwise, long least, long most) {
        Optional<String> text = ask.query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        boolean digits = text.get().matches("\\d{1,18}");
        long number = digits ? Long.parseLong(text.get()) : -1;
        if (number < least || number > most) {
            throw new ProblemException(
                    Problem.badRequest("Parameter '" + name + "' is a number from " + least + " to " + most + "."));
        }
        return number;
    }

    /** Labels, each as NAME=VALUE. */
    static Map<String, String> labels(Ask ask) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String label : ask.query().getOrDefault("label", List.of())) {
            int equals = label.indexOf('=');
            if (equals < 1 || labels.put(label.substring(0, equals), label.substring(equals + 1)) != null) {
                throw new ProblemException(
                        Problem.badRequest("Parameter 'label' is NAME=VALUE, and each name stands once."));
            }
        }
        return labels;
    }

    static Optional<Instant> instant(Ask ask, String name) {
        try {
            return ask.query(name).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new ProblemException(Problem.badRequest(
                    "Parameter '" + name + "' is a time of ISO 8601 with its zone, such as 2026-03-01T10:00:00Z."));
        }
    }

    static Optional<Duration> duration(Ask ask, String name) {
        return ask.query(name).map(text -> duration("Parameter '" + name + "'", text));
    }

    /**
     * A duration out of its text.
     *
     * @param what the text is, for people
     */
    static Duration duration(String what, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new ProblemException(Problem.badRequest(what + " is a duration of ISO 8601, such as PT30S."));
        }
    }

    static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new ProblemException(Problem.badRequest("A parameter that is a flag is true or false."));
        }
        return text.equals("true");
    }

    static <E extends Enum<E>> E oneOf(Class<E> type, String name, String text) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equalsIgnoreCase(text)) {
                return value;
            }
        }
        throw new ProblemException(
                Problem.badRequest("Parameter '" + name + "' is one of " + List.of(type.getEnumConstants()) + "."));
    }

    /**
     * How long the caller is ready to wait for the outcome: {@code Prefer: wait=SECONDS} (RFC 7240). Other preferences are
     * ignored; a wait that is none is refused, so that nobody polls in a circle who believes to wait.
     */
    static Duration wait(Ask ask, Duration otherwise) {
        for (String preference : ask.header("Prefer").orElse("").split("[,;]", -1)) {
            Matcher wait = WAIT.matcher(preference);
            if (!wait.matches()) {
                continue;
            }
            if (wait.group(1) == null) {
                throw new ProblemException(
                        Problem.badRequest("Write 'Prefer: wait=30' to wait for up to 30 seconds, in whole seconds."));
            }
            Duration wanted = Duration.ofSeconds(Long.parseLong(wait.group(1)));
            return wanted.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wanted;
        }
        return otherwise;
    }

    /** Makes a value that checks itself. */
    static <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.badRequest("This was refused: " + e.getMessage()));
        }
    }
}
