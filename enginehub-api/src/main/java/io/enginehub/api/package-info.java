/**
 * What applications and authors of algorithms see: flows, processes, payloads, algorithms and the {@link
 * io.enginehub.api.Hub}. Values are immutable; no type of a JSON library stands in a signature.
 */
@NullMarked
package io.enginehub.api;

import org.jspecify.annotations.NullMarked;
