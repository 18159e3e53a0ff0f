package io.enginehub.store.jdbc;

import io.enginehub.api.spi.Need;
import java.util.List;

/** Sets of algorithms that processes need. There are few, and none is ever deleted. */
final class NeedTable {
    private static final Numbers<Need> NUMBERS = new Numbers<>("need", Need::toString);

    final String name;
    final Sql put;

    NeedTable(Dialect dialect, String prefix) {
        name = prefix + "need";
        put = dialect.insert(name, Column.list("id long, algorithms text"), "(id) DO NOTHING");
    }

    static long number(Need need) {
        return NUMBERS.of(need);
    }

    static Object[] values(Need need) {
        return new Object[] {number(need), need.toString()};
    }

    static List<Column> key() {
        return Column.list("need long");
    }
}
