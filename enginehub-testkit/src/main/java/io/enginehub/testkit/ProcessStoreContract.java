package io.enginehub.testkit;

import io.enginehub.api.spi.ProcessStore;

/**
 * What every {@link ProcessStore} has to do. Extend it, open an empty store, and run it with JUnit.
 *
 * <p>Times are compared in milliseconds; a store may keep finer ones.
 */
public abstract class ProcessStoreContract extends RandomContract {}
