package io.enginehub.store.jdbc;

import java.sql.SQLException;

/** Carries an error of the database through a decision, which knows of none. */
final class UncheckedSqlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final SQLException error;

    UncheckedSqlException(SQLException error) {
        super(error);
        this.error = error;
    }

    SQLException error() {
        return error;
    }
}
