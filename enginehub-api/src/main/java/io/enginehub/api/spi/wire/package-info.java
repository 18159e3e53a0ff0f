/**
 * The messages from role to role as bytes, in a form that is documented for other languages too ({@code docs/wire.md}).
 * A transport carries bytes; {@link io.enginehub.api.spi.wire.QueueCalls}, {@link
 * io.enginehub.api.spi.wire.DispatcherCalls} and {@link io.enginehub.api.spi.wire.AgentCalls} make them and read them.
 */
@NullMarked
package io.enginehub.api.spi.wire;

import org.jspecify.annotations.NullMarked;
