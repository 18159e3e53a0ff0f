package io.enginehub.consul;

import com.orbitz.consul.Consul;
import com.orbitz.consul.config.CacheConfig;
import com.orbitz.consul.config.ClientConfig;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

/**
 * The one place where clients of Consul are made. A test holds it so: a client that gets no executor of ours looks for a
 * class that OkHttp has no more, and a client that gets its token another way shows it in addresses.
 */
final class ConsulClients {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** How much later than asked for a long poll may answer; beside a sixteenth of it that Consul adds by chance. */
    private static final Duration LATE = Duration.ofSeconds(3);

    private ConsulClients() {}

    /** Does not connect yet. */
    static Consul open(ConsulAccess access) {
        Consul.Builder builder = Consul.builder()
                .withExecutorService(Threads.unused())
                .withPing(false)
                .withUrl(access.url().toString())
                .withConnectTimeoutMillis(CONNECT.toMillis())
                .withReadTimeoutMillis(ANSWER.toMillis())
                .withWriteTimeoutMillis(ANSWER.toMillis())
                .withClientConfiguration(new ClientConfig(CacheConfig.builder()
                        .withTimeoutAutoAdjustmentEnabled(true)
                        .withTimeoutAutoAdjustmentMargin(LATE)
                        .build()));
        String token = access.token();
        if (token != null) {
            builder.withTokenAuth(token);
        }
        Path authority = access.authority();
        ConsulAccess.ClientCertificate certificate = access.certificate();
        if (authority != null || certificate != null) {
            X509TrustManager trust = authority == null ? PemFiles.trustOfTheJvm() : PemFiles.trust(authority);
            SSLContext context = PemFiles.context(trust, certificate);
            builder.withSslContext(context).withTrustManager(trust);
        }
        return builder.build();
    }
}
