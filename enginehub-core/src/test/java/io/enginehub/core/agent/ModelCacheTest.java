package io.enginehub.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.Algorithm;
import io.enginehub.api.LoadContext;
import io.enginehub.api.Model;
import io.enginehub.api.Payload;
import io.enginehub.api.StepContext;
import io.enginehub.api.spi.ModelLoad;
import io.enginehub.api.spi.ModelPin;
import io.enginehub.api.spi.ModelState;
import io.enginehub.core.role.ManualLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ModelCacheTest {
    private final ManualLoop loop = new ManualLoop();
    private final Queue<Runnable> loads = new ArrayDeque<>();
    private final List<String> events = new ArrayList<>();
    private boolean broken;
    private boolean clinging;
    private ModelCache slowly;
    private final ModelCache cache =
            new ModelCache(new Recorded(), loop.roleLoop(), loads::add, 1, hash -> events.add("settled " + hash));

    /** Writes down what is loaded and closed. */
    private final class Recorded implements Algorithm {
        @Override
        public String name() {
            return "recorded";
        }

        @Override
        public Model load(Payload model) {
            events.add("load " + model.text());
            if (broken) {
                throw new IllegalStateException("corrupt");
            }
            return new Model() {
                @Override
                public Payload apply(Payload input, StepContext step) {
                    return input;
                }

                @Override
                public void close() {
                    events.add("close " + model.text());
                    if (clinging) {
                        throw new NoClassDefFoundError("what it needs to close");
                    }
                }
            };
        }
    }

    private static ModelLoad load(int model, String owner) {
        return new ModelLoad(new ModelPin("h" + model, owner), Duration.ofSeconds(10), Payload.of(model));
    }

    private void runLoads() {
        loop.run();
        while (!loads.isEmpty()) {
            loads.remove().run();
            loop.run();
        }
    }

    private void loaded(int model, String owner) {
        cache.load(load(model, owner));
        runLoads();
    }

    private List<String> held() {
        return cache.states().stream()
                .map(state -> state.hash() + " " + state.state())
                .toList();
    }

    @Test
    void loadsAModelOnceForAllWhoWantIt() {
        cache.load(load(1, "x"));
        cache.load(load(1, "y"));
        assertEquals(List.of("h1 LOADING"), held());
        runLoads();
        cache.load(load(1, "z"));
        runLoads();
        assertEquals(List.of("load 1", "settled h1"), events);
        assertEquals(List.of("h1 WARM"), held());
    }

    @Test
    void saysHowFarALoadIsForAsLongAsItLoads() {
        List<ModelState> seen = new ArrayList<>();
        Algorithm slow = new Algorithm() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public Model load(Payload model) {
                throw new IllegalStateException("agents tell what a load may say");
            }

            @Override
            public Model load(Payload model, LoadContext load) {
                for (double told : new double[] {0.25, Double.NaN, 7}) {
                    load.progress(told);
                    seen.addAll(slowly.states());
                }
                return (input, step) -> input;
            }
        };
        slowly = new ModelCache(slow, loop.roleLoop(), loads::add, 1, hash -> {});
        slowly.load(load(1, "x"));
        seen.addAll(slowly.states());
        runLoads();
        seen.addAll(slowly.states());
        assertEquals(
                List.of("LOADING null", "LOADING 0.25", "LOADING 0.25", "LOADING 1.0", "WARM null"),
                seen.stream()
                        .map(state -> state.state() + " " + state.fraction())
                        .toList());
    }

    @Test
    void closesAModelWhenItsLastOwnerLetsGoOfIt() {
        loaded(1, "x");
        loaded(1, "y");
        cache.unpin(new ModelPin("h1", "x"));
        runLoads();
        assertEquals(List.of("h1 WARM"), held());
        cache.unpin(new ModelPin("h1", "y"));
        runLoads();
        assertEquals(List.of(), held());
        assertEquals(List.of("load 1", "settled h1", "close 1"), events);
        cache.unpin(new ModelPin("h1", "y"));
        runLoads();
        assertEquals(3, events.size());
    }

    @Test
    void closesAModelThatIsInUseOnlyAfterwards() {
        loaded(1, "x");
        ModelCache.Entry entry = cache.find("h1").orElseThrow();
        cache.using(entry);
        cache.unpin(new ModelPin("h1", "x"));
        runLoads();
        assertEquals(List.of("load 1", "settled h1"), events);
        cache.used(entry);
        runLoads();
        assertEquals(List.of("load 1", "settled h1", "close 1"), events);
    }

    @Test
    void keepsAModelThatLoadsWhileAnEventWaitsForIt() {
        cache.load(load(1, "x"));
        ModelCache.Entry entry = cache.find("h1").orElseThrow();
        cache.using(entry);
        cache.unpin(new ModelPin("h1", "x"));
        runLoads();
        assertEquals(List.of("h1 WARM"), held());
        cache.used(entry);
        runLoads();
        assertEquals(List.of(), held());
        assertEquals(List.of("load 1", "settled h1", "close 1"), events);
    }

    @Test
    void closesAModelThatNobodyWantsAnyMoreWhenItHasLoaded() {
        cache.load(load(1, "x"));
        cache.unpin(new ModelPin("h1", "x"));
        runLoads();
        assertTrue(events.contains("close 1"));
        assertEquals(List.of(), held());
    }

    @Test
    void keepsWhatNobodyPinsWhileThereIsRoomAndThenDropsTheLeastRecentlyUsed() {
        loaded(1, "x");
        loaded(2, "x");
        loop.pass(Duration.ofSeconds(11)); // the pins have run out
        cache.pin(cache.find("h1").orElseThrow(), "y", Duration.ofSeconds(1)); // used again
        loop.pass(Duration.ofSeconds(2));
        loaded(3, "x");
        assertEquals(List.of("h1 WARM", "h3 WARM"), held());
        assertTrue(events.contains("close 2"));
    }

    @Test
    void doesNotShortenAPinByAnotherOfTheSameOwner() {
        loaded(1, "x");
        loaded(2, "x");
        cache.pin(cache.find("h1").orElseThrow(), "x", Duration.ofSeconds(1));
        loop.pass(Duration.ofSeconds(5));
        loaded(3, "y");
        assertEquals(List.of("h1 WARM", "h2 WARM", "h3 WARM"), held());
    }

    @Test
    void tellsWhyAModelFailedAndTriesItAgainWhenItIsSentAgain() {
        broken = true;
        loaded(1, "x");
        assertEquals(
                List.of(new ModelState("h1", ModelState.State.FAILED, null, "IllegalStateException: corrupt")),
                cache.states());
        broken = false;
        loaded(1, "x");
        assertEquals(List.of("h1 WARM"), held());
        assertEquals(List.of("load 1", "settled h1", "load 1", "settled h1"), events);
    }

    @Test
    void goesOnWhenAModelFailsToClose() {
        clinging = true;
        loaded(1, "x");
        cache.unpin(new ModelPin("h1", "x"));
        runLoads();
        assertEquals(List.of(), held());
        loaded(2, "x");
        assertEquals(List.of("h2 WARM"), held());
    }

    @Test
    void closesEverythingAtTheEnd() {
        loaded(1, "x");
        loaded(2, "x");
        cache.clear();
        runLoads();
        assertEquals(List.of("close 1", "close 2"), events.subList(4, 6));
    }
}
