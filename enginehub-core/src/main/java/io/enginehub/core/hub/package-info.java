/** The hub: the waiting queue, the store's writer, deployments, and what applications ask. */
@NullMarked
package io.enginehub.core.hub;

import org.jspecify.annotations.NullMarked;
