/** What decides the course of one process: pure, without clock, log, lock or thread. */
@NullMarked
package io.enginehub.core.flow;

import org.jspecify.annotations.NullMarked;
