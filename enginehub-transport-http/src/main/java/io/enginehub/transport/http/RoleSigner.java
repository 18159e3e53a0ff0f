package io.enginehub.transport.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Vouches for a request of a role. */
interface RoleSigner {
    /** Where no secret is needed: only this machine can reach the others. */
    RoleSigner NONE = (method, path, query, body) -> Map.of();

    /** The headers that show whose request it is. */
    Map<String, String> sign(String method, String path, @Nullable String query, byte[] body);
}
