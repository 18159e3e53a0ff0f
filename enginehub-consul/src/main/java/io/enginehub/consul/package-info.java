/**
 * Hubs, dispatchers and agents find each other through Consul. It says where to send, never who owns a process: that is
 * the store's. Depends on {@code io.enginehub.api} and the client of Consul only.
 */
@NullMarked
package io.enginehub.consul;

import org.jspecify.annotations.NullMarked;
