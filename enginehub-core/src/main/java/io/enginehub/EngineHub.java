package io.enginehub;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Explanation;
import io.enginehub.api.Hub;
import io.enginehub.api.HubListener;
import io.enginehub.api.NoRoleException;
import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import io.enginehub.api.ProcessId;
import io.enginehub.api.ProcessResult;
import io.enginehub.api.StillRunningException;
import io.enginehub.api.SubmitOptions;
import io.enginehub.api.spi.ClusterSettings;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.api.spi.Registry;
import io.enginehub.api.spi.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine in this JVM, with the roles that its builder was asked for. Thread-safe. What was passed in (store, transport,
 * registry, executors) is the caller's to close.
 */
public final class EngineHub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineHub.class);
    private static final Duration DEFAULT_CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Set<Explanation.Reason> NOBODY_HANDLES =
            EnumSet.of(Explanation.Reason.NO_AGENT, Explanation.Reason.AGENT_DRAINED);
    private static final Duration LOOK_WHY = Duration.ofSeconds(5);

    private final Wiring wiring;
    private final Duration closePatience;

    private EngineHub(Wiring wiring, Duration closePatience) {
        this.wiring = wiring;
        this.closePatience = closePatience;
    }

    /** Hub, dispatcher, and an agent for each algorithm; in memory unless a store is given. */
    public static Builder local() {
        return new Builder("local").hub(hub -> {}).dispatcher(dispatcher -> {});
    }

    /** No role until asked for. */
    public static Builder named(String member) {
        return new Builder(member);
    }

    /**
     * The hub, for everything that {@link #run} does not do.
     *
     * @throws NoRoleException when this engine has no hub role
     */
    public Hub hub() {
        Hub hub = wiring.hub();
        if (hub == null) {
            throw new NoRoleException("This engine has no hub role. Ask for one with hub(…) before start().");
        }
        return hub;
    }

    /**
     * Runs a flow ad-hoc, and waits for its end, however long that takes.
     *
     * @param input a Java value, written as JSON; a {@link Payload} passes as it is
     * @throws io.enginehub.api.InterruptedWaitException when the thread is interrupted; the process goes on
     */
    public ProcessResult run(ProcessFlow flow, Object input) {
        return await(hub().submitAdHoc(flow, Payload.of(input), SubmitOptions.none()));
    }

    /**
     * Runs the live version of a deployed flow, and waits for the process's end, however long that takes.
     *
     * @param input a Java value, written as JSON; a {@link Payload} passes as it is
     * @throws io.enginehub.api.UnknownFlowException when the flow has no live version
     */
    public ProcessResult run(String flowKey, Object input) {
        return await(hub().submit(flowKey, Payload.of(input), SubmitOptions.none()));
    }

    private ProcessResult await(ProcessId id) {
        boolean told = false;
        while (true) {
            try {
                return hub().await(id, LOOK_WHY);
            } catch (StillRunningException e) {
                if (wiring.isStopped()) {
                    throw e;
                }
                Explanation why = hub().explain(id);
                if (NOBODY_HANDLES.contains(why.reason()) && !told) {
                    told = true; // why: a misspelled algorithm would otherwise wait in silence
                    LOG.warn("Process {} waits. {}", id, why.text());
                }
            }
        }
    }

    /**
     * Claims no more, and waits for what is in the slots; then its agents leave the registry, take no more events, and
     * finish those that they hold. True: every slot is empty, and no agent holds an event.
     */
    public boolean drain(Duration patience) {
        return wiring.drain(patience);
    }

    /** Drains for the close patience (5 s by default), hands back what is left, and stops. Closing again does nothing. */
    @Override
    public void close() {
        wiring.close(closePatience);
    }

    /** What an engine is made of. */
    public static final class Builder {
        final String name;
        final List<AgentDraft> agents = new ArrayList<>();
        final List<HubListener> listeners = new ArrayList<>();

        @Nullable
        HubDraft hub;

        @Nullable
        DispatcherDraft dispatcher;

        @Nullable
        ProcessStore store;

        @Nullable
        Transport transport;

        @Nullable
        Registry registry;

        @Nullable
        ClusterSettings settings;

        private Duration closePatience = DEFAULT_CLOSE_PATIENCE;

        private Builder(String name) {
            this.name = name;
        }

        /** Adds a hub, or changes its options. */
        public Builder hub(Consumer<HubOptions> more) {
            hub = hub == null ? new HubDraft() : hub;
            more.accept(hub);
            return this;
        }

        /** Adds a dispatcher, or changes its options. */
        public Builder dispatcher(Consumer<DispatcherOptions> more) {
            dispatcher = dispatcher == null ? new DispatcherDraft() : dispatcher;
            more.accept(dispatcher);
            return this;
        }

        /** Adds an agent with this algorithm. */
        public Builder algorithm(Algorithm algorithm) {
            return algorithm(algorithm, agent -> {});
        }

        /** Adds an agent with this algorithm. */
        public Builder algorithm(Algorithm algorithm, Consumer<AgentOptions> more) {
            AgentDraft agent = new AgentDraft(algorithm);
            more.accept(agent);
            agents.add(agent);
            return this;
        }

        /** The hub's store; in memory by default. */
        public Builder store(ProcessStore yours) {
            this.store = yours;
            return this;
        }

        /** How roles reach each other; within this JVM by default. */
        public Builder transport(Transport yours) {
            this.transport = yours;
            return this;
        }

        /** How roles find each other; within this JVM by default. */
        public Builder registry(Registry yours) {
            this.registry = yours;
            return this;
        }

        /** Settings of the whole cluster, which the roles follow; none by default. */
        public Builder settings(ClusterSettings yours) {
            this.settings = yours;
            return this;
        }

        /** Is told of each change that the hub commits. */
        public Builder listener(HubListener yours) {
            this.listeners.add(yours);
            return this;
        }

        /** How long {@link EngineHub#close()} waits for what is in the slots. */
        public Builder closePatience(Duration patience) {
            this.closePatience = patience;
            return this;
        }

        /**
         * Starts the engine.
         *
         * @throws IllegalStateException naming all that is missing or out of range
         */
        public EngineHub start() {
            List<String> faults = new BuilderChecks(this).faults();
            if (!faults.isEmpty()) {
                throw new IllegalStateException("The engine cannot start: " + String.join(" ", faults));
            }
            return new EngineHub(Wiring.start(this), closePatience);
        }
    }
}
