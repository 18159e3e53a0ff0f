package io.enginehub.launcher;

import io.enginehub.api.ProcessId;
import io.enginehub.transport.http.rest.HttpHub;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What an operator does to a process at a hub. */
abstract sealed class MoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The process's id, or an unambiguous beginning or end of it.")
    private String id = "";

    @Mixin
    private HubOptions options = new HubOptions();

    private final Console console;

    private MoveCommand(Console console) {
        this.console = console;
    }

    /** Does it; false: the process is where that cannot be done. */
    abstract boolean move(HttpHub hub, ProcessId process);

    /** What was done, or could not be. */
    abstract String told(boolean done);

    @Override
    public Integer call() {
        ProcessId process;
        try (Histories processes = options.processes(console)) {
            process = processes.find(id).id();
        }
        try (HttpHub hub = options.open(console)) {
            boolean done = move(hub, process);
            (done ? console.out() : console.err()).line("Process " + process + " " + told(done));
            return done ? ExitCode.FINISHED : ExitCode.NOT_FINISHED;
        }
    }

    /** {@code cancel}: ends a process. */
    @Command(
            name = "cancel",
            sortOptions = false,
            description = "Cancels a process at a hub that has not ended; its handlers are interrupted.")
    static final class Cancel extends MoveCommand {
        Cancel(Console console) {
            super(console);
        }

        @Override
        boolean move(HttpHub hub, ProcessId process) {
            return hub.cancel(process);
        }

        @Override
        String told(boolean done) {
            return done ? "is cancelled." : "has ended already.";
        }
    }

    /** {@code retry}: gives a process another run. */
    @Command(
            name = "retry",
            sortOptions = false,
            description = "Puts a FAILED, CANCELLED or TIMED_OUT process back into the queue; its finished steps stay.")
    static final class Retry extends MoveCommand {
        Retry(Console console) {
            super(console);
        }

        @Override
        boolean move(HttpHub hub, ProcessId process) {
            return hub.retry(process);
        }

        @Override
        String told(boolean done) {
            return done ? "is in the queue again." : "has not FAILED, and was neither CANCELLED nor TIMED_OUT.";
        }
    }
}
