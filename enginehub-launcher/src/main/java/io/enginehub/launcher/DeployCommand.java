package io.enginehub.launcher;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.NotWarmException;
import io.enginehub.api.ProcessFlow;
import io.enginehub.transport.http.rest.HttpHub;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code deploy}: a flow goes live at a hub. */
@Command(
        name = "deploy",
        sortOptions = false,
        description = "Deploys a flow at a hub: it takes inputs once its models are warm.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the version is live",
            "1:it is not live yet, a model failed, or the hub refused; the version before it still serves",
            "2:wrong usage or bad input"
        })
final class DeployCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FLOW", description = "The flow's file.")
    private String file = "";

    @Option(
            names = "--set",
            paramLabel = "PROCESSOR.FIELD=VALUE",
            description = "Sets a field of a processor's model. Repeatable.")
    private List<String> settings = List.of();

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            description = "How long to wait until it is live, up to PT60S. Default: ${DEFAULT-VALUE}")
    private Duration patience = Duration.ofSeconds(30);

    @Mixin
    private HubOptions options = new HubOptions();

    private final Console console;

    DeployCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ProcessFlow flow = FlowFile.read(
                FileFaults.path(file),
                settings.stream().map(ModelSetting::parse).toList());
        try (HttpHub hub = options.open(console)) {
            FlowVersion version = hub.deploy(flow, patience);
            console.out().line("Flow " + version + " is live.");
            return ExitCode.FINISHED;
        } catch (NotWarmException e) {
            console.err().line(String.valueOf(e.getMessage()));
            if (!e.hasFailed()) {
                console.err().line("It goes live by itself once nothing lacks; 'enginehub flows' tells.");
            }
            return ExitCode.NOT_FINISHED;
        }
    }
}
