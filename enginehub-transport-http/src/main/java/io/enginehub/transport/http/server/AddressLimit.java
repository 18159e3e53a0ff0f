package io.enginehub.transport.http.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/** Keeps one address from taking all connections: closes those that are too many as soon as they are accepted. */
final class AddressLimit implements Connection.Listener {
    private final int most;
    private final Map<Connection, InetAddress> connections = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

    AddressLimit(int most) {
        this.most = most;
    }

    @Override
    public void onOpened(Connection connection) {
        // why: with TLS there are two connections, one inside the other, and only the outer one has a socket
        if (connection.getEndPoint() instanceof SocketChannelEndPoint socket
                && socket.getRemoteSocketAddress() instanceof InetSocketAddress remote
                && remote.getAddress() != null) {
            connections.put(connection, remote.getAddress());
            if (open.merge(remote.getAddress(), 1, Integer::sum) > most) {
                socket.close();
            }
        }
    }

    @Override
    public void onClosed(Connection connection) {
        InetAddress address = connections.remove(connection);
        if (address != null) {
            open.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        }
    }
}
