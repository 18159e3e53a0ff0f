package io.enginehub.transport.http.server;

/** What a caller must be allowed to do. Every route has one. */
public enum Scope {
    /** Anybody: liveness and the description of the API. */
    PUBLIC,
    /** See processes, flows, members. */
    READ,
    /** Submit inputs to deployed flows. */
    SUBMIT,
    /** Bring flows of one's own: deploy, undeploy, ad-hoc, promote. */
    DEPLOY,
    /** Cancel and retry. */
    OPERATE,
    /** Be a role of the cluster. Never given to a client. */
    ROLE
}
