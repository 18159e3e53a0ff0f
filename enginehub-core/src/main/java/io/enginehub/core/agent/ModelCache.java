package io.enginehub.core.agent;

import io.enginehub.api.Algorithm;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.api.spi.ModelLoad;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.ModelState;
import io.enginehub.core.role.RoleLoop;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that an agent has loaded, by the hash of their content. A model goes when its last owner lets go of it; one
 * whose pins have run out stays while there is room, the least recently used goes first.
 */
final class ModelCache {
    private static final Logger LOG = LoggerFactory.getLogger(ModelCache.class);

    private final Algorithm algorithm;
    private final RoleLoop loop;
    private final Executor loader;
    private final int spare;
    private final Consumer<String> settled;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long uses;

    /**
     * A cache.
     *
     * @param settled is told on the loop when a model has become warm, or failed
     */
    ModelCache(Algorithm algorithm, RoleLoop loop, Executor loader, int spare, Consumer<String> settled) {
        this.algorithm = algorithm;
        this.loop = loop;
        this.loader = loader;
        this.spare = spare;
        this.settled = settled;
    }

    /** Pins a model and begins to load it, unless it is held. One that failed is tried again. */
    void load(ModelLoad load) {
        Entry entry = entries.get(load.pin().hash());
        if (entry == null || entry.problem != null) {
            Entry fresh = new Entry(load.pin().hash());
            if (entry != null) {
                fresh.pins.putAll(entry.pins);
            }
            entries.put(load.pin().hash(), fresh);
            try {
                loader.execute(() -> load(fresh, load.model()));
            } catch (RuntimeException | Error e) { // why: it may be full or shut down, or there are no more threads
                String why = "The agent's executor takes no more tasks. " + Problems.text(e);
                loop.post(() -> loaded(fresh, null, why));
            }
            entry = fresh;
        }
        pin(entry, load.pin().owner(), load.keep());
        makeRoom();
    }

    private void load(Entry entry, Payload payload) {
        Model loaded = null;
        String problem = null;
        try {
            loaded = algorithm.load(payload, entry::progress);
            problem = loaded == null ? "Algorithm '" + algorithm.name() + "' loaded null." : null;
        } catch (Throwable e) { // why: an Error of an algorithm is the algorithm's, and must not end our thread
            problem = Problems.text(e);
        }
        Model model = loaded;
        String why = problem;
        loop.post(() -> loaded(entry, model, why));
    }

    private void loaded(Entry entry, @Nullable Model model, @Nullable String problem) {
        entry.model = model;
        entry.problem = problem;
        settled.accept(entry.hash);
        if (entries.get(entry.hash) != entry || entry.isUnwanted()) {
            drop(entry);
        }
    }

    /** A model that is held, whatever its state. */
    Optional<Entry> find(String hash) {
        return Optional.ofNullable(entries.get(hash));
    }

    void pin(Entry entry, String owner, Duration keep) {
        // why: an event's short pin must not cut a deployment's long one
        entry.pins.merge(owner, loop.nanoTime() + keep.toNanos(), (a, b) -> a - b > 0 ? a : b);
        entry.lastUse = ++uses;
    }

    void unpin(ModelPin pin) {
        Entry entry = entries.get(pin.hash());
        if (entry != null && entry.pins.remove(pin.owner()) != null && entry.isUnwanted()) {
            drop(entry);
        }
    }

    /** An event waits for the model or is in it: it stays, whoever lets go of it, until {@link #used}. */
    void using(Entry entry) {
        entry.inUse++;
    }

    void used(Entry entry) {
        entry.inUse--;
        if (entries.get(entry.hash) != entry || entry.isUnwanted()) {
            drop(entry);
        }
    }

    private void makeRoom() {
        long now = loop.nanoTime();
        List<Entry> idle = entries.values().stream()
                .filter(entry -> entry.isIdle(now))
                .sorted(Comparator.comparingLong(entry -> entry.lastUse))
                .toList();
        idle.stream().limit(Math.max(0, idle.size() - spare)).forEach(this::drop);
    }

    private void drop(Entry entry) {
        entries.remove(entry.hash, entry);
        close(entry);
    }

    private void close(Entry entry) {
        Model model = entry.model;
        if (model != null && entry.inUse == 0) {
            entry.model = null;
            try {
                loader.execute(() -> close(model));
            } catch (RuntimeException | Error e) { // why: the host may have shut its executor down before us
                close(model);
            }
        }
    }

    private void close(Model model) {
        try {
            model.close();
        } catch (Throwable e) { // why: as above; and this may be the loop's thread
            LOG.warn("A model of algorithm '{}' failed to close: {}", algorithm.name(), Problems.text(e));
        }
    }

    /** Lets go of everything. */
    void clear() {
        List.copyOf(entries.values()).forEach(this::drop);
    }

    List<ModelState> states() {
        return entries.values().stream().map(Entry::state).toList();
    }

    /** One model. */
    static final class Entry {
        private final String hash;
        private final Map<String, Long> pins = new LinkedHashMap<>();
        private @Nullable Model model;
        private @Nullable String problem;
        private volatile @Nullable Double fraction;
        private long lastUse;
        private int inUse;

        Entry(String hash) {
            this.hash = hash;
        }

        /** The loaded model; empty while it loads, or when it failed. */
        Optional<Model> model() {
            return Optional.ofNullable(model);
        }

        /** Why it could not be loaded. */
        Optional<String> problem() {
            return Optional.ofNullable(problem);
        }

        /** Is told on the loading thread. */
        private void progress(double told) {
            if (!Double.isNaN(told)) { // why: 0 of 0 is nothing to tell
                fraction = Math.max(0, Math.min(1, told));
            }
        }

        private boolean isUnwanted() {
            return pins.isEmpty() && inUse == 0;
        }

        private boolean isIdle(long now) {
            pins.values().removeIf(until -> until - now <= 0);
            return pins.isEmpty() && inUse == 0 && (model != null || problem != null);
        }

        private ModelState state() {
            ModelState.State state = problem != null
                    ? ModelState.State.FAILED
                    : model == null ? ModelState.State.LOADING : ModelState.State.WARM;
            return new ModelState(hash, state, state == ModelState.State.LOADING ? fraction : null, problem);
        }
    }
}
