package io.enginehub.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program with its arguments.
 *
 * @param folder where it runs; null: where this JVM does
 */
record Command(List<String> words, @Nullable Path folder) {
    private static final String OURS = "ENGINEHUB_";

    Command {
        words = List.copyOf(words);
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new IllegalArgumentException("a command names a program");
        }
    }

    Process start() {
        ProcessBuilder builder = new ProcessBuilder(words);
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        builder.environment().keySet().removeIf(name -> name.startsWith(OURS)); // why: they may hold secrets
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CommandException(
                    "'" + this + "' cannot be started (" + e.getMessage() + "). Is '" + words.get(0)
                            + "' installed, and found by PATH?",
                    e);
        }
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
