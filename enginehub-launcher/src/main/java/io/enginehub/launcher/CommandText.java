package io.enginehub.launcher;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** A command as one would type it into a shell. */
final class CommandText {
    private CommandText() {}

    static String of(Collection<String> words) {
        return words.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
    }

    static String of(String... words) {
        return of(Arrays.asList(words));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
