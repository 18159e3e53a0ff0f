package io.enginehub.core.hub;

import io.enginehub.api.AgentState;
import io.enginehub.api.Deployment;
import io.enginehub.api.DispatcherState;
import io.enginehub.api.FlowVersion;
import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessHistory;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.Transport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What can be said of flows and members. Blocks, as history does and for as long as agents may take to answer. */
final class ClusterReads {
    private static final long PATIENCE_MILLIS = 2000;

    private final ProcessHistory history;
    private final Transport transport;

    ClusterReads(ProcessHistory history, Transport transport) {
        this.history = history;
        this.transport = transport;
    }

    /**
     * All versions of all flows.
     *
     * @param lacking what each version lacks whose models are held; a version that is not among them needs none
     */
    List<Deployment> deployments(Map<FlowVersion, String> lacking) {
        List<FlowRow> rows = history.flows();
        Map<String, FlowVersion> live = new LinkedHashMap<>();
        rows.stream()
                .filter(FlowRow::isLive)
                .forEach(row -> live.put(row.version().key(), row.version()));
        return rows.stream()
                .map(row -> deployment(
                        row, row.version().equals(live.get(row.version().key())), lacking))
                .toList();
    }

    private Deployment deployment(FlowRow row, boolean live, Map<FlowVersion, String> lacking) {
        String lacks = lacking.get(row.version());
        Deployment.State state;
        if (live) {
            state = lacks == null || lacks.isEmpty() ? Deployment.State.READY : Deployment.State.DEGRADED;
        } else if (row.readyAt() == null && row.undeployedAt() == null) {
            state = Deployment.State.LOADING;
        } else {
            // why lacks first: a version whose models nobody holds has run nothing for long, and there may be many
            boolean draining = lacks != null && history.isActive(row.version());
            state = draining ? Deployment.State.DRAINING : Deployment.State.RETIRED;
        }
        return new Deployment(row.version(), state, row.deployedAt(), row.readyAt(), lacks == null ? "" : lacks);
    }

    /** The version of a flow that takes inputs. */
    Optional<FlowRow> live(String flowKey) {
        return last(flowKey, FlowRow::isLive);
    }

    /** What was live before, with another content. */
    Optional<PlanRow> before(FlowRow live) {
        return last(
                        live.version().key(),
                        row -> row.readyAt() != null
                                && row.version().version() < live.version().version()
                                && !row.plan().equals(live.plan()))
                .flatMap(row -> history.plan(row.plan()));
    }

    private Optional<FlowRow> last(String flowKey, Predicate<FlowRow> wanted) {
        return history.flows().stream()
                .filter(row -> row.version().key().equals(flowKey))
                .filter(wanted)
                .reduce((first, second) -> second);
    }

    /** All agents that are there; those last that are drained. */
    List<AgentState> agents(Picture picture) {
        Map<Member, CompletableFuture<Reply<AgentStatus>>> asked = new LinkedHashMap<>();
        picture.agents().forEach(member -> asked.put(member, ask(member)));
        picture.drained().forEach(member -> asked.put(member, ask(member)));
        return asked.entrySet().stream()
                .map(each -> {
                    boolean drained = picture.drained().contains(each.getKey());
                    AgentState.Status status = drained ? AgentState.Status.DRAINED : AgentState.Status.ACTIVE;
                    return agent(each.getKey(), status, each.getValue().join());
                })
                .toList();
    }

    private CompletableFuture<Reply<AgentStatus>> ask(Member member) {
        return transport
                .agent(member)
                .status()
                .toCompletableFuture()
                .copy() // why: what the transport completes is not ours to complete
                .completeOnTimeout(new Reply.Unknown<>("no answer"), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static AgentState agent(Member member, AgentState.Status status, Reply<AgentStatus> reply) {
        Optional<AgentStatus> told = reply.fold(Optional::of, refused -> Optional.empty(), unknown -> Optional.empty());
        return new AgentState(
                member.id().name(),
                member.id().incarnation(),
                member.facts().getOrDefault(Member.ALGORITHM, ""),
                member.facts().getOrDefault(Member.VERSION, ""),
                member.address(),
                member.number(Member.CAPACITY, 1),
                status,
                told.isPresent(),
                told.map(each -> each.held().size()).orElse(0),
                told.map(AgentStatus::overdue).orElse(0),
                told.map(ClusterReads::models).orElse(List.of()));
    }

    private static List<AgentState.HeldModel> models(AgentStatus status) {
        return status.models().stream()
                .map(model ->
                        new AgentState.HeldModel(model.hash(), model.state().name(), model.fraction(), model.problem()))
                .toList();
    }

    List<DispatcherState> dispatchers(Picture picture) {
        return picture.members().stream()
                .filter(member -> member.role() == Member.Role.DISPATCHER)
                .map(this::dispatcher)
                .toList();
    }

    private DispatcherState dispatcher(Member member) {
        return new DispatcherState(
                member.id().name(),
                member.id().incarnation(),
                member.address(),
                member.number(Member.CAPACITY, 0),
                history.owned(member.id()).stream().map(ProcessRow::id).toList());
    }
}
