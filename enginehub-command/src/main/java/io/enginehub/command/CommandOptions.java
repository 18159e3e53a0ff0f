package io.enginehub.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of an algorithm that is a program. */
public final class CommandOptions {
    private static final String NAME = "[A-Za-z0-9_.-]{1,100}";

    final String name;
    int processes = 1;

    @Nullable
    Path folder;

    String version = "1";
    String description = "";
    Limits limits = Limits.DEFAULTS;

    CommandOptions(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("an algorithm's name is " + NAME + ", unlike '" + name + "'");
        }
        this.name = name;
    }

    /** How many processes of a model run at a time at most; 1 by default. They are started when needed. */
    public CommandOptions processes(int most) {
        if (most < 1 || most > 1000) {
            throw new IllegalArgumentException("processes is from 1 to 1000, not " + most);
        }
        this.processes = most;
        return this;
    }

    /** Where the program runs; by default where this JVM does. */
    public CommandOptions folder(Path path) {
        this.folder = path;
        return this;
    }

    /** How long a process may take to load its model; 10 minutes by default. */
    public CommandOptions loadPatience(Duration patience) {
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("loadPatience is more than zero, not " + patience);
        }
        this.limits = limits.withLoadPatience(patience);
        return this;
    }

    /** The version of the program, for people. */
    public CommandOptions version(String text) {
        this.version = text;
        return this;
    }

    /** One sentence on what it does, takes and gives, for people. */
    public CommandOptions description(String sentence) {
        this.description = sentence;
        return this;
    }

    /**
     * The algorithm.
     *
     * @param command the program and its arguments; {@link CommandWords} splits a text
     */
    public CommandAlgorithm build(List<String> command) {
        return new CommandAlgorithm(name, command, this);
    }
}
