/**
 * Processes in SQLite or PostgreSQL: {@link io.enginehub.store.jdbc.JdbcProcessStore}.
 *
 * <p>One class per table, which knows its columns. A {@link io.enginehub.store.jdbc.Dialect} writes the SQL, a
 * {@link io.enginehub.store.jdbc.Script} runs it: on PostgreSQL many statements in one round trip, each over arrays of
 * values; on SQLite, which is in this process, row by row.
 */
@NullMarked
package io.enginehub.store.jdbc;

import org.jspecify.annotations.NullMarked;
