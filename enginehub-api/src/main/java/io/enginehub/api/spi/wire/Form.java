package io.enginehub.api.spi.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** How values of one type stand in a head: as one JSON value. Everything keeps its order. */
final class Form<T> {
    private final BiConsumer<HeadWriter, T> writing;
    private final Function<HeadReader, T> reading;

    private Form(BiConsumer<HeadWriter, T> writing, Function<HeadReader, T> reading) {
        this.writing = writing;
        this.reading = reading;
    }

    void write(HeadWriter out, T value) {
        writing.accept(out, value);
    }

    T read(HeadReader in) {
        return reading.apply(in);
    }

    static <T> Form<T> of(BiConsumer<HeadWriter, T> writing, Function<HeadReader, T> reading) {
        return new Form<>(writing, reading);
    }

    /** An object; the functions write and read its members. What the value's constructor refuses is refused. */
    static <T> Form<T> object(BiConsumer<HeadWriter, T> members, Function<HeadReader, T> reading) {
        return new Form<>((out, value) -> out.object(() -> members.accept(out, value)), in -> {
            in.requireObject();
            try {
                return reading.apply(in);
            } catch (IllegalArgumentException e) {
                throw in.fault(String.valueOf(e.getMessage()), "Send a value that obeys this", e);
            }
        });
    }

    /** An object with one member. */
    static <T> Form<T> object(String member, Form<T> form) {
        return object((out, value) -> out.put(member, form, value), in -> in.get(member, form));
    }

    static <T> Form<List<T>> list(Form<T> item) {
        return new Form<>((out, items) -> write(out, item, items), in -> List.copyOf(read(in, item)));
    }

    static <T> Form<Set<T>> set(Form<T> item) {
        return new Form<>(
                (out, items) -> write(out, item, items),
                in -> Collections.unmodifiableSet(new LinkedHashSet<>(read(in, item))));
    }

    private static <T> void write(HeadWriter out, Form<T> item, Collection<T> items) {
        out.array(() -> items.forEach(each -> item.write(out, each)));
    }

    private static <T> List<T> read(HeadReader in, Form<T> item) {
        List<T> items = new ArrayList<>();
        in.items(each -> items.add(item.read(each)));
        return items;
    }

    /** An object whose members are named by the keys. */
    static <T> Form<Map<String, T>> map(Form<T> value) {
        return new Form<>(
                (out, map) -> out.object(() -> map.forEach((key, each) -> out.put(name(key), value, each))), in -> {
                    Map<String, T> map = new LinkedHashMap<>();
                    in.members((key, each) -> map.put(key, value.read(each)));
                    return Collections.unmodifiableMap(map);
                });
    }

    // why: parsers of JSON take halves of surrogate pairs in texts, and not in names
    private static String name(String key) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
            throw new WireException("the head", "a key has half of a surrogate pair", "Give it a name in Unicode");
        }
        return key;
    }

    /** A constant, by its name. */
    static <E extends Enum<E>> Form<E> oneOf(Class<E> type) {
        E[] all = type.getEnumConstants();
        Map<String, E> byName = new LinkedHashMap<>();
        for (E each : all) {
            byName.put(each.name(), each);
        }
        return new Form<>((out, value) -> out.text(value.name()), in -> {
            E value = byName.get(in.text());
            if (value == null) {
                throw in.fault("the name is not known", "Send one of " + Arrays.toString(all));
            }
            return value;
        });
    }
}
