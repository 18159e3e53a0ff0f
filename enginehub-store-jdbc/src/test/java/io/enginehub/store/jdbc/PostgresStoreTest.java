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
}
