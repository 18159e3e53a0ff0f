package io.enginehub.launcher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.Deployment;
import io.enginehub.transport.http.rest.HttpHub;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code flows}: what is deployed. */
@Command(
        name = "flows",
        sortOptions = false,
        description = "Lists the flows that are deployed at a hub, and where each version stands.")
final class FlowsCommand extends MembersCommand<Deployment> {
    @Option(names = "--all", description = "Those versions, too, of which nothing runs any more.")
    private boolean all;

    FlowsCommand(Console console) {
        super(console);
    }

    @Override
    List<Deployment> list(HttpHub hub) {
        return hub.deployments().stream()
                .filter(version -> all || version.state() != Deployment.State.RETIRED)
                .toList();
    }

    @Override
    Table table(List<Deployment> versions) {
        Table table = Table.of("flow", "version", "state", "deployed", "lacks").right(1);
        versions.forEach(version -> table.row(
                version.flow().key(),
                Integer.toString(version.flow().version()),
                version.state().name(),
                Moments.text(version.deployed()),
                version.lacking()));
        return table;
    }

    @Override
    void document(Deployment version, ObjectNode json) {
        json.put("flow", version.flow().key())
                .put("version", version.flow().version())
                .put("state", version.state().name())
                .put("deployed", version.deployed().toString())
                .put("ready", version.ready() == null ? null : version.ready().toString())
                .put("lacking", version.lacking());
    }

    @Override
    String none() {
        return "No flow is deployed. Deploy one: enginehub deploy FLOW";
    }
}
