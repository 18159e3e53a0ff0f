package io.enginehub.launcher;

import io.enginehub.EngineHub;
import io.enginehub.transport.http.HttpTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agent}: runs one algorithm, or an agent for each of several. */
@Command(
        name = "agent",
        sortOptions = false,
        description =
                "Runs an agent: it handles inputs with its algorithm. With several algorithms, an agent for each.")
final class AgentCommand implements Callable<Integer> {
    @Option(
            names = {"-a", "--algorithm"},
            paramLabel = "NAME",
            required = true,
            description = "The agent's algorithm, or a place in the catalogue such as 'classifier'. Repeatable.")
    private List<String> names = List.of();

    @Mixin
    private HubAddresses hubs = new HubAddresses();

    @Mixin
    private HostOptions host = new HostOptions();

    @Option(
            names = "--capacity",
            paramLabel = "N",
            description = "How many inputs each agent handles at a time. Default: the number of processors")
    private @Nullable Integer capacity;

    @Mixin
    private AlgorithmOptions algorithms = new AlgorithmOptions();

    @Mixin
    private FindOptions find = new FindOptions();

    @Mixin
    private DrainOptions drain = new DrainOptions();

    private final Console console;

    AgentCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        // why: with one algorithm, a program that is given without a name can only be that one
        List<FoundAlgorithm> found = found(algorithms.load(console.env(), names.size() == 1 ? names.get(0) : null));
        String name = host.name(found.get(0).name());
        String what = found.stream().map(FoundAlgorithm::name).collect(Collectors.joining(", "));
        EngineHub.Builder roles = EngineHub.named(name);
        try (Programs programs = new Programs(found)) {
            for (FoundAlgorithm each : programs.algorithms()) {
                String agent = found.size() == 1 ? name : name + "." + each.name();
                AgentSetup.add(roles, each, agent, capacity);
            }
            HttpTransport transport = host.transport(0, null, console.env());
            return new RoleHost(console, transport, find.open(transport, hubs::all, console.env()))
                    .run(roles, "Agent '" + name + "' with " + what, null, drain.patience());
        }
    }

    private List<FoundAlgorithm> found(AlgorithmCatalogue catalogue) {
        List<FoundAlgorithm> all = new ArrayList<>();
        for (String name : names) {
            List<FoundAlgorithm> found = catalogue.below(name);
            if (found.isEmpty()) {
                throw new BadInputException("--algorithm " + name + ": it is not available."
                        + Closest.question(name, catalogue.names())
                        + " Add a jar with --algorithms JAR_OR_FOLDER, or a program with --command COMMAND;"
                        + " 'enginehub algorithms' lists what is there.");
            }
            found.stream().filter(each -> !all.contains(each)).forEach(all::add);
        }
        return all;
    }
}
