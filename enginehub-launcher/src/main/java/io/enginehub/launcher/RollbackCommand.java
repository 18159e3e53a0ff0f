package io.enginehub.launcher;

import io.enginehub.api.UnknownFlowException;
import io.enginehub.transport.http.rest.HttpHub;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollback}: back to what was live before. */
@Command(
        name = "rollback",
        sortOptions = false,
        description = "Deploys at a hub what was live before the version of a flow that is live now.")
final class RollbackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", description = "The flow's key.")
    private String key = "";

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            description = "How long to wait until it is live, up to PT60S. Default: ${DEFAULT-VALUE}")
    private Duration patience = Duration.ofSeconds(30);

    @Mixin
    private HubOptions options = new HubOptions();

    private final Console console;

    RollbackCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (HttpHub hub = options.open(console)) {
            console.out().line("Flow " + hub.rollback(key, patience) + " is live.");
            return ExitCode.FINISHED;
        } catch (UnknownFlowException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
