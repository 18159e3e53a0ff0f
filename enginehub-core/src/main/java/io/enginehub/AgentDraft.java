package io.enginehub;

import io.enginehub.api.Algorithm;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** An agent as the builder collects it. */
final class AgentDraft implements AgentOptions {
    private static final int DEFAULT_SPARE_MODELS = 16;

    final Algorithm algorithm;
    String name;
    int capacity = Math.max(2, Runtime.getRuntime().availableProcessors());
    int spareModels = DEFAULT_SPARE_MODELS;

    @Nullable
    Executor executor;

    AgentDraft(Algorithm algorithm) {
        this.algorithm = algorithm;
        this.name = algorithm.name();
    }

    @Override
    public AgentOptions name(String given) {
        this.name = given;
        return this;
    }

    @Override
    public AgentOptions capacity(int events) {
        this.capacity = events;
        return this;
    }

    @Override
    public AgentOptions executor(Executor yours) {
        this.executor = yours;
        return this;
    }

    @Override
    public AgentOptions models(int loaded) {
        this.spareModels = loaded;
        return this;
    }
}
