/** The dispatcher: claims processes into slots, sends events to agents, has results recorded. */
@NullMarked
package io.enginehub.core.dispatcher;

import org.jspecify.annotations.NullMarked;
