package io.enginehub.cluster;

import java.sql.SQLException;

/** Two hubs on one database: clients and dispatchers go on with the other one. */
class PostgresKillTest extends KillContract {
    @Override
    int hubs() {
        return 2;
    }

    @Override
    String store() throws SQLException {
        return TestPostgres.newDatabase();
    }
}
