package io.enginehub.command;

import io.enginehub.api.Algorithm;
import io.enginehub.api.LoadContext;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import java.util.List;

/**
 * An algorithm that is a program in any language. For each model a process is started; it reads one line of JSON to load
 * the model, then one line for each input, and answers each with a line. A process that ends, prints what is no answer or
 * too much, or is in an event that is cancelled or out of time, is killed with its descendants; the next event gets a new
 * one. Processes of a model that goes are told so by the end of their standard input, and killed when they stay.
 *
 * <p>No shell reads the command. The environment is this JVM's without the variables {@code ENGINEHUB_…}, which may hold
 * secrets. An agent of it should have the capacity {@link #processes}: more events would wait for a process.
 */
public final class CommandAlgorithm implements Algorithm, AutoCloseable {
    private final String name;
    private final CommandOptions options;
    private final Children children;

    CommandAlgorithm(String name, List<String> words, CommandOptions options) {
        this.name = name;
        this.options = options;
        this.children = new Children(
                name, new Command(words, options.folder), options.limits, Threads.unbounded(name + "-process"));
    }

    /** An algorithm of one process for each model; {@link #named} sets more. */
    public static CommandAlgorithm of(String name, List<String> command) {
        return named(name).build(command);
    }

    /**
     * The settings of an algorithm that is yet to be made.
     *
     * @throws IllegalArgumentException unless the name is {@code [A-Za-z0-9_.-]{1,100}}
     */
    public static CommandOptions named(String name) {
        return new CommandOptions(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return options.version;
    }

    @Override
    public String description() {
        return options.description.isEmpty() ? "Runs " + children.command() + "." : options.description;
    }

    /** How many processes there are for each model at most. */
    public int processes() {
        return options.processes;
    }

    /** Starts the first process of a model, and waits until it says that it is ready. */
    @Override
    public Model load(Payload model) throws Exception {
        return load(model, fraction -> {});
    }

    @Override
    public Model load(Payload model, LoadContext load) throws Exception {
        return CommandModel.load(children, LineWriter.load(name, model), options.processes, load);
    }

    /** Kills all processes that are left. Does not wait for handlers, which fail. */
    @Override
    public void close() {
        children.close();
    }
}
