package io.enginehub.launcher;

import io.enginehub.api.UnknownFlowException;
import io.enginehub.transport.http.rest.HttpHub;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code undeploy}: a flow takes no more inputs. */
@Command(
        name = "undeploy",
        sortOptions = false,
        description =
                "Ends a flow's deployment at a hub: it takes no more inputs; those that it has accepted still run.")
final class UndeployCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", description = "The flow's key.")
    private String key = "";

    @Mixin
    private HubOptions options = new HubOptions();

    private final Console console;

    UndeployCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (HttpHub hub = options.open(console)) {
            hub.undeploy(key);
            console.out().line("Flow " + key + " takes no more inputs.");
            return ExitCode.FINISHED;
        } catch (UnknownFlowException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
