package io.enginehub.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.DispatcherState;
import io.enginehub.transport.http.rest.HttpHub;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code dispatchers}: who sees processes through, and which. */
@Command(
        name = "dispatchers",
        sortOptions = false,
        description = "Lists the dispatchers of a hub: their slots, and the processes in them.")
final class DispatchersCommand extends MembersCommand<DispatcherState> {
    private static final int SHOWN = 5;

    DispatchersCommand(Console console) {
        super(console);
    }

    @Override
    List<DispatcherState> list(HttpHub hub) {
        return hub.dispatchers();
    }

    @Override
    Table table(List<DispatcherState> all) {
        Table table = Table.of("name", "slots", "processes", "address");
        all.forEach(dispatcher -> table.row(
                dispatcher.name(),
                dispatcher.running().size() + "/" + dispatcher.slots(),
                processes(dispatcher),
                dispatcher.address().toString()));
        return table;
    }

    private static String processes(DispatcherState dispatcher) {
        int more = dispatcher.running().size() - SHOWN;
        return dispatcher.running().stream().limit(SHOWN).map(ShortId::of).collect(Collectors.joining(" "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    @Override
    void document(DispatcherState dispatcher, ObjectNode json) {
        json.put("name", dispatcher.name())
                .put("address", dispatcher.address().toString())
                .put("slots", dispatcher.slots());
        ArrayNode running = json.putArray("running");
        dispatcher.running().forEach(id -> running.add(id.toString()));
    }

    @Override
    String none() {
        return "No dispatcher is there. Start one: enginehub dispatcher";
    }
}
