package io.enginehub.consul;

import io.enginehub.api.spi.Member;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;

/**
 * Tries whether members take connections. It connects, says nothing, and hangs up: an address that refuses costs no call of
 * an engine, and a dead member is out before Consul's check has failed for long.
 */
final class Quarantine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ExecutorService threads;
    private final boolean on;

    /**
     * Looks on these threads, and closes them with itself.
     *
     * @param on false: nobody is looked at, and nobody is ever in quarantine
     */
    Quarantine(ExecutorService threads, boolean on) {
        this.threads = threads;
        this.on = on;
    }

    /** Tells on another thread whether a member took a connection; does not block. */
    void look(Member member, BiConsumer<MemberKey, Boolean> answer) {
        if (on) {
            threads.execute(() -> answer.accept(MemberKey.of(member), takes(member)));
        }
    }

    private static boolean takes(Member member) {
        String host = AddressRule.bare(member.address().getHost());
        InetSocketAddress address = new InetSocketAddress(host, member.address().getPort());
        if (address.isUnresolved() || AddressRule.isNever(address.getAddress())) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, Math.toIntExact(PATIENCE.toMillis()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
