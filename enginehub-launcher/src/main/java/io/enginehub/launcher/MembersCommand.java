package io.enginehub.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.transport.http.rest.HttpHub;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A list of something that a hub knows: a table for people, a document for scripts. */
abstract class MembersCommand<T> implements Callable<Integer> {
    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @Mixin
    private HubOptions options = new HubOptions();

    private final Console console;

    MembersCommand(Console console) {
        this.console = console;
    }

    abstract List<T> list(HttpHub hub);

    abstract Table table(List<T> all);

    abstract void document(T one, ObjectNode json);

    /** What is said where there is none. */
    abstract String none();

    @Override
    public Integer call() {
        try (HttpHub hub = options.open(console)) {
            List<T> all = list(hub);
            if (json) {
                ArrayNode documents = Json.NODES.arrayNode();
                all.forEach(one -> document(one, documents.addObject()));
                console.out().json(JsonText.pretty(documents));
            } else if (all.isEmpty()) {
                console.err().line(none());
            } else {
                console.out().lines(table(all).lines(console.terminal()));
            }
            return ExitCode.FINISHED;
        }
    }
}
