package io.enginehub.store.jdbc;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.Recorded;
import io.enginehub.api.spi.SessionState;
import io.enginehub.core.rules.Leases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A store on a pool that is a host application's. */
class HostPoolTest {
    private static final MemberId OWNER = new MemberId("dispatcher", new UUID(1, 1));

    @Test
    void givesConnectionsBackAsTheyWere() throws Exception {
        try (HikariDataSource pool = TestPostgres.pool(4)) {
            JdbcProcessStore store = open(pool);
            new Crowd(List.of(store), 20).run(8, () -> {});
            assertTrue(pool.getHikariPoolMXBean().getActiveConnections() <= 4, "four are held");
            store.close();
            assertFalse(pool.isClosed());
            List<Connection> all = drain(pool);
            for (Connection connection : all) {
                assertTrue(connection.getAutoCommit());
                assertEquals("on", setting(connection, "enable_seqscan"));
                assertEquals("auto", setting(connection, "plan_cache_mode"));
                assertEquals("on", setting(connection, "jit"));
                connection.close();
            }
        }
    }

    private static JdbcProcessStore open(HikariDataSource pool) {
        return JdbcProcessStore.using(pool)
                .tablePrefix(TestPostgres.newPrefix())
                .open();
    }

    private static List<Connection> drain(HikariDataSource pool) throws SQLException {
        List<Connection> all = new ArrayList<>();
        while (pool.getHikariPoolMXBean().getActiveConnections() < pool.getMaximumPoolSize()) {
            all.add(pool.getConnection());
        }
        return all;
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void usesFourConnectionsAtATimeAtMost() throws Exception {
        try (HikariDataSource pool = TestPostgres.pool(16);
                JdbcProcessStore store = open(pool)) {
            int[] most = new int[1];
            new Crowd(List.of(store), 100).run(12, () -> {
                synchronized (most) {
                    most[0] = Math.max(most[0], pool.getHikariPoolMXBean().getActiveConnections());
                }
            });
            await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() <= 4);
            System.out.println("A host's pool of 16: " + most[0] + " connections used at a time, "
                    + pool.getHikariPoolMXBean().getTotalConnections() + " ever opened");
            assertTrue(most[0] <= 4, "connections: " + most[0]);
        }
    }

    @Test
    void renewsAndRecordsWhileThePoolIsDrained() throws Exception {
        try (HikariDataSource pool = TestPostgres.pool(4);
                JdbcProcessStore store = open(pool)) {
            Ruled hub = new Ruled(store);
            ProcessId id = Ruled.newId();
            hub.run(Ruled.submit(id));
            var taken = hub.run(Ruled.claim(OWNER, 1, 1)).taken().get(0);
            List<Connection> all = drain(pool);
            for (int i = 0; i < 20; i++) {
                assertEquals(SessionState.HELD, hub.run(new Leases.Renew(OWNER, Duration.ofSeconds(5))));
            }
            Held held = new Held(id, taken.row().epoch());
            assertEquals(Recorded.Kind.APPLIED, hub.run(Ruled.finish(OWNER, held)));
            assertEquals(0, hub.repeated.get());
            for (Connection connection : all) {
                connection.close();
            }
        }
    }
}
