/** A server of HTTP: routes with scopes, limits, and problems as JSON. It knows no role. */
@NullMarked
package io.enginehub.transport.http.server;

import org.jspecify.annotations.NullMarked;
