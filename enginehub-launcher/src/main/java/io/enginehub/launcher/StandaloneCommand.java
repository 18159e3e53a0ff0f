package io.enginehub.launcher;

import io.enginehub.EngineHub;
import io.enginehub.transport.http.HttpTransport;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code standalone}: all roles in one JVM, open by REST. */
@Command(
        name = "standalone",
        sortOptions = false,
        description = "Runs hub, dispatcher, and an agent for each algorithm in one JVM. Others may join it.")
final class StandaloneCommand implements Callable<Integer> {
    @Mixin
    private HostOptions host = new HostOptions();

    @Mixin
    private HubStoreOptions store = new HubStoreOptions();

    @Mixin
    private TokenOptions tokens = new TokenOptions();

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "How many processes run at a time. Default: ${DEFAULT-VALUE}")
    private int slots = 16;

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

    StandaloneCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        EngineHub.Builder roles = EngineHub.named(host.name("standalone"))
                .hub(hub -> {})
                .dispatcher(dispatcher -> dispatcher.slots(slots));
        try (Programs programs = new Programs(algorithms.load(console.env()).below(""))) {
            programs.algorithms().forEach(found -> AgentSetup.add(roles, found, found.name(), capacity));
            HttpTransport transport = host.transport(HubCommand.PORT, tokens.file(console.env()), console.env());
            roles.listener(transport.counting());
            return new RoleHost(console, transport, find.open(transport, List::of, console.env()))
                    .run(roles, "All roles", store.open(console), drain.patience());
        }
    }
}
