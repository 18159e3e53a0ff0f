/**
 * The seams of the engine: the roles' interfaces, their messages, and what a store, a transport, a registry and a
 * source of time have to do. Depends on {@code io.enginehub.api} only.
 */
@NullMarked
package io.enginehub.api.spi;

import org.jspecify.annotations.NullMarked;
