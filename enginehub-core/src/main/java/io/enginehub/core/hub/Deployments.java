package io.enginehub.core.hub;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.spi.Agent;
import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.Member;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.ModelLoad;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.ModelState;
import io.enginehub.api.spi.Registration;
import io.enginehub.api.spi.Reply;
import io.enginehub.api.spi.Transport;
import io.enginehub.core.role.RoleLoop;
import io.enginehub.core.rules.FlowVersions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the models of deployed flows warm: compares what live agents hold with what they should hold, and pushes what is
 * missing. A version goes live once each of its models is warm on an agent.
 */
final class Deployments {
    private static final Duration KEEP = Duration.ofMinutes(2);
    private static final Duration RENEW = Duration.ofSeconds(30);
    private static final Duration FIRST_POLL = Duration.ofMillis(1);
    private static final Duration LAST_POLL = Duration.ofMillis(200);
    private static final Duration LAST_POLL_UNWATCHED = Duration.ofSeconds(10);
    private static final String WITHDRAWN = "It was undeployed, or a newer version went live, while it was deployed.";

    /** An agent, with what it has said and what it was told. */
    private static final class Host {
        final Member member;
        final Agent agent;
        final Set<ModelPin> pinned = new LinkedHashSet<>();
        Map<String, ModelState> models = new LinkedHashMap<>();

        Host(Member member, Agent agent) {
            this.member = member;
            this.agent = agent;
        }

        String algorithm() {
            return member.facts().getOrDefault(Member.ALGORITHM, "");
        }
    }

    private final RoleLoop loop;
    private final Transport transport;
    private final StoreReader reader;
    private final StoreWriter writer;
    private final PlanCache plans;
    private final Map<MemberId, Host> hosts = new LinkedHashMap<>();
    private final Map<FlowVersion, CompletableFuture<Optional<String>>> waiting = new LinkedHashMap<>();
    /** Versions that somebody deploys now: their models that failed to load are tried again. */
    private final Set<FlowVersion> anew = new LinkedHashSet<>();

    private List<WantedVersion> wanted = List.of();
    private Set<FlowVersion> superseded = Set.of();
    private Duration poll = FIRST_POLL;
    private @Nullable Registration next;
    private boolean comparing;
    private boolean renewing;
    private boolean again;
    private boolean stopped;

    Deployments(RoleLoop loop, Transport transport, StoreReader reader, StoreWriter writer, PlanCache plans) {
        this.loop = loop;
        this.transport = transport;
        this.reader = reader;
        this.writer = writer;
        this.plans = plans;
    }

    void members(Picture picture) {
        Set<MemberId> present = new LinkedHashSet<>();
        for (Member member : picture.agents()) {
            present.add(member.id());
            hosts.computeIfAbsent(member.id(), id -> new Host(member, transport.agent(member)));
        }
        hosts.keySet().retainAll(present);
        refresh();
    }

    /** Completes when the version is live: empty; or when a model of it failed on all agents: with the reason. */
    CompletableFuture<Optional<String>> awaitReady(FlowVersion version) {
        CompletableFuture<Optional<String>> ready = waiting.computeIfAbsent(version, v -> new CompletableFuture<>());
        anew.add(version);
        refresh();
        return ready;
    }

    /** What a version lacks until it is ready, for people. */
    String lacking(FlowVersion version) {
        List<String> lacks = wanted.stream()
                .filter(row -> row.version().equals(version))
                .flatMap(row -> row.models().stream())
                .map(this::lack)
                .flatMap(Optional::stream)
                .toList();
        return lacks.isEmpty() ? "Nothing lacks any more; ask again." : String.join(" ", lacks);
    }

    /** What each version lacks whose models are held, or are to be. */
    Map<FlowVersion, String> lacking() {
        Map<FlowVersion, String> lacking = new LinkedHashMap<>();
        wanted.forEach(version -> lacking.put(
                version.version(),
                version.models().stream()
                        .map(this::lack)
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" "))));
        return lacking;
    }

    void stop() {
        stopped = true;
    }

    /** Flows, agents or models have changed: looks at everything anew. */
    void refresh() {
        poll = FIRST_POLL;
        compare();
    }

    private void compare() {
        if (stopped) {
            return;
        }
        if (comparing) {
            again = true;
            return;
        }
        comparing = true;
        reader.read(
                history -> WantedVersion.read(history, plans),
                found -> {
                    wanted = found.versions();
                    superseded = found.superseded();
                    askAgents();
                },
                this::compared);
    }

    private void askAgents() {
        List<Host> asked = wanted.isEmpty() && hosts.values().stream().allMatch(host -> host.pinned.isEmpty())
                ? List.of()
                : List.copyOf(hosts.values());
        int[] open = {asked.size()};
        if (asked.isEmpty()) {
            decide();
        }
        for (Host host : asked) {
            loop.ask(host.agent.status(), reply -> {
                if (reply instanceof Reply.Ok<AgentStatus> ok) {
                    Map<String, ModelState> models = new LinkedHashMap<>();
                    ok.value().models().forEach(model -> models.put(model.hash(), model));
                    host.models = models;
                }
                if (--open[0] == 0) {
                    decide();
                }
            });
        }
    }

    private void decide() {
        hosts.values().forEach(this::push);
        wanted.forEach(version -> anew.remove(version.version()));
        renewing = false;
        boolean settled = true;
        for (WantedVersion version : wanted) {
            boolean warm =
                    version.models().stream().allMatch(model -> lack(model).isEmpty());
            if (!version.ready() && warm) {
                loop.ask(writer.run(new FlowVersions.MarkReady(version.version())), reply -> {
                    if (reply instanceof Reply.Ok<Boolean> ok) {
                        complete(version.version(), ok.value() ? Optional.empty() : Optional.of(WITHDRAWN));
                        refresh(); // why: the version before is not wanted any more once nothing runs on it
                    }
                });
            } else if (version.ready()) {
                complete(version.version(), Optional.empty());
            } else {
                settled = false;
                failure(version).ifPresent(why -> complete(version.version(), Optional.of(why)));
            }
        }
        if (!again) { // why: else a version may wait that came after this look began
            withdrawn().forEach(version -> complete(version, Optional.of(WITHDRAWN)));
        }
        compared();
        schedule(settled ? RENEW : poll);
        // why: a version whose models fail for good is not to be asked for five times a second for ever
        Duration most = waiting.isEmpty() ? LAST_POLL_UNWATCHED : LAST_POLL;
        poll = poll.multipliedBy(2).compareTo(most) > 0 ? most : poll.multipliedBy(2);
    }

    /** Versions that somebody deploys, and that are wanted no more. */
    private List<FlowVersion> withdrawn() {
        Set<FlowVersion> known = new LinkedHashSet<>();
        wanted.forEach(version -> known.add(version.version()));
        return waiting.keySet().stream()
                .filter(version -> !known.contains(version))
                .toList();
    }

    private void compared() {
        comparing = false;
        if (again) {
            again = false;
            compare();
        }
    }

    private void schedule(Duration delay) {
        if (next != null) {
            next.close();
        }
        next = loop.after(delay, () -> {
            renewing = delay.equals(RENEW);
            compare();
        });
    }

    private void complete(FlowVersion version, Optional<String> outcome) {
        CompletableFuture<Optional<String>> waiter = waiting.remove(version);
        if (waiter != null) {
            waiter.complete(outcome);
        }
    }

    /** Sends an agent what it lacks, renews what it has, and lets go of what is wanted no more. */
    private void push(Host host) {
        List<ModelLoad> loads = new ArrayList<>();
        Set<ModelPin> keep = new LinkedHashSet<>();
        for (WantedVersion version : wanted) {
            for (WantedVersion.WantedModel model : version.models()) {
                if (model.algorithm().equals(host.algorithm())) {
                    ModelPin pin = new ModelPin(model.hash(), owner(version.version()));
                    keep.add(pin);
                    ModelState state = host.models.get(model.hash());
                    if (state != null && state.state() == ModelState.State.FAILED && anew.contains(version.version())) {
                        host.models.remove(model.hash());
                        state = null;
                    }
                    if (state == null || renewing || !host.pinned.contains(pin)) {
                        loads.add(new ModelLoad(pin, KEEP, model.payload()));
                    }
                }
            }
        }
        if (!loads.isEmpty()) {
            loop.ask(host.agent.load(loads), reply -> {
                if (reply instanceof Reply.Ok<Boolean>) {
                    loads.forEach(load -> host.pinned.add(load.pin()));
                }
            });
        }
        List<ModelPin> ending =
                host.pinned.stream().filter(pin -> !keep.contains(pin)).toList();
        ending.forEach(host.pinned::remove);
        List<String> lasting = superseded.stream().map(Deployments::owner).toList();
        // why not those of superseded versions: their pins run out by themselves, so that going back is quick for a
        // while
        List<ModelPin> drop =
                ending.stream().filter(pin -> !lasting.contains(pin.owner())).toList();
        if (!drop.isEmpty()) {
            loop.ask(
                    host.agent.unpin(drop),
                    reply -> {}); // why: a pin that stays for want of an answer runs out by itself
        }
    }

    private static String owner(FlowVersion version) {
        return "flow/" + version;
    }

    private List<Host> of(String algorithm) {
        return hosts.values().stream()
                .filter(host -> host.algorithm().equals(algorithm))
                .toList();
    }

    private Optional<String> lack(WantedVersion.WantedModel model) {
        List<Host> agents = of(model.algorithm());
        if (agents.isEmpty()) {
            return Optional.of("No live agent has algorithm '" + model.algorithm() + "' of processor '"
                    + model.processor() + "'.");
        }
        List<String> states = new ArrayList<>();
        for (Host host : agents) {
            ModelState state = host.models.get(model.hash());
            if (state != null && state.state() == ModelState.State.WARM) {
                return Optional.empty();
            }
            states.add("agent '" + host.member.id().name() + "': "
                    + (state == null
                            ? "not sent yet"
                            : state.problem() == null ? "LOADING" : "FAILED: " + state.problem()));
        }
        return Optional.of("The model of processor '" + model.processor() + "' is warm nowhere ("
                + String.join("; ", states) + ").");
    }

    private Optional<String> failure(WantedVersion version) {
        for (WantedVersion.WantedModel model : version.models()) {
            List<Host> agents = of(model.algorithm());
            boolean allFailed = !agents.isEmpty()
                    && agents.stream().allMatch(host -> {
                        ModelState state = host.models.get(model.hash());
                        return state != null && state.state() == ModelState.State.FAILED;
                    });
            if (allFailed) {
                return lack(model);
            }
        }
        return Optional.empty();
    }
}
