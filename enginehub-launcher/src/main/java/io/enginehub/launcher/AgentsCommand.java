package io.enginehub.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.api.AgentState;
import io.enginehub.transport.http.rest.HttpHub;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code agents}: who can handle what, and how busy they are. */
@Command(
        name = "agents",
        sortOptions = false,
        description = "Lists the agents of a hub: algorithm, status, how busy they are, and the models that they hold.")
final class AgentsCommand extends MembersCommand<AgentState> {
    AgentsCommand(Console console) {
        super(console);
    }

    @Override
    List<AgentState> list(HttpHub hub) {
        return hub.agents();
    }

    @Override
    Table table(List<AgentState> all) {
        Table table = Table.of("name", "algorithm", "version", "status", "busy", "models", "address");
        all.forEach(agent -> table.row(
                agent.name(),
                agent.algorithm(),
                agent.version(),
                agent.status().name(),
                agent.answers() ? agent.held() + "/" + agent.capacity() : "no answer",
                models(agent),
                agent.address().toString()));
        return table;
    }

    private static String models(AgentState agent) {
        Map<String, Long> states = agent.models().stream()
                .collect(Collectors.groupingBy(AgentState.HeldModel::state, TreeMap::new, Collectors.counting()));
        return states.entrySet().stream()
                .map(state -> state.getValue() + " " + state.getKey())
                .collect(Collectors.joining(", "));
    }

    @Override
    void document(AgentState agent, ObjectNode json) {
        json.put("name", agent.name())
                .put("algorithm", agent.algorithm())
                .put("version", agent.version())
                .put("address", agent.address().toString())
                .put("capacity", agent.capacity())
                .put("status", agent.status().name())
                .put("answers", agent.answers())
                .put("held", agent.held())
                .put("overdue", agent.overdue());
        ArrayNode models = json.putArray("models");
        agent.models()
                .forEach(model -> models.addObject()
                        .put("hash", model.hash())
                        .put("state", model.state())
                        .put("fraction", model.fraction())
                        .put("problem", model.problem()));
    }

    @Override
    String none() {
        return "No agent is there. Start one: enginehub agent --algorithm NAME";
    }
}
