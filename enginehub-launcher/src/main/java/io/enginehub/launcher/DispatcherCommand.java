package io.enginehub.launcher;

import io.enginehub.EngineHub;
import io.enginehub.transport.http.HttpTransport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dispatcher}: takes processes from the waiting queue and sees them through. */
@Command(
        name = "dispatcher",
        sortOptions = false,
        description = "Runs a dispatcher: it takes processes from the hubs' waiting queue and sends them to agents.")
final class DispatcherCommand implements Callable<Integer> {
    @Mixin
    private HubAddresses hubs = new HubAddresses();

    @Mixin
    private HostOptions host = new HostOptions();

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "How many processes it holds at a time. Default: ${DEFAULT-VALUE}")
    private int slots = 16;

    @Mixin
    private FindOptions find = new FindOptions();

    @Mixin
    private DrainOptions drain = new DrainOptions();

    private final Console console;

    DispatcherCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String name = host.name("dispatcher");
        EngineHub.Builder roles = EngineHub.named(name).dispatcher(dispatcher -> dispatcher.slots(slots));
        HttpTransport transport = host.transport(0, null, console.env());
        return new RoleHost(console, transport, find.open(transport, hubs::all, console.env()))
                .run(roles, "Dispatcher '" + name + "'", null, drain.patience());
    }
}
