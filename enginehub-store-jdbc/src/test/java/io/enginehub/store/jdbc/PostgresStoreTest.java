package io.enginehub.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.enginehub.api.spi.ProcessStore;
import io.enginehub.testkit.ProcessStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest extends ProcessStoreContract {
    private static HikariDataSource pool;

    @BeforeAll
    static void connect() {
        pool = TestPostgres.pool(4);
    }

    @AfterAll
    static void disconnect() {
        pool.close();
    }

    @Override
    protected ProcessStore open() {
        return JdbcProcessStore.using(pool)
                .tablePrefix(TestPostgres.newPrefix())
                .open();
    }

    /** As many as fit into half a minute: each transaction is two round trips and a flush of the server's log. */
    @Override
    protected int randomOperations() {
        return 100_000;
    }
}
