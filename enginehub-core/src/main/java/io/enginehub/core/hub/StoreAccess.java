package io.enginehub.core.hub;

import io.enginehub.api.spi.ProcessStore;
import java.util.concurrent.Executor;

/**
 * A store, and where it may be called.
 *
 * @param writer runs one task at a time, in order
 * @param renewer the same for renewals alone: so that they never wait behind a large batch
 * @param reader runs reads
 */
public record StoreAccess(ProcessStore store, Executor writer, Executor renewer, Executor reader) {}
