package io.enginehub.core.sim;

import static io.enginehub.core.sim.SimulatedTime.SECOND;

import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Reply;
import io.enginehub.core.hub.HubBridge;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;

/** An application that deploys: flows that it has, and flows that it cuts out of what has finished. */
final class Deployer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Caller caller;
    private final Oracle oracle;
    private int open;

    Deployer(Caller caller, Oracle oracle) {
        this.caller = caller;
        this.oracle = oracle;
    }

    void plan(long until) {
        for (int i = caller.random.nextInt(3); i >= 0; i--) {
            ProcessFlow flow = SampleFlows.deployable(caller.random);
            caller.later(until, () -> deploy(flow, 3));
        }
        if (caller.random.nextInt(4) == 0) {
            caller.later(until, () -> undeploy(SampleFlows.deployedKey(caller.random)));
        }
    }

    /** The faults are over: a flow that nobody else deploys must go live now. */
    void deployLast() {
        open++;
        deploy(SampleFlows.deployable("last-of-" + caller.name, 0), Integer.MAX_VALUE);
    }

    private void deploy(ProcessFlow flow, int tries) {
        caller.<HubBridge.Deployed>ask("deploy", flow.key(), PATIENCE, hub -> HubBridge.deploy(hub, flow), reply -> {
            boolean live = reply instanceof Reply.Ok<HubBridge.Deployed> ok
                    && ok.value().problem().isEmpty();
            if (reply instanceof Reply.Ok<HubBridge.Deployed> ok) {
                oracle.flows.deployed(ok.value());
            }
            if (live) {
                open -= tries > 100 ? 1 : 0;
            } else if (tries > 1) {
                caller.loop.after(caller.loop.jittered(AGAIN), () -> deploy(flow, tries - 1));
            }
        });
    }

    private void undeploy(String flowKey) {
        oracle.asked.undeploy(flowKey);
        caller.ask("undeploy", flowKey, RoleLoop.PATIENCE, hub -> HubBridge.undeploy(hub, flowKey), reply -> {});
    }

    /** Cuts a flow out of a finished process, and deploys it. */
    void promote(ProcessId id) {
        if (oracle.isPromotable(id)) {
            String key = "promoted-" + caller.name + "-" + caller.random.nextInt(2);
            caller.read(
                    "promote",
                    id,
                    hub -> hub.promote(id, "#", "score", key),
                    flow -> caller.later(SECOND, () -> deploy(oracle.promoted(id, flow), 3)));
        }
    }

    /** How many deployments have to go live, and have not. */
    int open() {
        return open;
    }
}
