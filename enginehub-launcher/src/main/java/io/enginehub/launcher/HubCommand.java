package io.enginehub.launcher;

import io.enginehub.EngineHub;
import io.enginehub.transport.http.HttpTransport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub}: the API gateway and the waiting queue. */
@Command(
        name = "hub",
        sortOptions = false,
        description =
                "Runs a hub: it takes inputs by REST, keeps them in its store, and dispatchers and agents find it.")
final class HubCommand implements Callable<Integer> {
    static final int PORT = 7700;

    @Mixin
    private HostOptions host = new HostOptions();

    @Mixin
    private HubStoreOptions store = new HubStoreOptions();

    @Mixin
    private TokenOptions tokens = new TokenOptions();

    @Option(
            names = "--hub",
            split = ",",
            paramLabel = "URL",
            description = "The other hubs of the cluster, which share this one's database: URL[,URL].")
    private List<String> others = List.of();

    @Option(
            names = "--lease",
            paramLabel = "DURATION",
            description = "How long a dispatcher may be silent before others take over. Default: ${DEFAULT-VALUE}")
    private Duration lease = Duration.ofSeconds(5);

    @Option(
            names = "--max-pending",
            paramLabel = "N",
            description = "How many processes may wait before more are refused. Default: ${DEFAULT-VALUE}")
    private int maxPending = 100_000;

    @Mixin
    private FindOptions find = new FindOptions();

    @Mixin
    private DrainOptions drain = new DrainOptions();

    private final Console console;

    HubCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        EngineHub.Builder roles =
                EngineHub.named(host.name("hub")).hub(hub -> hub.lease(lease).maxPending(maxPending));
        HttpTransport transport = host.transport(PORT, tokens.file(console.env()), console.env());
        roles.listener(transport.counting());
        return new RoleHost(console, transport, find.open(transport, () -> HostOptions.hubs(others), console.env()))
                .run(roles, "Hub", store.open(console), drain.patience());
    }
}
