package io.enginehub.consul;

import io.enginehub.test.consul.TestConsul;
import java.util.concurrent.atomic.AtomicInteger;

/** One Consul for all tests that leave it alone; they differ in the service that they use. */
final class SharedConsul {
    private static final AtomicInteger SERVICES = new AtomicInteger();

    /** Started at most once; it ends with the JVM. */
    private static final class Started {
        static final TestConsul CONSUL = TestConsul.dev();
    }

    private SharedConsul() {}

    static TestConsul consul() {
        return Started.CONSUL;
    }

    static ConsulAccess access() {
        return ConsulAccess.to(consul().url());
    }

    /** A name that no test has had. */
    static String newService() {
        return "test-" + SERVICES.incrementAndGet();
    }
}
