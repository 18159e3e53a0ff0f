package io.enginehub.store.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A column, or a parameter that stands for one. */
record Column(String name, Type type) {
    /** What values of a column are. Times are {@link #LONG}: microseconds since 1970. */
    enum Type {
        UUID("uuid"),
        TEXT("text"),
        INT("int4"),
        LONG("int8"),
        BYTES("bytea");

        /** The name of the type in PostgreSQL. */
        final String name;

        Type(String name) {
            this.name = name;
        }
    }

    /** Columns from text such as {@code "process uuid, step text, run int"}. */
    static List<Column> list(String text) {
        return Stream.of(text.split(","))
                .map(part -> part.strip().split(" +"))
                .map(part -> new Column(part[0], type(part[1])))
                .toList();
    }

    private static Type type(String word) {
        return switch (word) {
            case "uuid" -> Type.UUID;
            case "text" -> Type.TEXT;
            case "int" -> Type.INT;
            case "long" -> Type.LONG;
            case "bytes" -> Type.BYTES;
            default -> throw new IllegalArgumentException("no type of a column: " + word);
        };
    }

    /**
     * A text as both databases can keep it: U+0000 becomes U+FFFD. PostgreSQL refuses it, and what algorithms log and
     * throw may hold it.
     */
    static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    static List<Column> concat(List<Column> first, List<Column> second) {
        List<Column> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
