package io.enginehub.core.dispatcher;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.AgentStatus;
import io.enginehub.api.spi.Claim;
import io.enginehub.api.spi.EventKey;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.Reply;
import io.enginehub.core.flow.CompiledFlow;
import io.enginehub.core.flow.ProcessDecider;
import io.enginehub.core.role.RoleLoop;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Claimed processes on their way into a slot: the payloads that a claim did not bring are fetched, and after a takeover
 * agents are asked what they hold.
 */
final class Starting {
    private static final int MAX_PLANS = 1000;

    private final RoleLoop loop;
    private final Hubs hubs;
    private final AgentPicker agents;
    private final Consumer<Slot> ready;
    private final LinkedHashMap<PlanHash, CompiledFlow> plans = new LinkedHashMap<>();
    private final Map<ProcessId, Claim> claims = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param ready is given each that was not let go of meanwhile
     */
    Starting(RoleLoop loop, Hubs hubs, AgentPicker agents, Consumer<Slot> ready) {
        this.loop = loop;
        this.hubs = hubs;
        this.agents = agents;
        this.ready = ready;
    }

    int size() {
        return claims.size();
    }

    List<Held> held() {
        return claims.values().stream().map(Claim::held).toList();
    }

    boolean has(ProcessId process) {
        return claims.containsKey(process);
    }

    /** Whether this very hold is on its way. */
    boolean has(Held held) {
        Claim claim = claims.get(held.process());
        return claim != null && claim.held().equals(held);
    }

    /** Takes a claim, in the place of an earlier one of its process. */
    void add(Claim claim) {
        claims.put(claim.id(), claim);
    }

    /** Gets ready what was added. */
    void prepare(Claim claim) {
        CompiledFlow flow = compiled(claim);
        fetch(claim, ProcessDecider.needed(flow, claim.finished()), payloads -> {
            Slot slot = new Slot(claim, flow, new ProcessDecider(flow, claim, payloads));
            findHolders(slot, () -> {
                if (claims.remove(claim.id(), claim)) { // why: it may have been cancelled or taken away since
                    ready.accept(slot);
                }
            });
        });
    }

    void letGo(ProcessId process, long epoch) {
        claims.values()
                .removeIf(claim -> claim.id().equals(process) && claim.held().epoch() <= epoch);
    }

    void clear() {
        claims.clear();
    }

    private CompiledFlow compiled(Claim claim) {
        CompiledFlow flow = plans.get(claim.plan());
        if (flow == null) {
            flow = CompiledFlow.of(claim.flow());
            plans.put(claim.plan(), flow);
            if (plans.size() > MAX_PLANS) {
                plans.remove(plans.keySet().iterator().next());
            }
        }
        return flow;
    }

    private void fetch(Claim claim, Set<String> needed, Consumer<Map<String, Payload>> then) {
        if (claim.payloads().keySet().containsAll(needed)) {
            then.accept(claim.payloads());
        } else {
            hubs.ask(() -> has(claim.held()), hub -> hub.payloads(claim.id(), needed), then);
        }
    }

    /** After a takeover: asks the agents of open steps what they hold, so that nothing runs twice without need. */
    private void findHolders(Slot slot, Runnable then) {
        Set<AgentView> asked = new LinkedHashSet<>();
        if (slot.held().epoch() > 1) {
            slot.flow.nodes().stream()
                    .filter(node -> !slot.claim.finished().contains(node.key()))
                    .forEach(node -> asked.addAll(agents.of(node.algorithm())));
        }
        int[] open = {asked.size()};
        if (asked.isEmpty()) {
            then.run();
        }
        for (AgentView agent : asked) {
            loop.ask(agent.agent.status(), Standstill.LONGEST, reply -> {
                if (reply instanceof Reply.Ok<AgentStatus> ok) {
                    for (EventKey key : ok.value().held()) {
                        if (key.process().equals(slot.claim.id()) && key.run() == slot.claim.run()) {
                            slot.holders.put(key.step(), agent);
                        }
                    }
                }
                if (--open[0] == 0) {
                    then.run();
                }
            });
        }
    }
}
