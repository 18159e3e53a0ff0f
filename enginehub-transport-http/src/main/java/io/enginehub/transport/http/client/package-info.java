/** Clients of HTTP, made alike. */
@NullMarked
package io.enginehub.transport.http.client;

import org.jspecify.annotations.NullMarked;
