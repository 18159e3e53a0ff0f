package io.enginehub.transport.http;

import java.util.Map;

/** Vouches for a request of a role. */
@FunctionalInterface
interface RoleSigner {
    /** Where no secret is needed: only this machine can reach the others. */
    RoleSigner NONE = request -> Map.of();

    /** The headers that show whose request it is. */
    Map<String, String> sign(RoleSignature.Request request);
}
