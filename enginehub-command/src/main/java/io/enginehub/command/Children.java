package io.enginehub.command;

import io.enginehub.api.LoadContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes of an algorithm. Thread-safe. */
final class Children implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandAlgorithm.class);

    private final String name;
    private final Command command;
    private final Limits limits;
    private final ExecutorService threads;
    private final Set<Child> living = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Children(String name, Command command, Limits limits, ExecutorService threads) {
        this.name = name;
        this.command = command;
        this.limits = limits;
        this.threads = threads;
    }

    Command command() {
        return command;
    }

    /**
     * Starts a process and waits until it has loaded its model.
     *
     * @param load the line that tells it to
     * @param loading is told how far it is, on the calling thread
     * @throws CommandException when it cannot be started or does not load the model; it is gone then
     */
    Conversation start(byte[] load, LoadContext loading) throws InterruptedException {
        if (closed) {
            throw new CommandException("Algorithm '" + name + "' is closed, and starts no process.");
        }
        living.removeIf(child -> !child.isAlive());
        Child child = Child.start(command, limits, threads);
        living.add(child);
        boolean loaded = false;
        try {
            if (closed) { // why: it may have been closed before it knew of this one
                throw new CommandException("Algorithm '" + name + "' was closed.");
            }
            Conversation conversation = new Conversation(command, limits, child);
            Answer answer =
                    conversation.ask(id -> load, limits.loadPatience().toNanos(), Hearer.of(LOG, name, loading));
            if (answer instanceof Answer.Fault fault) {
                throw new CommandException(fault.message());
            }
            if (!(answer instanceof Answer.Ready)) {
                throw new CommandException("'" + command + "' gave an output before it was asked for one.");
            }
            loaded = true;
            return conversation;
        } finally {
            if (!loaded) {
                child.kill();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        living.forEach(Child::kill);
        threads.shutdown();
    }
}
