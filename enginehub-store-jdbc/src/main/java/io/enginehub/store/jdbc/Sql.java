package io.enginehub.store.jdbc;

import java.util.List;

/**
 * A statement over any number of rows of values.
 *
 * @param columns what a row of values holds, in the order of the parameters
 */
record Sql(String text, List<Column> columns) {
    /** The one row of values of a statement that takes none. */
    static final List<Object[]> ONCE = List.<Object[]>of(new Object[0]);
}
