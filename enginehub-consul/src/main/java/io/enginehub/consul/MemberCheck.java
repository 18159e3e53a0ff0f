package io.enginehub.consul;

import com.orbitz.consul.model.agent.ImmutableRegCheck;
import com.orbitz.consul.model.agent.Registration;
import io.enginehub.api.spi.Member;
import java.time.Duration;

/** How Consul knows that a member lives. There are two ways; a script is none of them, and never will be. */
sealed interface MemberCheck {
    /** The member says so itself, again and again; it is critical once it has not for this long. */
    record Ttl(Duration ttl) implements MemberCheck {}

    /** Consul asks this path of the member, this often. */
    record Http(String path, Duration every) implements MemberCheck {}

    /** How often a member says that it lives: three times in its TTL. With a check by HTTP: how often its entry is looked for. */
    default Duration beat() {
        return this instanceof Ttl check ? check.ttl().dividedBy(3) : Duration.ofSeconds(3);
    }

    /** The check as Consul takes it: passing at first, so that a new member is seen at once. */
    default Registration.RegCheck of(Member member, Duration forgetAfter) {
        ImmutableRegCheck.Builder check =
                ImmutableRegCheck.builder().status("passing").deregisterCriticalServiceAfter(millis(forgetAfter));
        if (this instanceof Http http) {
            String address =
                    member.address().getScheme() + "://" + member.address().getRawAuthority();
            return check.http(address + http.path())
                    .interval(millis(http.every()))
                    .timeout(millis(http.every()))
                    .build();
        }
        return check.ttl(millis(((Ttl) this).ttl())).build();
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
