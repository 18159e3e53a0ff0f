package io.enginehub.transport.http;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Signs requests with the cluster's secret. */
final class HmacSigner implements RoleSigner {
    private final ClusterSecret secret;
    private final LongSupplier wallMillis;
    private final UUID sender = UUID.randomUUID();
    private final AtomicLong number = new AtomicLong();

    HmacSigner(ClusterSecret secret, LongSupplier wallMillis) {
        this.secret = secret;
        this.wallMillis = wallMillis;
    }

    @Override
    public Map<String, String> sign(RoleSignature.Request request) {
        RoleSignature signature =
                RoleSignature.of(secret, wallMillis.getAsLong(), sender, number.getAndIncrement(), request);
        return Map.of(RoleSignature.HEADER, signature.header());
    }
}
