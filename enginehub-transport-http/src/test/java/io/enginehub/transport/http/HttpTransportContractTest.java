package io.enginehub.transport.http;

import io.enginehub.api.spi.Transport;
import io.enginehub.testkit.TransportContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

final class HttpTransportContractTest extends TransportContract {
    @Override
    protected Transport open() {
        return HttpTransport.local();
    }

    @Override
    protected URI nowhere() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
