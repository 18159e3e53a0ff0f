package io.enginehub.api.spi.wire;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessFlow;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** Makes a value of any type that a role's message holds, from the type alone: a new member of a record needs nothing here. */
final class RandomValues {
    private static final List<String> TEXTS = List.of(
            "",
            "tree",
            "classifier.decisionTree",
            "a \"quoted\" \\ text / with\ttabs\r\nand lines",
            "\u0000\u001F\u007F\u0080\uFFFF",
            "Größe, 木, \uD83C\uDF33",
            "cut in a pair \uD83C",
            "\uDF33 the other half",
            "x".repeat(5000));
    private static final List<Long> LONGS =
            List.of(0L, 1L, -1L, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, -(1L << 31) - 1);
    private static final List<Integer> INTS = List.of(0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 65_536);
    private static final List<Double> DOUBLES =
            List.of(0.0, -0.0, 1.0, 0.1, 1.0 / 3, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 1e-300);
    private static final List<Duration> DURATIONS = List.of(
            Duration.ZERO,
            Duration.ofNanos(1),
            Duration.ofNanos(-1),
            Duration.ofMillis(-1500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
            Duration.ofSeconds(Long.MIN_VALUE));
    private static final List<Instant> INSTANTS = List.of(
            Instant.EPOCH,
            Instant.MAX,
            Instant.MIN,
            Instant.EPOCH.minusNanos(1),
            Instant.parse("2026-11-30T23:59:59.000000001Z"));
    private static final List<URI> ADDRESSES =
            List.of(URI.create("http://[::1]:8080/agents/tree?x=%20#y"), URI.create("sim://d1"), URI.create(""));
    private static final List<String> TYPES = List.of(
            Payload.JSON,
            "application/json; charset=utf-8",
            "text/csv",
            "application/octet-stream",
            "x",
            "text/x; a=\"~\"");
    private static final List<ProcessFlow> FLOWS = List.of(
            ProcessFlow.chain("words", "text.split", "text.count"),
            ProcessFlow.builder("wine")
                    .processor("scale", "transform.scale", p -> p.model(Map.of("μ", 0.1, "names", List.of("木"))))
                    .processor(
                            "tree",
                            "classifier.tree",
                            p -> p.input("scale#/größe")
                                    .model(Payload.ofBytes("application/x-tree", new byte[] {0, -1, 127}))
                                    .timeout(Duration.ofNanos(1_500_000_001)))
                    .deadline(Duration.ofHours(1))
                    .build());

    private static final Map<Class<?>, Shape> SHAPES = new HashMap<>();

    private final RandomGenerator random;

    RandomValues(long seed) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T any(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private <T> T any(List<T> extremes, Supplier<T> otherwise) {
        return random.nextBoolean() ? any(extremes) : otherwise.get();
    }

    Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return collection(generic);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return any(Arrays.asList(plain.getEnumConstants()));
        }
        if (plain.isRecord()) {
            return record(plain);
        }
        return scalar(plain);
    }

    private Object scalar(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> any(TEXTS, this::name);
            case "boolean", "Boolean" -> random.nextBoolean();
            case "int", "Integer" -> any(INTS, random::nextInt);
            case "long", "Long" -> any(LONGS, random::nextLong);
            case "double", "Double" -> any(DOUBLES, random::nextDouble);
            case "UUID" -> new UUID(random.nextLong(), random.nextLong());
            case "URI" -> any(ADDRESSES);
            case "Duration" -> any(DURATIONS, () -> Duration.ofNanos(random.nextLong()));
            case "Instant" ->
                any(INSTANTS, () -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
            case "Payload" -> payload();
            case "ProcessFlow" -> any(FLOWS);
            default -> throw new IllegalArgumentException("Say here how a random " + type + " is made.");
        };
    }

    private String key() {
        String text = any(TEXTS, this::name);
        return StandardCharsets.UTF_8.newEncoder().canEncode(text) ? text : name();
    }

    private String name() {
        return "n" + random.nextInt(1000);
    }

    private Payload payload() {
        if (random.nextInt(4) == 0) {
            return random.nextBoolean() ? Payload.NULL : Payload.EMPTY_OBJECT; // why: the same object, often
        }
        byte[] bytes = new byte[random.nextInt(20) == 0 ? 100_000 : random.nextInt(30)];
        random.nextBytes(bytes);
        return random.nextBoolean()
                ? Payload.ofBytes(any(TYPES), bytes)
                : Payload.ofBytes(Payload.JSON, ("{\"n\":" + random.nextInt() + "}").getBytes(StandardCharsets.UTF_8));
    }

    private Object collection(ParameterizedType type) {
        Type[] of = type.getActualTypeArguments();
        int size = random.nextInt(4);
        if (type.getRawType() == List.class) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(value(of[0]));
            }
            return list;
        }
        if (type.getRawType() == Set.class) {
            Set<Object> set = new LinkedHashSet<>();
            for (int i = 0; i < size; i++) {
                set.add(value(of[0]));
            }
            return set;
        }
        if (type.getRawType() == Map.class) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                map.put(key(), value(of[1]));
            }
            return map;
        }
        throw new IllegalArgumentException("Say here how a random " + type + " is made.");
    }

    /** Null half of the time where it may be; again where the record wants it otherwise. */
    private Object record(Class<?> type) {
        Shape shape = SHAPES.computeIfAbsent(type, Shape::of);
        for (int tries = 0; tries < 100; tries++) {
            @Nullable Object[] values = new Object[shape.types.size()];
            for (int i = 0; i < values.length; i++) {
                boolean none = shape.nullable.get(i) && random.nextBoolean();
                values[i] = none ? null : value(shape.types.get(i));
            }
            try {
                return shape.constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof IllegalArgumentException)) {
                    throw new IllegalStateException(e);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException(type + " takes no random values");
    }

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** What a record is made of. */
    private record Shape(Constructor<?> constructor, List<Type> types, List<Boolean> nullable) {
        static Shape of(Class<?> type) {
            List<RecordComponent> components = List.of(type.getRecordComponents());
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(
                        components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return new Shape(
                        constructor,
                        components.stream().map(RecordComponent::getGenericType).toList(),
                        components.stream().map(RandomValues::isNullable).toList());
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
