package io.enginehub.command;

import io.enginehub.api.InputException;
import io.enginehub.api.LoadContext;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.api.StepContext;

/** A model that processes hold. An interrupt ends the event, and the process that was in it. */
final class CommandModel implements Model {
    private final ChildPool pool;

    private CommandModel(ChildPool pool) {
        this.pool = pool;
    }

    /** Starts the first process, so that a model that does not load is found out before there is an input. */
    static CommandModel load(Children children, byte[] line, int processes, LoadContext load)
            throws InterruptedException {
        ChildPool pool = new ChildPool(children, line, processes);
        pool.giveBack(pool.take(load), true);
        return new CommandModel(pool);
    }

    @Override
    public Payload apply(Payload input, StepContext step) throws InterruptedException {
        Conversation process = pool.take(fraction -> {});
        boolean sound = false;
        try {
            Answer answer = process.ask(
                    id -> LineWriter.input(id, step.key(), step.attempt(), input), Long.MAX_VALUE, Hearer.of(step));
            sound = !(answer instanceof Answer.Ready);
            return output(answer);
        } finally {
            pool.giveBack(process, sound);
        }
    }

    private static Payload output(Answer answer) {
        if (answer instanceof Answer.Output output) {
            return output.payload();
        }
        if (answer instanceof Answer.Fault fault) {
            if (fault.input()) {
                throw new InputException(fault.message());
            }
            throw new CommandException(fault.message());
        }
        throw new CommandException("It said again that it is ready, in place of an output.");
    }

    @Override
    public void close() {
        pool.close();
    }
}
