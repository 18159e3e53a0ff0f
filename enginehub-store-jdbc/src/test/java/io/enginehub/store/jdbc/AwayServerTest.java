package io.enginehub.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.enginehub.api.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A PostgreSQL that is not there is not waited for; one that starts up is. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AwayServerTest {
    private static StoreException refusal(String url) {
        return assertThrows(StoreException.class, () -> JdbcProcessStore.open(url));
    }

    /** What a pool says when it has waited in vain. */
    private static void assertNotWaitedFor(StoreException refusal) {
        assertFalse(refusal.getCause() instanceof SQLTransientConnectionException, refusal::toString);
        assertInstanceOf(SQLException.class, refusal.getCause());
    }

    @Test
    void saysAtOnceThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        StoreException refusal = refusal("postgresql://me@127.0.0.1:" + port + "/d");
        assertTrue(
                refusal.getMessage()
                        .startsWith("The store could not be opened: Connection to 127.0.0.1:" + port + " refused."),
                refusal::toString);
        assertEquals(StoreException.Fault.NOT_DONE, refusal.fault());
        assertNotWaitedFor(refusal);
    }

    @Test
    void givesUpAServerThatSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StoreException refusal = refusal("postgresql://me@127.0.0.1:" + silent.getLocalPort() + "/d");
            assertEquals(
                    "The store could not be opened: The server does not answer: Read timed out.", refusal.getMessage());
            assertInstanceOf(SocketTimeoutException.class, refusal.getCause().getCause());
            assertNotWaitedFor(refusal);
        }
    }

    @Test
    void namesAHostThatIsNotKnown() {
        SQLException failed =
                new SQLException("The connection attempt failed.", "08001", new UnknownHostException("nowhere"));
        assertEquals(
                "The store could not be opened: There is no host 'nowhere'.",
                OwnPool.notOpened(failed).getMessage());
    }

    @Test
    void waitsForAServerThatStartsUp() throws IOException {
        URI server = URI.create(TestPostgres.url().substring("jdbc:".length()));
        try (CuttingProxy proxy = new CuttingProxy(server.getPort())) {
            proxy.startUpFor(2);
            String url = TestPostgres.url().replaceFirst(":" + server.getPort(), ":" + proxy.port());
            JdbcProcessStore.open(url).close();
            assertEquals(0, proxy.starting());
        }
    }
}
