package io.enginehub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random flows come back from their JSON as they were. */
class FlowPropertyTest {
    static List<Long> seeds() {
        return LongStream.range(0, 200).boxed().toList();
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areReadBackEqualWhenABuilderMadeThem(long seed) {
        assertRoundTrip(new RandomFlow(random(seed)).built());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areReadBackEqualWhenTheyWereRead(long seed) {
        ProcessFlow flow = new RandomFlow(random(seed)).built();
        // why: white space anywhere between two tokens changes nothing; no text of a random flow holds this character
        String spaced = flow.toJson().replace("\"algorithm\":", "\r\n\t\"algorithm\" : ");
        ProcessFlow again = ProcessFlow.parse(spaced);
        assertEquals(flow, again);
        assertRoundTrip(again);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void joinTheirInputsToValidJson(long seed) {
        ProcessFlow flow = new RandomFlow(random(seed)).built();
        RandomJson values = new RandomJson(random(seed));
        flow.processors().values().forEach(processor -> {
            String value = values.value(2);
            String joined = processor.input().parts().stream()
                    .map(part -> part.literal() + (part.reference() == null ? "" : value))
                    .collect(Collectors.joining());
            assertEquals(joined, Payload.ofJson(joined).text());
            assertEquals(processor.input(), processor.input().map(reference -> Reference.parse(reference.toString())));
        });
    }

    private static void assertRoundTrip(ProcessFlow flow) {
        ProcessFlow again = ProcessFlow.parse(flow.toJson());
        assertEquals(flow.toJson(), again.toJson());
        assertEquals(flow, again);
        assertEquals(flow.output(), again.output());
        assertEquals(flow.deadline(), again.deadline());
        flow.processors().forEach((key, processor) -> {
            Processor other = again.processors().get(key);
            assertEquals(processor.model(), other.model());
            assertEquals(processor.modelFrom(), other.modelFrom());
            assertEquals(processor.input(), other.input());
            assertEquals(processor.retry(), other.retry());
            assertEquals(processor.timeout(), other.timeout());
            assertEquals(processor.after(), other.after());
        });
    }

    /** A flow in which each processor refers only to those before it. */
    private static final class RandomFlow {
        private final RandomGenerator random;
        private final RandomJson json;
        private final List<String> keys = new ArrayList<>();

        RandomFlow(RandomGenerator random) {
            this.random = random;
            this.json = new RandomJson(random);
        }

        ProcessFlow built() {
            ProcessFlow.Builder flow = ProcessFlow.builder("flow-" + random.nextInt(100));
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                String key = "p" + keys.size() + new String[] {"", ".a", "_B", "-c"}[random.nextInt(4)];
                flow.processor(key, "algorithm." + random.nextInt(5), this::fill);
                keys.add(key);
            }
            if (random.nextBoolean()) {
                flow.deadline(duration());
            }
            return flow.output(shape(3)).build();
        }

        private void fill(Processor.Builder processor) {
            switch (random.nextInt(5)) {
                case 0 -> processor.model(Payload.ofJson(json.space() + json.value(4) + json.space()));
                case 1 -> processor.model(Map.of("w", new double[] {random.nextDouble(), random.nextDouble() * 1e-20}));
                case 2 -> processor.modelFrom(reference());
                case 3 -> processor.model(Payload.ofText("text/csv", json.text()));
                default -> {}
            }
            if (random.nextBoolean()) {
                processor.input(shape(3));
            }
            if (random.nextInt(3) == 0) {
                processor.retry(new Retry(
                        random.nextInt(1, 1001),
                        duration(),
                        1 + random.nextDouble() * 99,
                        Duration.ofNanos(random.nextInt()).abs()));
            }
            if (random.nextInt(3) == 0) {
                processor.timeout(duration());
            }
            if (!keys.isEmpty() && random.nextInt(3) == 0) {
                processor.after(keys.get(random.nextInt(keys.size())));
            }
        }

        private Duration duration() {
            return Duration.ofNanos(random.nextLong(1, 1L << random.nextInt(2, 60)));
        }

        private String reference() {
            String processor = keys.isEmpty() || random.nextInt(4) == 0 ? "" : keys.get(random.nextInt(keys.size()));
            String[] pointers = {"#", "#/a", "#/0/b", "#/", "#/~0~1", "#/ä€𝄞", "#/a b#"};
            return processor.isEmpty() || random.nextBoolean()
                    ? processor + pointers[random.nextInt(pointers.length)]
                    : processor;
        }

        private Shape shape(int depth) {
            if (depth == 0 || random.nextInt(3) == 0) {
                return Shape.of(reference());
            }
            List<Object> items = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                Object[] constants = {
                    random.nextInt(), random.nextDouble(), random.nextBoolean(), null, random.nextLong()
                };
                items.add(random.nextBoolean() ? shape(depth - 1) : constants[random.nextInt(constants.length)]);
            }
            if (random.nextBoolean()) {
                return Shape.list(items.toArray());
            }
            Map<String, Object> members = new LinkedHashMap<>();
            items.forEach(item ->
                    members.put(members.size() + new String[] {"", "ä", "\"", "𝄞", "\n"}[random.nextInt(5)], item));
            return Shape.object(members);
        }
    }
}
